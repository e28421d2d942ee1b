using Microsoft.Extensions.DependencyInjection;
using VocMatch.Storage.Tests.Hosting;
using Xunit;

namespace VocMatch.Storage.Tests.PostgreSql;

[Collection(PostgreSqlCollection.Name)]
public sealed class SiloOnPostgreSqlTests(PostgreSqlServer server)
{
    [SkippableFact]
    public async Task Two_silos_form_one_cluster_and_a_later_one_finds_states_and_reminders()
    {
        server.SkipUnlessRunning();
        var database = await server.CreateDatabase();

        var first = await SiloOnPostgreSql.Start(database);
        var second = await SiloOnPostgreSql.Start(database);
        var management = second.Services.GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0);
        Assert.Equal(2, (await management.GetHosts(onlyActive: true)).Count);

        var grain = first.Services.GetRequiredService<IGrainFactory>().GetGrain<ICounterGrain>("007");
        await grain.Add(40);
        await grain.RemindMe("deadline");
        await SiloOnPostgreSql.Stop(second);
        await SiloOnPostgreSql.Stop(first);

        var third = await SiloOnPostgreSql.Start(database);
        var again = third.Services.GetRequiredService<IGrainFactory>().GetGrain<ICounterGrain>("007");
        Assert.Equal(42, await again.Add(2));
        Assert.Equal(1, await again.Reminders());
        await SiloOnPostgreSql.Stop(third);
    }
}
