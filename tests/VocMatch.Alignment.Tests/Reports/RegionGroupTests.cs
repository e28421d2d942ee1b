using System.Text;
using VocMatch.Alignment.Data;
using VocMatch.Alignment.Indicators;
using VocMatch.Alignment.Reports;
using VocMatch.Alignment.Tests.Data;
using VocMatch.Alignment.Tests.Disclosure;

namespace VocMatch.Alignment.Tests.Reports;

/// <summary>Several regions as one view with the row of their sum.</summary>
public sealed class RegionGroupTests
{
    [Fact]
    public void The_sum_row_counts_every_person_and_seat_of_its_parts_once()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var data = GeneratedMarket.Create(seed, 2_500, 800);
            ImmutableArrayOf(data, out var regions);
            var made = ReportBuilder.Build(new() { Title = "Report", Publisher = "Ministry", Data = data, Rules = HandMarket.Open });
            var view = made.Report.About(regions, "Both", "Both", made.Release);

            var supply = data.Programs.Where(program => regions.Contains(program.Region.Value)).Sum(program => program.ExpectedCompleters);
            var seats = data.Placements.Where(placement => regions.Contains(placement.Region.Value)).Sum(placement => placement.Seats);
            var students = data.Students.Where(student => regions.Contains(student.Region.Value) && student.Outcome != StudentOutcome.Unknown).ToList();
            Assert.Equal([RegionGroup.Code, .. regions, "nation"], view.Find("regions")!.Rows.Select(row => $"{row[0]}"));
            Assert.Equal($"{supply}", Figure(view, "regions", Columns.Supply));
            Assert.Equal($"{seats}", Figure(view, "regions", Columns.Demand));
            Assert.Equal($"{seats - supply}", Figure(view, "regions", Columns.Gap));
            Assert.Equal($"{students.Count}", Figure(view, "outcomes", Columns.Students));
            Assert.Equal($"{students.Count(student => student.Outcome == StudentOutcome.NotPlaced)}", Figure(view, "outcomes", Columns.NotPlaced));
            Assert.Equal(
                Cell.Of(Columns.PlacementRate, 100m * students.Count(student => student.Outcome != StudentOutcome.NotPlaced) / students.Count).ToString(),
                Figure(view, "regions", Columns.PlacementRate));
            var groups = view.Find("occupation-groups")!;
            Assert.Equal(seats, groups.Rows.Where(row => row[0].Text == RegionGroup.Code).Sum(row => row[groups.Columns.IndexOf(Columns.Demand)].Number));
        }
    }

    [Fact]
    public void The_sum_of_all_regions_is_what_the_report_says_of_all_regions()
    {
        var data = AttackedMarket.Create(5);
        var made = data.Publish();
        var view = made.Report.About([.. data.Regions.Select(region => region.Id.Value)], "State", "State", made.Release);

        foreach (var (table, columns) in (ReadOnlySpan<(string, Column[])>)
        [
            ("regions", [Columns.Supply, Columns.Demand, Columns.Ratio, Columns.Gap, Columns.FillRate, Columns.PlacementRate, Columns.InFieldRate]),
            ("outcomes", [Columns.Students, Columns.PlacedInField, Columns.PlacedElsewhere, Columns.NotPlaced]),
            ("provision", [Columns.Teachers, Columns.DoubleQualified, Columns.AdultShare, Columns.RuralShare]),
        ])
        {
            Assert.All(columns, column => Assert.Equal(Figure(view, table, column, "nation"), Figure(view, table, column)));
        }
    }

    [Fact]
    public void Medians_indexes_and_trends_have_no_sum()
    {
        var made = AttackedMarket.Create(5).Publish();
        var view = made.Report.About(["east", "north"], "Both", "Both", made.Release);

        Assert.All([Columns.DaysToFill, Columns.AlignmentIndex, Columns.SkillCoverage], column => Assert.Equal("[z]", Figure(view, "regions", column)));
        Assert.DoesNotContain(view.Find("comparison")!.Rows, row => row[0].Text == RegionGroup.Code);
        Assert.DoesNotContain(view.Tables.SelectMany(table => table.Rows), row => row[0].Text == "south");
    }

    [Fact]
    public void A_page_prints_no_table_without_a_figure_and_names_it()
    {
        var data = AttackedMarket.Create(5) with { Staff = [], Students = [] };
        var made = data.Publish();
        var page = Page(made.Report);

        Assert.DoesNotContain("id=\"t-equity\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"#t-equity\"", page, StringComparison.Ordinal);
        Assert.Contains("the files have them: Equity", page, StringComparison.Ordinal);
        Assert.Equal("[z]", Figure(made.Report, "provision", Columns.Teachers, "nation"));
        Assert.Equal("[z]", Figure(made.Report.About(["east", "north"], "Both", "Both", made.Release), "provision", Columns.Teachers));
    }

    [Fact]
    public void A_nations_figures_in_a_regions_report_are_called_the_nations_before_they_are_read()
    {
        var data = AttackedMarket.Create(5) with { OutsideOpenings = [new(null, "32", 90_000, "Office", "2024")] };
        var report = ReportBuilder.Build(new()
        {
            Title = "Report",
            Publisher = "Ministry",
            Data = data,
            Published = new() { Completions = [new("51", "Health", 40_000)], Crosswalk = [new("51", "29-1141")], Openings = [new("29-1141", "Nurses", 90_000)], Sources = [] },
        }).Report.About("east", "East");

        Assert.Equal("Published supply and demand by program: the nation", report.Find("published-programs")!.Title);
        Assert.Contains("are the whole nation's", report.Find("coverage")!.Note, StringComparison.Ordinal);
        Assert.Equal("[z]", Figure(report, "coverage", Columns.Demand, "nation", 1));
    }

    [Fact]
    public void The_page_begins_with_the_sum_and_says_of_what()
    {
        var made = AttackedMarket.Create(5).Publish();
        var view = made.Report.About(["east", "north"], "The North-East", "Vocational education: the North-East", made.Release);
        var page = Page(view);

        Assert.Contains("The North-East, beside all regions", page, StringComparison.Ordinal);
        Assert.Contains("The North-East is the sum of 2 regions (east, north), each person and each seat counted once.", page, StringComparison.Ordinal);
        Assert.NotEqual(made.Report.Id, view.Id);
        Assert.NotEqual(view.Id, made.Report.About(["east", "south"], "The North-East", "Vocational education: the North-East", made.Release).Id);
    }

    private static void ImmutableArrayOf(AlignmentData data, out System.Collections.Immutable.ImmutableArray<string> regions) =>
        regions = [.. data.Regions.Select(region => region.Id.Value).Order(StringComparer.Ordinal).Take(2)];

    private static string Page(AlignmentReport report)
    {
        using var stream = new MemoryStream();
        ReportHtml.Write(report, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string Figure(AlignmentReport report, string table, Column column, string region = RegionGroup.Code, int at = 0)
    {
        var found = report.Find(table)!;
        return $"{found.Rows.Where(row => row[0].Text == region).ElementAt(at)[found.Columns.IndexOf(column)]}";
    }
}
