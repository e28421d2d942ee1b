using Orleans.TestingHost;
using VocMatch.Storage.Tests.Sqlite;
using Xunit;

namespace VocMatch.Storage.Tests.Hosting;

public sealed class SiloOnSqliteTests
{
    [Fact]
    public async Task Grains_find_their_state_and_reminders_after_a_restart()
    {
        using var directory = new TemporaryDirectory();
        await using (var cluster = await Start(directory))
        {
            var grain = cluster.Client.GetGrain<ICounterGrain>("194310");
            await grain.Add(40);
            await grain.RemindMe("deadline");
        }

        await using (var cluster = await Start(directory))
        {
            var grain = cluster.Client.GetGrain<ICounterGrain>("194310");

            Assert.Equal(42, await grain.Add(2));
            Assert.Equal(1, await grain.Reminders());
        }
    }

    private static async Task<InProcessTestCluster> Start(TemporaryDirectory directory)
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) => silo.AddVocMatchStorage(StorageOptions.InDirectory(directory.Path)));
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return cluster;
    }
}
