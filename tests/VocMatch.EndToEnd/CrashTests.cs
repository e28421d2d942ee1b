using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;

namespace VocMatch.EndToEnd;

public sealed class CrashTests : IDisposable
{
    private const int Rounds = 3;
    private const int Writers = 8;
    private const int AcknowledgedBeforeKill = 150;

    private readonly string _data = Directory.CreateTempSubdirectory("vocmatch-crash-").FullName;

    [Fact]
    public async Task Every_acknowledged_write_survives_kill_9()
    {
        var acknowledged = new ConcurrentBag<string>();
        for (var round = 0; round < Rounds; round++)
        {
            using var host = await HostProcess.Start(_data, "--no-demo");
            await Import(host, "regions", """{"id":"north","name":"North","centroid":{"latitude":54.9,"longitude":-1.6}}""");
            var before = acknowledged.Count;
            var writers = Enumerable.Range(0, Writers).Select(writer => Write(host, $"r{round}-w{writer}", acknowledged)).ToArray();
            while (acknowledged.Count - before < AcknowledgedBeforeKill)
            {
                Assert.DoesNotContain(writers, writer => writer.IsFaulted);
                await Task.Yield();
            }

            host.Kill();
            await Task.WhenAll(writers);
        }

        using var again = await HostProcess.Start(_data, "--no-demo");
        Assert.True(acknowledged.Count >= Rounds * AcknowledgedBeforeKill);
        foreach (var id in acknowledged)
        {
            using var answer = await again.Http.GetAsync($"/api/v1/schools/{id}");
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{id} was acknowledged and is lost.");
        }
    }

    [Fact]
    public async Task Sigterm_ends_the_process_in_order_and_keeps_what_was_written()
    {
        using (var host = await HostProcess.Start(_data, "--no-demo"))
        {
            await Import(host, "regions", """{"id":"north","name":"North","centroid":{"latitude":54.9,"longitude":-1.6}}""");
            host.Terminate();
            Assert.Equal(0, await host.ExitCode());
        }

        using var again = await HostProcess.Start(_data, "--no-demo");
        using var region = await again.Http.GetAsync("/api/v1/regions/north");
        Assert.Equal(HttpStatusCode.OK, region.StatusCode);
    }

    public void Dispose() => Directory.Delete(_data, recursive: true);

    /// <summary>Writes until the process is gone; only what was answered counts.</summary>
    private static async Task Write(HostProcess host, string prefix, ConcurrentBag<string> acknowledged)
    {
        for (var i = 0; ; i++)
        {
            var id = $"{prefix}-{i}";
            try
            {
                using var answer = await host.Http.PutAsJsonAsync($"/api/v1/schools/{id}", new { name = $"College {id}", region = "north" });
                Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
                acknowledged.Add(id);
            }
            catch (Exception gone) when (gone is HttpRequestException or IOException or TaskCanceledException)
            {
                return;
            }
        }
    }

    private static async Task Import(HostProcess host, string kind, string row)
    {
        using var content = new StringContent(row + "\n", System.Text.Encoding.UTF8, "application/x-ndjson");
        using var answer = await host.Http.PostAsync($"/api/v1/imports/{kind}", content);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }
}
