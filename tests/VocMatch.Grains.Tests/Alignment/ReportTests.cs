using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using VocMatch.Contracts.Alignment;
using VocMatch.Contracts.Jobs;
using VocMatch.Contracts.Outcomes;
using VocMatch.Grains.Tests.Platforms;
using Xunit;

namespace VocMatch.Grains.Tests.Alignment;

/// <summary>A platform of its own: a report is about everything there is.</summary>
public sealed class ReportTests : IAsyncLifetime
{
    private static readonly ReportRequest Request = new()
    {
        From = new DateOnly(Sample.FirstDay.Year, 1, 1),
        Through = new DateOnly(Sample.FirstDay.Year, 12, 31),
        Publisher = "Ministry",
    };

    private Platform _platform = null!;

    public async Task InitializeAsync()
    {
        _platform = await Platform.Start(static _ => { });
        foreach (var region in (Contracts.Identity.RegionId[])[Sample.North, Sample.South])
        {
            for (var school = 0; school < 2; school++)
            {
                var scene = await Scene.Set(_platform, region);
                for (var i = 0; i < 12; i++)
                {
                    var other = await Scene.Set(_platform, region);
                    await other.Published(other.Posting() with { Seats = 1 + (i % 4), Occupation = Sample.Occupation(i % 3) });
                    await scene.Student(Sample.Student(scene.School, scene.Program, region) with { Tags = i % 2 == 0 ? ["rural"] : [] }, age: i % 2 == 0 ? null : 19);
                }
            }
        }
    }

    public Task DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public async Task The_same_id_gives_the_same_bytes_after_new_data_has_come_in_and_every_grain_was_forgotten()
    {
        var id = await Made(Request, "one");
        var before = await Documents(id);
        var scene = await Scene.Set(_platform);
        await scene.Published(scene.Posting() with { Seats = 50 });
        await _platform.Forget(_platform.Grains.GetGrain<IReportGrain>(id));

        Assert.Equal(before, await Documents(id));
        Assert.NotEqual(id, await Made(Request, "two"));
        Assert.Equal(before, await Documents(id));
    }

    [Fact]
    public async Task The_same_data_give_the_same_report()
    {
        var first = await Made(Request with { Region = Sample.North }, "one");

        // The second is protected together with the first, and so has another id where the first had none before it.
        var second = await Made(Request with { Region = Sample.North }, "two");
        var third = await Made(Request with { Region = Sample.North }, "three");

        Assert.Equal(second, third);
        Assert.Equal(Rows(await Json(first), "regions").ToJsonString(), Rows(await Json(second), "regions").ToJsonString());
        var listed = (await _platform.Grains.GetGrain<IReportRegisterGrain>("all").List(10, null))!;
        Assert.Equal([second, first], listed.Items.Select(report => report.Id));
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
                await Number(database, "SELECT SUM(p.payload ->> '$.entity.content.intake') FROM grain_state p JOIN grain_state s ON s.grain_type = 'school' AND s.grain_key = p.payload ->> '$.entity.content.school' WHERE p.grain_type = 'program' AND s.payload ->> '$.entity.profile.region' = $r", region),
                Cell(report, "regions", region, "supply"));
            var students = await Number(database, "SELECT COUNT(*) FROM grain_state WHERE grain_type = 'student' AND payload ->> '$.entity.profile.region' = $r", region);
            Assert.Equal(Math.Round(students / 5) * 5, Cell(report, "outcomes", region, "students"));
        }
    }

    [Fact]
    public async Task What_nobody_recorded_is_unknown_and_not_a_failure()
    {
        var report = await Json(await Made(Request, "one"));

        Assert.Equal("[z]", Text(report, "regions", "nation", "placementRate"));
        Assert.Equal(100, Cell(report, "outcomes", "nation", "unknownShare"));
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
        Assert.Equal("[\"51.3801\",\"Nursing\",87662,197700,0.443,197700.0,0.443,\"[z]\",\"\"]", row.ToJsonString());
        Assert.Contains(report["sources"]!.AsArray(), source => (string?)source!["vintage"] == "2024");
    }

    [Theory]
    [InlineData("2027-01-02", "2027-12-31", "from")]
    [InlineData("2027-01-01", "2027-12-30", "through")]
    [InlineData("2027-01-01", "2026-12-31", "through")]
    [InlineData("2027-01-01", "2032-01-31", "through")]
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
