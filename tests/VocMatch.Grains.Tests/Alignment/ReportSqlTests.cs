using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using VocMatch.Alignment.Data;
using VocMatch.Alignment.Disclosure;
using VocMatch.Alignment.Reports;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Students;
using VocMatch.Domain.Reading;
using VocMatch.Grains.Tests.Platforms;
using VocMatch.Grains.Tests.Rounds;
using Xunit;

namespace VocMatch.Grains.Tests.Alignment;

/// <summary>A round was run and half answered on generated rows; then every indicator is computed twice, here and by SQL.</summary>
public sealed class ReportSqlTests : IAsyncLifetime
{
    private const int Students = 36;
    private const int Placements = 14;
    private const int MostSeats = 3;

    private static readonly Period Period = new(new(Sample.FirstDay.Year, 1, 1), new(Sample.FirstDay.Year, 12, 31));

    /// <summary>Nothing hidden or rounded: what is compared are the figures.</summary>
    private static readonly DisclosureRules Open = new()
    {
        MinimumCell = 1,
        MinimumBase = 1,
        MinimumValues = 1,
        RoundingBase = 1,
        MinimumWidth = 1,
        UnknownStep = 0,
        MinimumStepBase = 1,
        DominancePercent = 0,
        MinimumEmployers = 1,
    };

    private readonly Random _random = new(7);
    private RoundScene _round = null!;

    public async Task InitializeAsync()
    {
        _round = await RoundScene.Set(RoundScene.Settings with { Scope = new([Sample.North, Sample.South], []) });
        var placements = new List<PlacementId>();
        var students = new List<StudentId>();
        foreach (var region in (RegionId[])[Sample.North, Sample.South])
        {
            placements.AddRange(await Postings(region));
            students.AddRange(await Learners(region));
        }

        // More students want one placement, and no other, than it has seats: whatever the draw, somebody is left without.
        foreach (var student in students.Take(MostSeats + 2))
        {
            Scene.Succeed(await _round.Rank(student, [placements[0]]));
        }

        foreach (var student in students.Skip(MostSeats + 2).Where(_ => _random.Next(6) > 0))
        {
            Scene.Succeed(await _round.Rank(student, [.. _random.GetItems([.. placements], 4).Distinct()]));
        }

        // Who has a seat misses nothing: they searched before the round gave any.
        await SearchInVain(students, placements);
        await _round.Lock();
        await _round.Solve();
        await _round.Publish();
        foreach (var student in (await _round.Assignments()).Keys.Order(Comparer<StudentId>.Create((a, b) => string.CompareOrdinal(a.Value, b.Value))).Where((_, i) => i % 5 < 4))
        {
            await Accept(student);
            _round.Platform.Time.Advance(TimeSpan.FromHours(7));
        }
    }

    public async Task DisposeAsync() => await _round.DisposeAsync();

    [Fact]
    [Trait("Lane", "Full")]
    public async Task Every_indicator_agrees_with_sql_over_the_stored_rows()
    {
        var data = await _round.Platform.RowsOf(Period);
        var report = ReportBuilder.Build(new() { Title = "", Publisher = "", Data = data, Rules = Open }).Report;
        await using var database = await Database();

        foreach (var region in (string[])["north", "south"])
        {
            foreach (var (table, column, trait, sql) in SqlFigures.All)
            {
                var found = report.Find(table)!;
                var at = found.Columns.Select(one => one.Id).ToList().IndexOf(column);
                var cell = found.Rows.Single(row => $"{row[0]}" == region && (trait is null || $"{row[1]}" == trait))[at];
                var expected = await Number(database, sql, region);
                var half = 0.5m * (decimal)Math.Pow(10, -found.Columns[at].Decimals);
                Assert.True(
                    cell.Kind is CellKind.Number && Math.Abs(expected - cell.Number) <= half + 0.000_001m,
                    $"{region}, {table} {column} {trait}: {cell} here, {expected} by SQL");
            }
        }
    }

    [Fact]
    public async Task The_rows_hold_every_outcome()
    {
        var data = await _round.Platform.RowsOf(Period);

        Assert.Equal(
            Enum.GetValues<StudentOutcome>(), data.Students.Select(student => student.Outcome).Distinct().Order());
    }

