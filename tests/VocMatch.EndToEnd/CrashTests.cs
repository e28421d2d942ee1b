using System.Collections.Concurrent;
using System.Globalization;
using VocMatch.EndToEnd.Running;
using Xunit;

namespace VocMatch.EndToEnd;

[Trait("Lane", "Full")]
public sealed class CrashTests
{
    private const int Rounds = 4;

    private const int Writers = 8;

    private const int SchoolsEach = 20;

    private const int MinAcknowledged = 300;

    [Fact]
    public async Task Every_write_that_was_acknowledged_is_there_after_kill_9()
    {
        using var data = new DataFolder();
        var attempted = new ConcurrentDictionary<string, int>();
        var acknowledged = new ConcurrentDictionary<string, int>();
        for (var round = 1; round <= Rounds; round++)
        {
            await using var host = await HostProcess.StartReady(data.Path);
            await host.Http.Import("regions", Requests.North);
            await Verify(host.Http, attempted, acknowledged);

            var before = acknowledged.Values.Sum();
            using var enough = new CancellationTokenSource();
            var writers = Enumerable.Range(0, Writers)
                .Select(writer => Write(host.Http, writer, attempted, acknowledged, () =>
                {
                    if (acknowledged.Values.Sum() - before >= MinAcknowledged)
                    {
                        enough.Cancel();
                    }
                }))
                .ToList();
            await Task.WhenAny(Task.Delay(Timeout.Infinite, enough.Token), Task.WhenAll(writers));
            await host.Kill();
            await Task.WhenAll(writers);
            Assert.True(acknowledged.Values.Sum() - before >= MinAcknowledged, host.Output);
        }

        await using var last = await HostProcess.StartReady(data.Path);
        await Verify(last.Http, attempted, acknowledged);
    }

    /// <summary>Writes ever higher numbers into schools of its own, until the server is gone.</summary>
    private static async Task Write(
        HttpClient http,
        int writer,
        ConcurrentDictionary<string, int> attempted,
        ConcurrentDictionary<string, int> acknowledged,
        Action progressed)
    {
        try
        {
            for (var i = 0; ; i++)
            {
                var id = $"school-{writer}-{i % SchoolsEach}";
                var number = attempted.AddOrUpdate(id, 1, (_, before) => before + 1);
                using var response = await http.PutSchool(id, number.ToString(CultureInfo.InvariantCulture));
                Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode}");
                acknowledged[id] = number;
                progressed();
            }
        }
        catch (HttpRequestException)
        {
            // The server was killed: this write is one of those nobody promised anything about.
        }
    }

    private static async Task Verify(
        HttpClient http,
        ConcurrentDictionary<string, int> attempted,
        ConcurrentDictionary<string, int> acknowledged)
    {
        foreach (var (id, number) in acknowledged)
        {
            var name = await http.SchoolName(id);
            Assert.True(name is not null, $"{id} is lost; {number} was acknowledged.");
            Assert.InRange(int.Parse(name!, CultureInfo.InvariantCulture), number, attempted[id]);

            // What was read is what is stored; the next round counts on from it.
            attempted[id] = acknowledged[id] = int.Parse(name!, CultureInfo.InvariantCulture);
        }
    }
}
