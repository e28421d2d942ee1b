using VocMatch.Gateway.Tests.Running;

namespace VocMatch.Gateway.Tests;

[Collection(GatewayCollection.Name)]
public sealed class PageTests(GatewayFixture gateway)
{
    private readonly Api _api = gateway.Api;

    [Theory]
    [InlineData("/", "Where to look")]
    [InlineData("/students/student-1", "Placements for student-1")]
    [InlineData("/markets/north", "Seats and students by occupation")]
    [InlineData("/problems", "/problems/conflict")]
    [InlineData("/problems/invalid", "The content breaks a rule")]
    public async Task A_page_is_whole_and_allows_only_what_is_its_own(string path, string text)
    {
        var page = (await _api.Get(path)).MustBe(200);

        Assert.Equal("text/html", page.ContentType);
        Assert.Contains(text, page.Text, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"en\">", page.Text, StringComparison.Ordinal);
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(page.Text, "<h1"));
        Assert.DoesNotContain("unsafe-inline", page.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("style=", page.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("/students/none")]
    [InlineData("/students/no%20id")]
    [InlineData("/markets/none")]
    public async Task A_page_about_what_does_not_exist_says_so(string path)
    {
        var page = (await _api.Get(path)).MustBe(404);

        Assert.Contains("Back to the first page", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_people_wrote_is_shown_and_never_run()
    {
        const string region = """{"id":"script","name":"<script>alert(1)</script>","centroid":{"latitude":0,"longitude":0}}""";
        (await _api.Import("/api/v1/imports/regions", region)).MustBe(200);

        var page = (await _api.Get("/markets/script")).MustBe(200);

        Assert.Contains("&lt;script&gt;alert(1)", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", page.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Every_answer_carries_the_headers_that_keep_browsers_safe()
    {
        foreach (var path in (string[])["/", "/api/v1/schools", "/api/v1/none", "/health/live", "/site.css", "/swagger/index.html"])
        {
            var headers = (await _api.Get(path)).Headers;
            Assert.Equal("nosniff", headers["X-Content-Type-Options"]);
            Assert.Contains("frame-ancestors 'none'", headers["Content-Security-Policy"], StringComparison.Ordinal);
            Assert.DoesNotContain("Server", headers.Keys);
        }
    }

    [Fact]
    public async Task Measurements_are_there_for_Prometheus()
    {
        (await _api.Get("/api/v1/schools")).MustBe(200);

        var metrics = (await _api.Get("/metrics")).MustBe(200);

        Assert.Equal("text/plain", metrics.ContentType);
        Assert.Contains("http_server_request_duration", metrics.Text, StringComparison.Ordinal);
        Assert.Contains("orleans", metrics.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_process_says_that_it_lives_and_is_ready()
    {
        Assert.Equal("live", (string?)(await _api.Get("/health/live")).MustBe(200).Json["status"]);
        Assert.Equal("ready", (string?)(await _api.Get("/health/ready")).MustBe(200).Json["status"]);
    }
}
