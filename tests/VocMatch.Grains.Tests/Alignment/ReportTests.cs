using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using VocMatch.Contracts.Alignment;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Jobs;
using VocMatch.Contracts.Outcomes;
using VocMatch.Grains.Tests.Platforms;
using Xunit;

namespace VocMatch.Grains.Tests.Alignment;

/// <summary>A report is about everything there is: each of these has a platform of its own, on a copy of the same rows.</summary>
public sealed class ReportTests(ReportWorld world) : IClassFixture<ReportWorld>, IAsyncLifetime
{
    private static readonly ReportRequest Request = new()
    {
        From = new DateOnly(Sample.FirstDay.Year, 1, 1),
        Through = new DateOnly(Sample.FirstDay.Year, 12, 31),
        Publisher = "Ministry",
    };

    private Platform _platform = null!;

    public async Task InitializeAsync() => _platform = await world.Platform();

    public Task DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public async Task A_period_is_published_once_whatever_comes_in_later_and_every_grain_was_forgotten()
    {
        var id = await Made(Request, "one");
        var before = await Documents(id);
        var scene = await Scene.Set(_platform);
        await scene.Published(scene.Posting() with { Seats = 50, Pattern = Sample.Pattern(Sample.FirstDay, 700) });
        await _platform.Forget(_platform.Grains.GetGrain<IReportGrain>(id));

        Assert.Equal(before, await Documents(id));
        Assert.Equal(id, await Made(Request, "two"));
        Assert.Equal(before, await Documents(id));
    }

    [Fact]
    public async Task The_reports_of_regions_are_parts_of_what_was_published_for_all()
    {
        var north = await Json(await Made(Request with { Region = Sample.North }, "one"));
        var scene = await Scene.Set(_platform, Sample.South);
        await scene.Published(scene.Posting() with { Seats = 50, Pattern = Sample.Pattern(Sample.FirstDay, 700) });
        var south = await Json(await Made(Request with { Region = Sample.South }, "two"));
        var all = await Json(await Made(Request, "three"));

        foreach (var (part, region) in new[] { (north, "north"), (south, "south") })
        {
            Assert.Equal([region, "nation"], Rows(part, "regions").Select(row => (string)row![0]!));
            Assert.Equal(Row(all, "regions", region), Row(part, "regions", region));
            Assert.Equal(Row(all, "regions", "nation"), Row(part, "regions", "nation"));
        }

        var listed = (await _platform.Grains.GetGrain<IReportRegisterGrain>("all").List(10, null))!;
        Assert.All(listed.Items, report => Assert.Equal(1, report.Edition));
        Assert.Equal(3, listed.Items.Length);
    }

    [Fact]
    public async Task A_period_is_revised_as_a_whole_with_a_note_and_at_most_once_a_quarter()
    {
        var first = await Made(Request, "one");
        var scene = await Scene.Set(_platform);
        await scene.Published(scene.Posting() with { Seats = 50, Pattern = Sample.Pattern(Sample.FirstDay, 700) });
        var revision = Request with { Revise = true, RevisionNote = "Postings that came late" };

        var early = Scene.Refuse(await _platform.Grains.GetGrain<IJobGrain>("early").Start(Asking(revision), "digest"), RefusalKind.Invalid);
        var silent = Scene.Refuse(
            await _platform.Grains.GetGrain<IJobGrain>("silent").Start(Asking(revision with { RevisionNote = null }), "digest"), RefusalKind.Invalid);
        _platform.Time.Advance(TimeSpan.FromDays(93));
        var second = await Made(revision, "two");

        Assert.Equal("revise", Assert.Single(early.Violations).Field);
        Assert.Contains(silent.Violations, violation => violation.Field == "revisionNote");
        Assert.NotEqual(first, second);
        Assert.Equal(second, await Made(Request, "three"));
        var report = await Json(second);
        Assert.Equal((2, "Postings that came late"), ((int)report["edition"]!, (string)report["revisionNote"]!));
        Assert.Equal(Cell(await Json(first), "regions", "north", "demand") + 50, Cell(report, "regions", "north", "demand"));
    }

    [Fact]
    public async Task Two_who_publish_at_once_publish_the_same()
    {
        var north = Made(Request with { Region = Sample.North }, "one");
        var south = Made(Request with { Region = Sample.South }, "two");

        Assert.Equal(
            Row(await Json(await north), "regions", "nation"), Row(await Json(await south), "regions", "nation"));
        Assert.Equal((await Json(await north))["published"]!.ToJsonString(), (await Json(await south))["published"]!.ToJsonString());
    }

