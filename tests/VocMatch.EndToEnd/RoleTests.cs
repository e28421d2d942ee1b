using System.Globalization;
using System.Net;
using VocMatch.EndToEnd.Running;
using VocMatch.Storage.Tests.PostgreSql;
using Xunit;

namespace VocMatch.EndToEnd;

[Trait("Lane", "Full")]
public sealed class RoleTests(PostgreSqlServer server) : IClassFixture<PostgreSqlServer>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [SkippableFact]
    public async Task A_gateway_reaches_a_silo_through_PostgreSQL_and_what_it_wrote_outlives_both()
    {
        server.SkipUnlessRunning();
        var database = await server.CreateDatabase();
        var port = PostgreSqlServer.FreePort().ToString(CultureInfo.InvariantCulture);
        using var siloData = new DataFolder();
        using var gatewayData = new DataFolder();
        await using (var silo = await HostProcess.StartSilo("--postgres", database, "--data", siloData.Path, "--client-port", port))
        await using (var gateway = await HostProcess.StartGateway(database))
        {
            await gateway.Http.Import("regions", Requests.North);
            await PutOnceTheSiloKnowsTheRegion(gateway.Http);
            gateway.Terminate();
            Assert.Equal(0, await gateway.ExitCode());
            silo.Terminate();
            Assert.Equal(0, await silo.ExitCode());
        }

        await using var both = await HostProcess.StartReady(gatewayData.Path, "--postgres", database);
        Assert.Equal("Kept College", await both.Http.SchoolName("kept"));
    }

    /// <summary>A silo takes over a taxonomy that another process changed within moments, not at once.</summary>
    private static Task PutOnceTheSiloKnowsTheRegion(HttpClient http) => Eventually.Holds(
        async () =>
        {
            using var written = await http.PutSchool("kept", "Kept College");
            Assert.True(written.IsSuccessStatusCode || written.StatusCode == HttpStatusCode.UnprocessableEntity, $"{written.StatusCode}");
            return written.IsSuccessStatusCode;
        },
        "the silo knows the region",
        Patience);
}
