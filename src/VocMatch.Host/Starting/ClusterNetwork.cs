using System.Net;
using System.Net.Sockets;
using Orleans.Configuration;
using VocMatch.Host.Options;
using VocMatch.Storage;

namespace VocMatch.Host.Starting;

/// <summary>How a process takes part in a cluster. On loopback only, as long as silos do not authenticate each other.</summary>
internal static class ClusterNetwork
{
    private const string Cluster = "vocmatch";

    /// <summary>No port for clients, which would bypass the gateway.</summary>
    private const int NoClients = 0;

    public static void Join(ISiloBuilder silo, StartOptions options, StorageOptions storage)
    {
        var siloPort = options.SiloPort ?? FreePort();
        if (options.Postgres is null)
        {
            silo.UseLocalhostClustering(siloPort, NoClients, serviceId: Cluster, clusterId: Cluster);
            return;
        }

        Name(silo.Services);
        silo.ConfigureEndpoints(IPAddress.Loopback, siloPort, options.Role == Role.Silo ? options.ClientPort : NoClients);
        silo.AddVocMatchClustering(storage);
    }

    public static void Join(IClientBuilder client, StorageOptions storage)
    {
        Name(client.Services);
        client.AddVocMatchClustering(storage);
        var logged = false;
        client.UseConnectionRetryFilter(async (failure, cancellation) =>
        {
            if (!logged)
            {
                logged = true;
                Console.Out.WriteLine($"Waiting for a silo of this cluster. So far: {failure.GetBaseException().Message}");
            }

            await Task.Delay(TimeSpan.FromSeconds(1), cancellation);
            return true;
        });
    }

    private static void Name(IServiceCollection services) => services.Configure<ClusterOptions>(cluster =>
    {
        cluster.ClusterId = Cluster;
        cluster.ServiceId = Cluster;
    });

    /// <summary>Free now; another process could take it before the silo does, and then the start fails and says so.</summary>
    private static int FreePort()
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)probe.LocalEndPoint!).Port;
    }
}
