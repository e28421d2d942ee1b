using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using VocMatch.Gateway.OpenApi;
using VocMatch.Gateway.Problems;

namespace VocMatch.Gateway.Health;

/// <param name="Status"><c>live</c> or <c>ready</c>.</param>
public sealed record HealthDocument(string Status);

internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder root)
    {
        var health = root.MapGroup("/health").WithTags("Health");
        health.MapGet("/live", () => TypedResults.Ok(new HealthDocument("live")))
            .WithSummary("The process runs; if this does not answer, start it anew")
            .Answers<HealthDocument>();
        health.MapGet("/ready", Ready)
            .WithSummary("The process takes requests: started, its data loaded, its store taking writes and answering reads")
            .Answers<HealthDocument>(ProblemTypes.Unavailable);
    }

    private static async Task<IResult> Ready(
        Readiness readiness, IHostApplicationLifetime lifetime, StoreProbe store, CancellationToken cancellation)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return new Problem(ProblemTypes.Unavailable, "The process is stopping.");
        }

        if (readiness.WaitingFor is { } missing)
        {
            return new Problem(ProblemTypes.Unavailable, $"The process is waiting for {missing}.");
        }

        return await store.Missing(cancellation) is { } fault
            ? new Problem(ProblemTypes.Unavailable, fault)
            : TypedResults.Ok(new HealthDocument("ready"));
    }
}
