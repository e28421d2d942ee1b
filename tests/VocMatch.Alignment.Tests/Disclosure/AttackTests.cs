using VocMatch.Alignment.Data;
using VocMatch.Alignment.Disclosure;
using VocMatch.Alignment.Indicators;
using VocMatch.Alignment.Reports;

namespace VocMatch.Alignment.Tests.Disclosure;

/// <summary>
/// An attacker who holds every answer there is, knows each shown count exactly, solves every equation between them and takes the difference of
/// every two: it must succeed where a fault of before is put back, and find nothing in what is published.
/// </summary>
public sealed class AttackTests
{
    private const int Seeds = 12;

    private static readonly DisclosureRules Rules = DisclosureRules.Default;

    // a period one month longer shows one student's disability, sex, field and outcome

    [Fact]
    public void Where_any_period_could_be_had_one_month_more_told_everything_of_one_student()
    {
        var told = 0;
        for (var seed = 0; seed < Seeds; seed++)
        {
            var year = AttackedMarket.Create(seed);
            var longer = year.WithOneMore(seed);
            var (one, two) = (Unrelated(year), Unrelated(longer));
            told += Traits(one, two, longer.Students[^1]) >= 4 ? 1 : 0;
        }

        Assert.True(told > 0, "the fault of before must be found where it is put back");
    }

    [Fact]
    public void Only_years_and_quarters_that_are_over_can_be_had()
    {
        var calendar = new PublicationCalendar(9);
        var today = new DateOnly(2026, 11, 30);
        var had = new List<Period>();
        for (var from = new DateOnly(2024, 1, 1); from < new DateOnly(2027, 6, 1); from = from.AddDays(1))
        {
            for (var months = 1; months <= 30; months++)
            {
                foreach (var through in (DateOnly[])[from.AddMonths(months).AddDays(-1), from.AddMonths(months), from.AddMonths(months).AddDays(-2)])
                {
                    if (calendar.Has(new(from, through)) && through < today)
                    {
                        had.Add(new(from, through));
                    }
                }
            }
        }

        Assert.All(had, period => Assert.True(period.From is { Day: 1, Month: 3 or 6 or 9 or 12 }, $"{period}"));
        Assert.Equal(2, had.Count(calendar.IsYear));
        for (var i = 0; i < had.Count; i++)
        {
            // Two periods are the same, apart, or a year and a quarter of it: no difference of two is a third that is shorter than a quarter.
            Assert.All(had[..i], other => Assert.True(
                other.Through < had[i].From || had[i].Through < other.From || (other.From <= had[i].From && had[i].Through <= other.Through)
                || (had[i].From <= other.From && other.Through <= had[i].Through),
                $"{other} and {had[i]} overlap"));
        }
    }

    [Theory]
    [InlineData("9999-12-31")]
    [InlineData("0001-01-01")]
    [InlineData("2026-11-30")]
    public void Whatever_day_is_asked_for_the_nearest_periods_can_be_had(string day)
    {
        var (calendar, today) = (new PublicationCalendar(4), new DateOnly(2026, 11, 30));
        var nearest = calendar.Nearest(DateOnly.Parse(day, null), today);

        Assert.Equal(2, nearest.Count);
        Assert.All(nearest, period => Assert.True(calendar.Has(period) && period.Through < today, $"{period}"));
        Assert.False(calendar.Has(new(new(2026, 1, 1), DateOnly.MaxValue)));
    }

    [Fact]
    public void A_quarter_shows_nothing_of_persons()
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var data = AttackedMarket.Create(seed);
            var quarter = ReportBuilder.Build(new() { Title = "Q", Publisher = "M", Data = data.WithoutPersons(), Persons = false }).Report;
            var other = ReportBuilder.Build(new() { Title = "Q", Publisher = "M", Data = data.WithOneMore(seed).WithoutPersons() with { Placements = [.. data.Placements.Select(p => p with { FilledSeats = 0, DaysToFill = null })] }, Persons = false }).Report;

