using System.Text.RegularExpressions;
using VocMatch.EndToEnd.Running;
using Xunit;

namespace VocMatch.EndToEnd;

/// <summary>Runs what the pages for readers show, as they show it.</summary>
[Trait("Lane", "Full")]
public sealed class TourTests(TourTests.DemoCountry demo) : IClassFixture<TourTests.DemoCountry>
{
    [Theory]
    [InlineData("src/VocMatch.Gateway/Offers/tour.md", "\"status\":\"held\"", "")]
    [InlineData("src/VocMatch.Gateway/Rounds/tour.md", "You got your choice number [0-9]+.*valid: [0-9]+ matches", "")]
    [InlineData("src/VocMatch.Gateway/Adjustments/tour.md", "\"students\":83,\"placed\":28,.*\"key\":\"employer-02099\".*\"worth\":14,\"students\":12,", "")]
    [InlineData("src/VocMatch.Gateway/Alignment/tour.md", "1 of 2 figures is suppressed by the source.*\"missing\":\"suppressed\"", "<h1>.*Cork|\"phase\":\"(running|done)\"")]
    public async Task A_tour_runs_as_it_is_written_and_shows_what_it_says(string page, string shows, string writes)
    {
        using var folder = new DataFolder();

        var output = await new TourPage(page).Run(demo.Host.Address, folder.Path);

        var files = string.Join('\n', Directory.EnumerateFiles(folder.Path).Order(StringComparer.Ordinal).Select(File.ReadAllText));
        Assert.DoesNotContain("\"type\":\"/problems/", output + files, StringComparison.Ordinal);
        Assert.True(Regex.IsMatch(output, shows, RegexOptions.Singleline), $"{page} does not show '{shows}':\n{output}");
        Assert.True(Regex.IsMatch(files, writes, RegexOptions.Singleline), $"{page} does not write '{writes}'.");
    }

    [SkippableFact]
    public async Task The_tour_of_imports_takes_the_files_of_ONET_as_they_are_published()
    {
        var onet = SharedData.Folder("onet");
        using var data = new DataFolder();
        using var folder = new DataFolder();
        foreach (var file in (string[])["Occupation Data.txt", "Technology Skills.txt", "Tools Used.txt"])
        {
            File.CreateSymbolicLink(Path.Combine(folder.Path, file), Path.Combine(onet, file));
        }

        await using var host = await HostProcess.StartReady(data.Path);

        var output = await new TourPage("src/VocMatch.Gateway/Imports/tour.md").Run(host.Address, folder.Path);

        Assert.DoesNotContain("\"type\":\"/problems/", output, StringComparison.Ordinal);
        Assert.Contains("Registered Nurses", output, StringComparison.Ordinal);
    }

    /// <summary>The README's one command starts the host, and the other asks it; here the host runs already.</summary>
    [Fact]
    public async Task The_first_screen_of_the_README_asks_and_is_answered_as_it_says()
    {
        var first = new TourPage("README.md").Commands;
        var answer = await demo.Host.Http.GetStringAsync(first[1].Split('\'')[1][TourPage.Documented.Length..]);

        Assert.Equal("dotnet run --project src/VocMatch.Host\n", first[0]);
        Assert.Contains("\"matches\":[{\"placement\":\"placement-012049\",\"title\":\"Beauty therapist, work placement\"", answer, StringComparison.Ordinal);
        Assert.Equal(20, Regex.Count(answer, "\"placement\":"));
    }

    /// <summary>The country that the host generates at its first start.</summary>
    public sealed class DemoCountry : IAsyncLifetime
    {
        private readonly DataFolder _data = new();

        private HostProcess? _host;

        internal HostProcess Host => _host!;

        public async Task InitializeAsync()
        {
            _host = await HostProcess.StartDemo(_data.Path);

            // What takes long is answered by a job at first; the page shows what is answered then.
            await Eventually.Holds(
                async () =>
                {
                    using var answer = await _host.Http.GetAsync("/api/v1/programs/program-0054/adjustments");
                    return answer.StatusCode == System.Net.HttpStatusCode.OK;
                },
                "the adjustments of program-0054 are measured",
                TimeSpan.FromMinutes(5));
        }

        public async Task DisposeAsync()
        {
            if (_host is not null)
            {
                await _host.DisposeAsync();
            }

            _data.Dispose();
        }
    }
}