    [Fact]
    public async Task A_quarter_shows_postings_and_no_persons()
    {
        var report = await Json(await Made(Request with { Through = Request.From.AddMonths(3).AddDays(-1) }, "one"));

        Assert.DoesNotContain(
            report["tables"]!.AsArray().SelectMany(table => table!["columns"]!.AsArray()), column => (string?)column!["unit"] == "persons");
        Assert.True(Cell(report, "regions", "nation", "demand") > 0);
    }

    [Fact]
    public async Task A_simulation_is_not_among_the_reports()
    {
        var id = await Made(Request with { Simulate = true }, "one");

        Assert.StartsWith("simulation-", id, StringComparison.Ordinal);
        Assert.Empty((await _platform.Grains.GetGrain<IReportRegisterGrain>("all").List(10, null))!.Items);
        Assert.False((bool)(await Json(id))["forPublication"]!);
    }

    [Fact]
    public async Task Totals_agree_with_sql_over_the_stored_rows()
    {
        var report = await Json(await Made(Request, "one"));
        await using var database = new SqliteConnection($"Data Source={_platform.Database};Mode=ReadOnly");
        await database.OpenAsync();

        foreach (var region in (string[])["north", "south"])
        {
            Assert.Equal(
                await Number(database, "SELECT SUM(payload ->> '$.entity.posting.seats') FROM grain_state WHERE grain_type = 'placement' AND payload ->> '$.entity.region' = $r", region),
                Cell(report, "regions", region, "demand"));
            Assert.Equal(
                Rounded(await Number(database, "SELECT SUM(p.payload ->> '$.entity.content.intake') FROM grain_state p JOIN grain_state s ON s.grain_type = 'school' AND s.grain_key = p.payload ->> '$.entity.content.school' WHERE p.grain_type = 'program' AND s.payload ->> '$.entity.profile.region' = $r", region)),
                Cell(report, "regions", region, "supply"));
        }
    }

    [Fact]
    public async Task What_nobody_recorded_is_unknown_and_not_a_failure()
    {
        var report = await Json(await Made(Request, "one"));

        Assert.Equal("[z]", Text(report, "regions", "nation", "placementRate"));
        Assert.Equal(0, Cell(report, "outcomes", "nation", "students"));
        Assert.Equal("[u]", Text(report, "outcomes", "nation", "unknownShare"));
    }

    [Fact]
    public async Task A_simulated_report_has_outcomes_and_causes_and_says_what_they_are()
    {
        var report = await Json(await Made(Request with { Simulate = true }, "one"));

        Assert.Contains(report["doesNotShow"]!.AsArray(), line => ((string)line!).Contains("simulated clearing", StringComparison.Ordinal));
        Assert.True(Cell(report, "regions", "nation", "placementRate") > 0);
        Assert.Contains(report["tables"]!.AsArray(), table => (string?)table!["id"] == "mismatch");
    }

    [Fact]
    public async Task Published_series_stand_in_the_report_with_their_source()
    {
        await Import(ReferenceKind.Completions, new ReferenceRow("51.3801", "Nursing", 87_662));
        await Import(ReferenceKind.Crosswalk, new ReferenceRow("51.3801", "29-1141", 0));
        await Import(ReferenceKind.Openings, new ReferenceRow("29-1141", "Registered nurses", 197_700));

        var report = await Json(await Made(Request, "one"));

        var row = Rows(report, "published-programs")[0]!.AsArray();
        Assert.Equal("[\"51.3801\",\"Nursing\",87662,197700,0.443,197700.0,0.443,110038,\"[z]\",\"\"]", row.ToJsonString());
        Assert.Contains(report["sources"]!.AsArray(), source => (string?)source!["vintage"] == "2024");
    }

