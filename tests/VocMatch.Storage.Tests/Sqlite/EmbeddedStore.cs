using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Serialization.Serializers;
using VocMatch.Storage.Sqlite;
using Xunit;

namespace VocMatch.Storage.Tests.Sqlite;

/// <summary>The embedded store on a directory of its own, with all its services and without a silo.</summary>
public sealed class EmbeddedStore : IAsyncLifetime, IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly ServiceProvider _services;

    public EmbeddedStore() =>
        _services = new ServiceCollection()
            .AddLogging()
            .AddSerializer()
            .AddVocMatchReadSide(StorageOptions.InDirectory(_directory.Path))
            .BuildServiceProvider();

    public IServiceProvider Services => _services;

    public string File => _directory.Database;

    internal SqliteDatabase Database => Service<SqliteDatabase>();

    internal SqliteGrainStorage GrainStorage => new(Database, Service<IActivatorProvider>(), TimeProvider.System);

    public T Service<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public Task InitializeAsync() => Database.Ready();

    public async Task DisposeAsync()
    {
        await _services.DisposeAsync();
        _directory.Dispose();
    }

    ValueTask IAsyncDisposable.DisposeAsync() => new(DisposeAsync());
}