            ReportHtml.Write(quarter, Stream.Null);
            Assert.All(quarter.Tables.SelectMany(table => table.Columns), column => Assert.NotEqual(Unit.Persons, column.Unit));
            Assert.Equal(quarter.Tables.SelectMany(Figures), other.Tables.SelectMany(Figures));
        }
    }

    [Fact]
    public void A_revision_after_any_one_students_change_shows_the_same_figures()
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var data = AttackedMarket.Create(seed);
            var first = data.Publish();
            foreach (var changed in (AlignmentData[])[data.WithOneMore(seed), data.WithOneChanged(seed), data.WithOneChanged(seed + 20)])
            {
                var revised = (changed with { Placements = data.Placements }).Publish([first.Release]);

                // A median of days rests on acceptances of this very day: it is not shown again.
                Assert.Equal(WithoutDays(first.Report), WithoutDays(revised.Report));
                Assert.All(revised.Report.Tables.SelectMany(table => Of(table, Columns.DaysToFill)), cell => Assert.Equal(CellKind.Confidential, cell.Kind));
            }
        }
    }

    // `causes` printed what the report suppressed

    [Fact]
    public void Causes_beside_a_hidden_count_of_unplaced_students_gave_it()
    {
        var told = 0;
        for (var seed = 0; seed < Seeds; seed++)
        {
            var data = AttackedMarket.Create(seed);
            var students = data.Publish().Release.Students;
            told += Enumerable.Range(0, 3).Count(region => IsNeeded(students, NotPlaced(students, region))
                && data.Mismatches.Where(m => m.Region.Value == students.Counts.Regions[region]).Sum(m => m.Cases) == students.Counts[NotPlaced(students, region)]);
        }

        Assert.True(told > 0, "the fault of before must be found where it is put back");
    }

    [Fact]
    public void Causes_are_published_only_beside_the_count_that_they_add_up_to()
    {
        var hidden = 0;
        for (var seed = 0; seed < 40; seed++)
        {
            var (report, release) = AttackedMarket.Create(seed).Publish();
            foreach (var region in Enumerable.Range(0, 3).Where(region => release.Students.IsHidden(NotPlaced(release.Students, region))))
            {
                Assert.DoesNotContain(report.Find("mismatch")?.Rows ?? [], row => $"{row[0]}" == release.Students.Counts.Regions[region]);
                hidden++;
            }

            AssertProtected(seed, [release.Mismatches]);
        }

        Assert.True(hidden > 5, $"only {hidden} counts were hidden");
    }

    // last year's completers of 1 to 9 were printed as supply

    [Fact]
    public void Supply_as_it_was_printed_showed_few_completers()
    {
        var supply = new Families(new(AttackedMarket.Create(1))).Supply;

        Assert.NotEmpty(new SmallCounts().Needs(supply, Rules));
    }

    [Fact]
    public void No_reader_who_knows_every_program_bounds_a_small_supply()
    {
        var needed = 0;
        for (var seed = 0; seed < 40; seed++)
        {
            var data = AttackedMarket.Create(seed);
            var families = new Families(new(data));
            var (report, release) = data.Publish();
            needed += AssertProtected(seed, [release.Supply], families.NobodyCompletes);
            Assert.All(
                report.Tables.SelectMany(table => Of(table, Columns.Supply)), cell => Assert.True(cell.Kind != CellKind.Number || cell.Number is 0 or >= 10));
        }

        Assert.True(needed > 20, $"only {needed} counts needed protection");
    }

    // simulated beside real, and overlapping periods, undid suppression

    [Fact]
    [Trait("Lane", "Full")]
    public void Two_answers_about_the_same_students_undid_each_others_suppression()
    {
        var told = 0;
        for (var seed = 0; seed < Seeds; seed++)
        {
            var real = AttackedMarket.Create(seed);
            var random = new Random(seed);
            var simulated = real with
            {
                Students =
                [
                    .. real.Students.Select(s => s.Outcome == StudentOutcome.Unknown ? s
                        : s with { Outcome = random.Next(10) < 7 ? StudentOutcome.PlacedInField : StudentOutcome.NotPlaced }),
                ],
            };
            var (one, two) = (Unrelated(real), Unrelated(simulated));
            var attacker = new TableAttacker([Publication.Of(one), Publication.Of(two)], _ => false, sameMargins: true);
            told += new SmallCounts().Needs(one.Counts, Rules).Any(need => attacker.Bounds(0, need.Cell) is var (low, high) && high - low < Rules.MinimumWidth - 1e-6) ? 1 : 0;
        }

        Assert.True(told > 0, "the fault of before must be found where it is put back");
    }

    [Fact]
    [Trait("Lane", "Full")]
    public void No_reader_of_any_two_releases_bounds_a_small_count()
    {
        var needed = 0;
        for (var seed = 0; seed < Seeds; seed++)
        {
            var data = AttackedMarket.Create(seed);
            var year = data.Publish().Release;
            var next = data.InAnotherYear(seed).Publish(others: [year]).Release;
            var one = data.WithOneChanged(seed).Publish([year], [next]).Release;
            var many = Enumerable.Range(0, 30).Aggregate(data, (changed, i) => changed.WithOneChanged(i)).Publish([year, one], [next]).Release;
            var back = data.WithOneChanged(seed + 5).Publish([year, one, many], [next]).Release;
            ReportRelease[] all = [year, next, one, many, back];
            for (var i = 0; i < all.Length; i++)
            {
                needed += AssertProtected(seed, [all[i].Students]) + AssertProtected(seed, [all[i].Filled]) + AssertProtected(seed, [all[i].Searches]) + AssertProtected(seed, [all[i].Teachers]);
                for (var j = 0; j < i; j++)
                {
                    AssertProtected(seed, [all[j].Students, all[i].Students]);
                    AssertFewChangesAreNotShown(seed, all[j].Students, all[i].Students);
                    AssertFewChangesAreNotShown(seed, all[j].Filled, all[i].Filled);
                }
            }
        }

        Assert.True(needed > 100, $"only {needed} counts needed protection");
    }

    [Fact]
    public void Another_year_that_differs_by_few_is_withheld_with_its_share_of_the_totals()
    {
        var data = AttackedMarket.Create(3);
        var year = data.Publish();
        var changed = data with { Students = [.. data.WithOneChanged(0).Students.Select((s, i) => s.Region.Value == "east" && i > 20 ? s with { Outcome = StudentOutcome.PlacedInField, Rural = !s.Rural } : s)] };

        var next = changed.Publish(others: [year.Release]);

        var withheld = next.Release.Students.WithheldRegions;
        Assert.NotEmpty(withheld);
        Assert.All(next.Report.Find("outcomes")!.Rows.Where(row => withheld.Contains($"{row[0]}")), row => Assert.All(row[2..6], cell => Assert.Equal(CellKind.Confidential, cell.Kind)));
        Assert.Contains(next.Report.Limits, line => line.Contains(withheld[0], StringComparison.Ordinal));
        Assert.Equal(
            changed.Students.Count(s => s.Outcome != StudentOutcome.Unknown && !withheld.Contains(s.Region.Value)),
            next.Release.Students.Counts[next.Release.Students.Counts.Cell(3, 3)]);
    }

    [Fact]
    public void A_new_field_of_study_does_not_undo_the_protection()
    {
        var data = AttackedMarket.Create(4);
        var first = data.Publish();
        var grown = data.WithOneChanged(2) with
        {
            Fields = data.Fields.Add(new("01", "Education")),
            Programs = data.Programs.Add(data.Programs[0] with { Id = Contracts.Identity.ProgramId.Parse("new"), Field = "01", ExpectedCompleters = 0 }),
        };

        var revised = grown.Publish([first.Release]);

        Assert.Equal(["east", "north", "south"], revised.Release.Students.HeldRegions.Order(StringComparer.Ordinal));
        Assert.Equal(Rows(first.Report, "outcomes"), Rows(revised.Report, "outcomes"));
        Assert.Equal(Rows(first.Report, "equity"), Rows(revised.Report, "equity"));
    }

    // a share beside a rounded count gave the count

    [Fact]
    public void A_share_of_exact_counts_beside_rounded_ones_gave_the_counts()
    {
        var told = 0;
        for (var seed = 0; seed < Seeds; seed++)
        {
            var students = AttackedMarket.Create(seed).Publish().Release.Students;
            foreach (var region in Enumerable.Range(0, 4))
            {
                var (part, whole) = (students.Counts.Cell(region, (int)StudentOutcome.PlacedInField), students.Counts.Cell(region, students.Counts.AllStates));
                if (students.Printed(part) is { } shownPart && students.Printed(whole) is { } shownWhole)
                {
                    var share = Math.Round(100m * students.Counts[part] / students.Counts[whole], 1, MidpointRounding.AwayFromZero);
                    told += Explaining(shownPart, shownWhole, share).ToList() is [var only] && only == (students.Counts[part], students.Counts[whole]) ? 1 : 0;
                }
            }
        }

        Assert.True(told > 0, "the fault of before must be found where it is put back");
    }

    /// <summary>Whoever changed one student so that no printed count changed must find every rate as it was: the rates are theirs.</summary>
    [Fact]
    [Trait("Lane", "Full")]
    public void Rates_change_only_where_a_printed_count_does()
    {
        var compared = 0;
        for (var seed = 0; seed < 20; seed++)
        {
            var data = AttackedMarket.Create(seed);
            var before = data.Publish();
            for (var i = 0; i < 12; i++)
            {
                var after = data.WithOneChanged(i).Publish();
                if (!SamePrinted(before.Release, after.Release))
                {
                    continue;
                }

                Assert.Equal(before.Report.Tables.SelectMany(Figures), after.Report.Tables.SelectMany(Figures));
                compared++;
            }
        }

        Assert.True(compared > 5, $"only {compared} changes left every printed count as it was");
    }

    /// <summary>Every column that counts persons or is computed from them is in the list by which this test looks at it.</summary>
    [Fact]
    public void No_printed_count_of_persons_is_small()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var report = AttackedMarket.Create(seed).Publish().Report;
            foreach (var table in report.Tables.Where(table => table.Id != "published-programs"))
            {
                foreach (var column in table.Columns.Where(column => column.Unit is Unit.Persons or Unit.Teachers or Unit.Cases && column != Columns.Unknown))
                {
                    Assert.All(Of(table, column), cell => Assert.True(
                        cell.Kind != CellKind.Number || cell.Number is 0 or >= 10, $"seed {seed}, {table.Id}, {column.Title}: {cell}"));
                }
            }
        }
    }

    /// <summary>The release of a year that nothing else was regarded for: as it was made before.</summary>
    private static ReleasedFamily Unrelated(AlignmentData data) => data.Publish().Release.Students;

    /// <summary>How many of a student's traits the difference of two releases tells: classifications in which one cell alone rose, by one.</summary>
    private static int Traits(ReleasedFamily one, ReleasedFamily two, StudentRow student)
    {
        var shape = one.Counts;
        var region = shape.Regions.IndexOf(student.Region.Value);
        return Enumerable.Range(0, shape.Classifications.Length).Count(k => Enumerable.Range(0, shape.Categories(k)).Any(category =>
        {
            var cell = shape.Cell(region, shape.AllStates, k, category);
            return one.Exact(cell) is { } before && two.Exact(cell) is { } after && after == before + 1;
        }));
    }

    private static int NotPlaced(ReleasedFamily students, int region) => students.Counts.Cell(region, (int)StudentOutcome.NotPlaced);

    private static bool IsNeeded(ReleasedFamily family, int cell) => family.Counts[cell] is > 0 and < 10;

    /// <returns>How many counts needed protection.</returns>
    private static int AssertProtected(int seed, ReleasedFamily[] releases, Func<CellPlace, bool>? empty = null)
    {
        if (releases.Length == 2 && !SameShape(releases[0], releases[1]))
        {
            return 0;
        }

        var held = releases.Length == 2 ? releases[1].HeldRegions : [];
        var attacker = new TableAttacker(
            [.. releases.Select(release => Publication.Of(release, empty))],
            region => held.Contains(releases[0].Counts.Regions[region]) && Same(releases, region));
        var needed = 0;
        for (var p = 0; p < releases.Length; p++)
        {
            foreach (var need in new SmallCounts().Needs(releases[p].Counts, Rules))
            {
                var (low, high) = attacker.Bounds(p, need.Cell);
                Assert.True(high - low >= need.Width - 1e-6, $"seed {seed}, {releases[p].Counts.Name}, cell {need.Cell}: bounded to {low} .. {high}");
                needed++;
            }
        }

        return needed;
    }

    private static bool Same(ReleasedFamily[] releases, int region) => releases[0].Counts.Distance(releases[1].Counts, region) == 0;

    private static bool SameShape(ReleasedFamily one, ReleasedFamily two) => one.Counts.HasShapeOf(two.Counts);

    /// <summary>In no region do two releases differ by one to nine persons, unless one of them shows nothing of it.</summary>
    private static void AssertFewChangesAreNotShown(int seed, ReleasedFamily one, ReleasedFamily two)
    {
        for (var region = 0; region < one.Counts.AllRegions; region++)
        {
            var name = one.Counts.Regions[region];
            var distance = one.Counts.Distance(two.Counts, region);
            Assert.True(
                distance is 0 or >= 10 || one.WithheldRegions.Contains(name) || two.WithheldRegions.Contains(name),
                $"seed {seed}, {one.Counts.Name}, {name}: two releases differ by {distance} persons");
        }
    }

    private static IEnumerable<(int Part, int Whole)> Explaining(int part, int whole, decimal share) =>
        from p in Enumerable.Range(part - 2, 5)
        from w in Enumerable.Range(whole - 2, 5)
        where p >= 0 && w > 0 && Math.Round(100m * p / w, 1, MidpointRounding.AwayFromZero) == share
        select (p, w);

    private static bool SamePrinted(ReportRelease one, ReportRelease two) => new[]
    {
        (one.Students, two.Students), (one.Filled, two.Filled), (one.Teachers, two.Teachers), (one.Mismatches, two.Mismatches), (one.Searches, two.Searches),
        (one.Supply, two.Supply),
    }.All(pair => Enumerable.Range(0, pair.Item1.Counts.CellCount).All(cell => pair.Item1.Printed(cell) == pair.Item2.Printed(cell)))
        && one.UnknownShares.All(share => two.UnknownShares[share.Key] == share.Value);

    private static IEnumerable<string> Figures(ReportTable table) => table.Rows.SelectMany((row, i) => row.Select((cell, c) => $"{table.Id} {i} {table.Columns[c].Id} {cell}"));

    private static IEnumerable<string> WithoutDays(AlignmentReport report) => report.Tables
        .Select(table => table with { Rows = [.. table.Rows.Where(row => row.All(cell => cell.Text != Columns.DaysToFill.Title))] })
        .SelectMany(Figures)
        .Where(figure => !figure.Contains(" daysToFill ", StringComparison.Ordinal));

    private static List<string> Rows(AlignmentReport report, string table) =>
        [.. report.Find(table)!.Rows.Select(row => string.Join(' ', row)).Order(StringComparer.Ordinal)];

    private static IEnumerable<Cell> Of(ReportTable table, Column column) =>
        table.Columns.IndexOf(column) is >= 0 and var at ? table.Rows.Select(row => row[at]) : [];
}
