using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using VocMatch.EndToEnd.Running;
using Xunit;

namespace VocMatch.EndToEnd;

[Trait("Lane", "Full")]
public sealed class StopTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_host_asked_to_stop_finishes_the_request_it_is_at_and_takes_no_other()
    {
        using var data = new DataFolder();
        await using (var host = await HostProcess.StartReady(data.Path))
        {
            await host.Http.Import("regions", Requests.North);
            var last = new TaskCompletionSource();
            using var content = new SlowLines(["first"], last.Task, ["last"]);
            var import = host.Http.PostAsync("/api/v1/imports/schools", content);
            await Eventually.Holds(async () => await host.Http.SchoolName("first") is not null, "the first line is written", Patience);

            host.Terminate();
            await Eventually.Holds(() => Refused(host.Address), "no other request is taken", Patience);
            last.SetResult();

            using var answer = await import;
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal(2, (int?)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["created"]);
            Assert.Equal(0, await host.ExitCode());
        }

        await using var again = await HostProcess.StartReady(data.Path);
        Assert.Equal("first", await again.Http.SchoolName("first"));
        Assert.Equal("last", await again.Http.SchoolName("last"));
    }

    private static async Task<bool> Refused(Uri address)
    {
        using var stranger = new HttpClient { BaseAddress = address };
        try
        {
            using var response = await stranger.GetAsync("/health/live");
            return false;
        }
        catch (HttpRequestException)
        {
            return true;
        }
    }

    /// <summary>Rows of an import, of which the last come only when they are told to.</summary>
    private sealed class SlowLines : HttpContent
    {
        private readonly string[] _first;
        private readonly Task _until;
        private readonly string[] _last;

        public SlowLines(string[] first, Task until, string[] last)
        {
            (_first, _until, _last) = (first, until, last);
            Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await Write(stream, _first);
            await _until;
            await Write(stream, _last);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }

        private static async Task Write(Stream stream, string[] ids)
        {
            foreach (var id in ids)
            {
                await stream.WriteAsync(Encoding.UTF8.GetBytes($$"""{"id":"{{id}}","name":"{{id}}","region":"north"}""" + "\n"));
            }

            await stream.FlushAsync();
        }
    }
}
