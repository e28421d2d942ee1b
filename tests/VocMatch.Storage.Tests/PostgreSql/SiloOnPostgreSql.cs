using System.Net;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Xunit;

namespace VocMatch.Storage.Tests.PostgreSql;

/// <summary>A silo that keeps states, reminders and its membership in a database of its own.</summary>
public sealed class SiloOnPostgreSql(PostgreSqlServer server) : IAsyncLifetime
{
    private IHost? _host;

    public IServiceProvider Services => _host!.Services;

    public static async Task<IHost> Start(string connectionString)
    {
        var options = StorageOptions.OnPostgreSql(connectionString);
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.UseOrleans(silo => silo
            .AddVocMatchStorage(options)
            .AddVocMatchClustering(options)
            .ConfigureEndpoints(IPAddress.Loopback, PostgreSqlServer.FreePort(), PostgreSqlServer.FreePort()));
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    public static async Task Stop(IHost host)
    {
        await host.StopAsync();
        await ((IAsyncDisposable)host).DisposeAsync();
    }

    public async Task InitializeAsync()
    {
        if (server.Missing is null)
        {
            _host = await Start(await server.CreateDatabase());
        }
    }

    public async Task DisposeAsync()
    {
        if (_host is not null)
        {
            await Stop(_host);
        }
    }
}
