using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using VocMatch.Gateway.Health;
using VocMatch.Host.Options;
using VocMatch.Host.Starting;

namespace VocMatch.Gateway.Tests.Running;

/// <summary>The real host in this process: silo, SQLite in a directory of its own, Kestrel on a free port, a small world in it.</summary>
public sealed class GatewayFixture : IAsyncLifetime
{
    private readonly string _data = Directory.CreateTempSubdirectory("vocmatch-gateway-").FullName;
    private IHost? _host;

    public Api Api { get; private set; } = null!;

    public Uri Address { get; private set; } = null!;

    /// <summary>The folder of its database.</summary>
    public string Data => _data;

    public IServiceProvider Services => _host!.Services;

    public async Task InitializeAsync()
    {
        var options = new StartOptions { Role = Role.All, Data = _data, Urls = ["http://127.0.0.1:0"], Demo = false };
        _host = VocMatchHost.Build(options);
        await _host.StartAsync();
        _host.Services.GetRequiredService<Readiness>().Reached();
        Address = new Uri(Welcome.Address(_host.Services));
        Api = new Api(Address);
        await World.Build(Api);
    }

    public async Task DisposeAsync()
    {
        Api?.Dispose();
        if (_host is not null)
        {
            await _host.StopAsync();
            await ((IAsyncDisposable)_host).DisposeAsync();
        }

        Directory.Delete(_data, recursive: true);
    }
}

[CollectionDefinition(Name)]
public sealed class GatewayCollection : ICollectionFixture<GatewayFixture>
{
    public const string Name = "gateway";
}