    private async Task<List<PlacementId>> Postings(RegionId region)
    {
        var placements = new List<PlacementId>();
        for (var i = 0; i < Placements; i++)
        {
            var scene = await Scene.Set(_round.Platform, region);
            var employer = Sample.Employer(region) with { StaffCount = i % 4 == 0 ? null : 10 * i };
            Scene.Succeed(await scene.EmployerGrain.Put(
                employer with { Sites = [employer.Sites[0] with { Rural = i % 5 == 0 ? null : i % 2 == 0 }] }, WriteOptions.Default));
            var placement = await scene.Published(scene.Posting() with { Seats = 1 + _random.Next(MostSeats), Occupation = Sample.Occupation(_random.Next(8)) });
            placements.Add(PlacementId.Parse(placement.GetPrimaryKeyString()));
            _round.Platform.Time.Advance(TimeSpan.FromHours(5));
        }

        return placements;
    }

    private async Task<List<StudentId>> Learners(RegionId region)
    {
        var scene = await Scene.Set(_round.Platform, region);
        Scene.Succeed(await scene.SchoolGrain.Put(Sample.School(region) with { Staff = new(11, 6) }, WriteOptions.Default));
        var other = ProgramId.Parse(_round.Platform.NewId("program"));
        Scene.Succeed(await _round.Platform.Grains.GetGrain<IProgramGrain>(other.Value).Import(
            Sample.Program(scene.School) with { Intake = 21, TargetOccupations = [Sample.Occupation(1), Sample.Occupation(4), Sample.Occupation(6)] },
            publish: true,
            WriteOptions.Default));
        var students = new List<StudentId>();
        for (var i = 0; i < Students; i++)
        {
            var profile = Sample.Student(scene.School, i % 3 == 0 ? other : scene.Program, region) with
            {
                ReachableRegions = [Sample.North, Sample.South],
                Tags = [.. (i % 2 == 0 ? (string[])["rural"] : []), .. (i % 3 == 0 ? (string[])["disability"] : [])],
            };
            var student = await scene.Student(profile, age: null);
            Scene.Succeed(await student.PutIdentity(
                Sample.Identity(i % 4 == 0 ? 31 : 19) with { Sex = (i % 5) switch { 0 => null, 1 or 2 => Sex.Female, _ => Sex.Male } }, WriteOptions.Default));
            students.Add(StudentId.Parse(student.GetPrimaryKeyString()));
        }

        return students;
    }

    private async Task Accept(StudentId student)
    {
        OfferId? offer = null;
        await Eventually.Holds(
            async () => (offer = (await _round.Student(student).Offers())?.Offers.FirstOrDefault()?.Copy.Id) is not null, "the offer arrives");
        Scene.Succeed(await _round.Student(student).Accept(offer!.Value, new(OperationId: "yes")));
    }

    private async Task SearchInVain(List<StudentId> students, List<PlacementId> placements)
    {
        var grains = _round.Platform.Grains;
        var days = 0;
        foreach (var student in students.Where((_, i) => i % 4 == 0))
        {
            grains.RecordGap(student, Sample.FirstDay.AddDays(days % 3), bestScore: null);
            grains.RecordGap(student, Sample.FirstDay.AddDays(40), bestScore: null);
            days += 2;
        }

        foreach (var placement in placements.Where((_, i) => i % 5 == 0))
        {
            grains.RecordGap(placement, Sample.FirstDay.AddDays(-100));
            days++;
        }

        var reading = _round.Platform.Services.GetRequiredService<IProvisionGapReading>();
        await Eventually.Holds(
            async () => await reading.Recorded(Period.Through, default).Select(gap => gap.Days).SumAsync() == days, "every search is kept");
    }

    private async Task<SqliteConnection> Database()
    {
        var database = new SqliteConnection($"Data Source={_round.Platform.Database};Mode=ReadOnly");
        await database.OpenAsync();
        await using var command = database.CreateCommand();
        command.CommandText = SqlFigures.Views
            .Replace("@from", Period.From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("@through", Period.Through.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), StringComparison.Ordinal);
        await command.ExecuteNonQueryAsync();
        return database;
    }

    private static async Task<decimal> Number(SqliteConnection database, string sql, string region)
    {
        await using var command = database.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$r", region);
        return Convert.ToDecimal(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }
}
