using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace VocMatch.Benchmarks.Platform;

/// <summary>What the platform is measured against, each a mode of this program: a silo with nothing in it, and an endpoint that returns a constant.</summary>
internal static class PlainServers
{
    public const string EmptySilo = "--serve-empty-silo";

    public const string Constant = "--serve-constant";

    public static void ServeEmptySilo(int port, int siloPort, int gatewayPort)
    {
        var builder = Builder(port);
        builder.Host.UseOrleans(silo => silo.UseLocalhostClustering(siloPort, gatewayPort).AddMemoryGrainStorageAsDefault());
        var app = builder.Build();
        app.MapGet("/", () => "empty");
        app.Run();
    }

    /// <param name="length">Bytes of the body, which is JSON.</param>
    public static void ServeConstant(int port, int length)
    {
        var body = Encoding.ASCII.GetBytes($"\"{new string('x', length - 2)}\"");
        var app = Builder(port).Build();
        app.MapGet("/api/v1/students/{id}/matches", (string id) => Results.Bytes(body, "application/json"));
        app.Run();
    }

    private static WebApplicationBuilder Builder(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        return builder;
    }
}
