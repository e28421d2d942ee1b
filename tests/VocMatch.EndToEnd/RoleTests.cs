using System.Globalization;
using VocMatch.EndToEnd.Running;
using VocMatch.Storage.Tests.PostgreSql;
using Xunit;

namespace VocMatch.EndToEnd;

public sealed class RoleTests(PostgreSqlServer server) : IClassFixture<PostgreSqlServer>
{
    [SkippableFact]
    public async Task A_gateway_reaches_a_silo_through_PostgreSQL_and_what_it_wrote_outlives_both()
    {
        server.SkipUnlessRunning();
        var database = await server.CreateDatabase();
        var port = PostgreSqlServer.FreePort().ToString(CultureInfo.InvariantCulture);
        using var siloData = new DataFolder();
        using var gatewayData = new DataFolder();
        await using (var silo = await HostProcess.StartSilo("--postgres", database, "--data", siloData.Path, "--client-port", port))
        await using (var gateway = await HostProcess.StartReady(gatewayData.Path, "--role", "gateway", "--postgres", database))
        {
            await gateway.Http.Import("regions", Requests.North);
            using var written = await gateway.Http.PutSchool("kept", "Kept College");
            Assert.True(written.IsSuccessStatusCode, await written.Content.ReadAsStringAsync() + gateway.Output + silo.Output);
            gateway.Terminate();
            Assert.Equal(0, await gateway.ExitCode());
            silo.Terminate();
            Assert.Equal(0, await silo.ExitCode());
        }

        await using var both = await HostProcess.StartReady(gatewayData.Path, "--postgres", database);
        Assert.Equal("Kept College", await both.Http.SchoolName("kept"));
    }
}