    [Theory]
    [InlineData("2027-01-02", "2027-12-31", "from")]
    [InlineData("2027-01-01", "2027-12-30", "through")]
    [InlineData("2027-01-01", "2026-12-31", "through")]
    [InlineData("2027-01-01", "2032-01-31", "through")]
    [InlineData("2020-01-01", "9999-12-31", "through")]
    [InlineData("2020-02-01", "2020-04-30", "from")]
    [InlineData("2020-01-01", "2020-06-30", "through")]
    [InlineData("2090-01-01", "2090-12-31", "through")]
    public async Task A_period_that_is_none_is_refused(string from, string through, string field)
    {
        var job = _platform.Grains.GetGrain<IJobGrain>("refused");

        var refusal = Scene.Refuse(
            await job.Start(Asking(new() { From = DateOnly.Parse(from, null), Through = DateOnly.Parse(through, null) }), "digest"), RefusalKind.Invalid);

        Assert.Equal(field, Assert.Single(refusal.Violations).Field);
        Assert.Null(await job.Find());
    }

    [Fact]
    public async Task A_job_is_taken_once_and_refuses_other_content()
    {
        await Made(Request, "one");
        var job = _platform.Grains.GetGrain<IJobGrain>("one");

        var done = Scene.Succeed(await job.Start(Asking(Request), "digest"));
        var counts = await _platform.ReadSide.Counts(CancellationToken.None);
        Assert.Equal(JobPhase.Done, done.Phase);
        Assert.Equal((done.Total, counts.Schools + counts.Programs + counts.Employers + counts.Placements + counts.Students), (done.Done, done.Total));
        Scene.Refuse(await job.Start(Asking(Request), "other"), RefusalKind.OperationReused);
    }

    [Fact]
    public async Task A_job_whose_activation_died_is_done_by_the_next_one()
    {
        var job = _platform.Grains.GetGrain<IJobGrain>("dying");
        Scene.Succeed(await job.Start(Asking(Request), "digest"));
        await _platform.Forget(job);

        await Eventually.Holds(async () => (await job.Wait(TimeSpan.FromSeconds(1)))!.Phase == JobPhase.Done, "the report is made");

        Assert.NotNull(await _platform.Grains.GetGrain<IReportGrain>((await job.Find())!.Report!).Find());
    }

    private async Task Import(ReferenceKind kind, ReferenceRow row) => Scene.Succeed(
        await _platform.Grains.Series(kind).Put(new(kind, "Statistics office", "2024", "digest", [row], 0), WriteOptions.Default));

    private static JobRequest Asking(ReportRequest request) => new(JobKind.Report, request);

    private async Task<string> Made(ReportRequest request, string job)
    {
        var grain = _platform.Grains.GetGrain<IJobGrain>(job);
        Scene.Succeed(await grain.Start(Asking(request), "digest"));
        var ended = (await grain.Wait(TimeSpan.FromSeconds(20)))!;
        Assert.True(ended.Phase == JobPhase.Done, ended.Failure ?? ended.Step);
        return ended.Report!;
    }

    private async Task<List<string>> Documents(string id)
    {
        var report = _platform.Grains.GetGrain<IReportGrain>(id);
        var documents = await Task.WhenAll(Enum.GetValues<ReportFormat>().Select(format => report.Document(format, null)));
        return [.. documents.Select(document => Convert.ToBase64String(document!))];
    }

    private async Task<JsonNode> Json(string id) =>
        JsonNode.Parse(await _platform.Grains.GetGrain<IReportGrain>(id).Document(ReportFormat.Json, null))!;

    private static decimal Rounded(decimal count) => Math.Floor((count + 2) / 5) * 5;

    private static string Row(JsonNode report, string table, string region) => Rows(report, table).Single(row => (string?)row![0] == region)!.ToJsonString();

    private static JsonArray Rows(JsonNode report, string table) => Table(report, table)["rows"]!.AsArray();

    private static JsonNode Table(JsonNode report, string table) => report["tables"]!.AsArray().Single(one => (string?)one!["id"] == table)!;

    private static decimal Cell(JsonNode report, string table, string region, string column) => (decimal)Node(report, table, region, column);

    private static string Text(JsonNode report, string table, string region, string column) => (string)Node(report, table, region, column)!;

    private static JsonNode Node(JsonNode report, string table, string region, string column)
    {
        var at = Table(report, table)["columns"]!.AsArray().Select(one => (string?)one!["id"]).ToList().IndexOf(column);
        return Rows(report, table).Single(row => (string?)row![0] == region)![at]!;
    }

    private static async Task<decimal> Number(SqliteConnection database, string sql, string region)
    {
        await using var command = database.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$r", region);
        return Convert.ToDecimal(await command.ExecuteScalarAsync(), null);
    }
}
