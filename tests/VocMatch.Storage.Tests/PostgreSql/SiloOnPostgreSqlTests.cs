using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans.Storage;
using VocMatch.Storage.PostgreSql;
using VocMatch.Storage.Tests.Conformance;
using VocMatch.Storage.Tests.Hosting;
using Xunit;

namespace VocMatch.Storage.Tests.PostgreSql;

[Collection(PostgreSqlCollection.Name)]
public sealed class SiloOnPostgreSqlTests(PostgreSqlServer server)
{
    [SkippableFact]
    public async Task Membership_and_reminders_are_served_while_states_have_every_connection_that_they_may()
    {
        server.SkipUnlessRunning();
        var database = $"{await server.CreateDatabase()};Timeout=2;Maximum Pool Size=3";
        var silo = await SiloOnPostgreSql.Start(database);
        var taken = new List<NpgsqlConnection>();
        foreach (var pool in (ConnectionPool[])[ConnectionPool.States, ConnectionPool.Queries])
        {
            for (var i = 0; i < 3; i++)
            {
                taken.Add(new NpgsqlConnection(pool.Of(database)));
                await taken[^1].OpenAsync();
            }
        }

        Assert.Single((await silo.Services.GetRequiredService<IMembershipTable>().ReadAllAsync()).Members);
        Assert.Empty((await silo.Services.GetRequiredService<IReminderTable>().ReadRows(0, 0)).Reminders);

        taken.ForEach(connection => connection.Dispose());
        await SiloOnPostgreSql.Stop(silo);
    }

    [SkippableFact]
    public async Task Many_more_writes_at_once_than_there_are_connections_all_succeed()
    {
        server.SkipUnlessRunning();
        var silo = await SiloOnPostgreSql.Start($"{await server.CreateDatabase()};Timeout=1;Maximum Pool Size=1");
        var storage = silo.Services.GetRequiredKeyedService<IGrainStorage>(VocMatchStorage.Name);

        await Task.WhenAll(Enumerable.Range(0, 3_000).Select(i => storage.WriteStateAsync(
            "sample", GrainId.Create("sample", i.ToString(CultureInfo.InvariantCulture)), new GrainState<Sample> { State = new Sample { Number = i } })));

        var read = new GrainState<Sample>();
        await storage.ReadStateAsync("sample", GrainId.Create("sample", "2999"), read);
        Assert.Equal(2_999, read.State!.Number);
        await SiloOnPostgreSql.Stop(silo);
    }

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
