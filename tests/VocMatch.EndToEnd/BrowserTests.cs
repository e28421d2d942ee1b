using Microsoft.Playwright;
using VocMatch.EndToEnd.Running;
using Xunit;

namespace VocMatch.EndToEnd;

[Trait("Lane", "Full")]
public sealed class BrowserTests
{
    private const string Chromium = "/usr/bin/chromium";

    private static readonly string[] Flags =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [SkippableFact]
    public async Task A_visitor_comes_from_the_first_page_to_a_students_explained_placements()
    {
        RequireChromium();
        using var data = new DataFolder();
        await using var host = await HostProcess.StartReady(data.Path);
        await SmallWorld.Import(host.Http);
        await MatchIsThere(host.Http);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = Flags });
        var page = await browser.NewPageAsync();
        var complaints = new List<string>();
        page.Console += (_, message) => complaints.Add(message.Text);

        await page.GotoAsync(host.Address.ToString());
        await page.ClickAsync("#sample-student");
        await page.WaitForURLAsync("**/students/ada");

        Assert.Equal("Placements for ada", await page.Locator("h1").InnerTextAsync());
        Assert.Equal("Care assistant", await page.Locator("article h2").First.InnerTextAsync());
        var points = await page.Locator("article").First.Locator("tbody .number").AllInnerTextsAsync();
        var score = await page.Locator("article").First.Locator("tfoot .number").InnerTextAsync();
        Assert.Equal(Number(score), points.Sum(Number));
        Assert.Empty(complaints);
    }

    [SkippableFact]
    public async Task A_visitor_tries_the_API_in_the_browser()
    {
        RequireChromium();
        using var data = new DataFolder();
        await using var host = await HostProcess.StartReady(data.Path);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = Flags });
        var page = await browser.NewPageAsync();

        await page.GotoAsync(new Uri(host.Address, "/swagger").ToString());

        // Operations further down are drawn when they come into view.
        var operation = page.Locator(".opblock").Filter(new() { HasText = "/api/v1/programs/{id}/adjustments" }).First;
        await operation.WaitForAsync();

        Assert.Equal("VocMatch API", await page.TitleAsync());
    }

    private static void RequireChromium()
    {
        var missing = !File.Exists(Chromium);
        Assert.False(missing && Environment.GetEnvironmentVariable("VOCMATCH_REQUIRE_ALL") == "1", $"{Chromium} is missing.");
        Skip.If(missing, $"{Chromium} is missing: apt-get install chromium.");
    }

    private static Task MatchIsThere(HttpClient http) => Eventually.Holds(
        async () => (await http.GetStringAsync("/api/v1/students/ada/matches")).Contains("\"ward\"", StringComparison.Ordinal), "the market shows the ward", Patience);

    private static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
