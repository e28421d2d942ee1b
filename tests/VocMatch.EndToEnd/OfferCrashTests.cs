using System.Globalization;
using VocMatch.EndToEnd.Running;
using Xunit;
using Xunit.Sdk;

namespace VocMatch.EndToEnd;

/// <summary>The process is killed at random moments while students accept and give up seats; the rows are looked at after each kill.</summary>
[Trait("Lane", "Full")]
public sealed class OfferCrashTests
{
    private const int Clients = 12;

    /// <summary>It is not killed before it is at work.</summary>
    private const int MinAnswered = 100;

    private const int MinAcceptances = 40;

    /// <summary>How often it is killed; a longer run asks for more.</summary>
    private static int Kills => int.TryParse(Environment.GetEnvironmentVariable("CRASH_TEST_KILLS"), CultureInfo.InvariantCulture, out var kills) ? kills : 4;

    [Fact]
    public async Task No_acceptance_that_was_acknowledged_is_lost_and_no_seat_given_twice_whenever_the_process_dies()
    {
        using var data = new DataFolder();
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var clients = Enumerable.Range(0, Clients).Select(i => new OfferClient(i, Clients, seed + i)).ToList();
        await using (var first = await HostProcess.StartReady(data.Path))
        {
            await OfferWorld.Import(first.Http);
        }

        for (var kill = 1; kill <= Kills; kill++)
        {
            await using var host = await HostProcess.StartReady(data.Path);
            var before = clients.Sum(client => client.Answered);
            var load = clients.Select(client => client.Run(host.Http)).ToList();
            await Eventually.Holds(
                () => clients.Sum(client => client.Answered) - before >= MinAnswered || load.Any(client => client.IsCompleted),
                $"{MinAnswered} requests are answered",
                TimeSpan.FromMinutes(2));
            await Task.Delay(random.Next(800));
            await host.Kill();
            try
            {
                await Task.WhenAll(load);
            }
            catch (XunitException failure)
            {
                throw new XunitException($"{failure.Message}, kill {kill} of seed {seed}. The host said:\n{host.Output}");
            }

            Check(SeatAudit.Of(data.Path), clients, $"after kill {kill} of seed {seed}");
        }

        await using var last = await HostProcess.StartReady(data.Path);
        await Task.WhenAll(clients.Select(client => client.Finish(last.Http)));
        await OfferWorld.Settle(last.Http, data.Path);

        var audit = SeatAudit.Of(data.Path);
        Check(audit, clients, $"at the end of seed {seed}");
        Assert.Empty(audit.Disagreements());
        var acceptances = clients.Sum(client => client.Acceptances);
        Assert.True(acceptances >= MinAcceptances, $"{acceptances} acceptances; refused last: {clients[0].LastRefusal}");
        Report(clients);
    }

    private static void Check(SeatAudit audit, IEnumerable<OfferClient> clients, string when)
    {
        Assert.True(!audit.Violations().Any(), $"{when}: {string.Join(' ', audit.Violations())}");
        foreach (var client in clients)
        {
            var lost = client.Held.Where(offer => !audit.Accepted.ContainsKey(offer) || !audit.Committed.Contains(offer)).ToList();
            Assert.True(lost.Count == 0, $"{when}: acknowledged and lost: {string.Join(' ', lost)}");
            var kept = client.GivenUp.Where(offer => audit.Accepted.ContainsKey(offer) || audit.Committed.Contains(offer)).ToList();
            Assert.True(kept.Count == 0, $"{when}: given up and still held: {string.Join(' ', kept)}");
        }
    }

    private static void Report(List<OfferClient> clients)
    {
        if (Environment.GetEnvironmentVariable("CRASH_TEST_REPORT") is { Length: > 0 } file)
        {
            File.WriteAllText(
                file,
                $"kills {Kills}, acceptances {clients.Sum(c => c.Acceptances)}, given up {clients.Sum(c => c.GivenUp.Count)}, "
                + $"unknown outcomes repeated {clients.Sum(c => c.Unknown)}\n");
        }
    }
}
