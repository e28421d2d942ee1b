using VocMatch.Alignment.Indicators;
using VocMatch.Alignment.Reports;
using VocMatch.Alignment.Tests.Data;

namespace VocMatch.Alignment.Tests.Reports;

/// <summary>Every indicator against figures worked out by hand.</summary>
public sealed class HandMarketTests
{
    private static readonly AlignmentReport Report = ReportBuilder.Build(new()
    {
        Title = "Hand market",
        Publisher = "Test",
        Data = HandMarket.Data,
        Rules = HandMarket.Open,
    }).Report;

    [Theory]
    // 30 completers of P1 and 20 of P2; 10 + 6 + 4 seats; 50 / 20; 20 - 50
    [InlineData("north", "supply", "50")]
    [InlineData("north", "demand", "20")]
    [InlineData("north", "ratio", "2.50")]
    [InlineData("north", "gap", "-30")]
    // 8 + 6 + 4 of 20 seats are filled; B was filled after 10 days, C after 20
    [InlineData("north", "fillRate", "90.0")]
    [InlineData("north", "daysToFill", "15.0")]
    // 7 placed of 9 whose outcome is known, 6 of them in field
    [InlineData("north", "placementRate", "77.8")]
    [InlineData("north", "inFieldRate", "66.7")]
    // care 10 x 0.6 + welding 6 x 1 + welding 4 x 0.5 = 14 of 20
    [InlineData("north", "skillCoverage", "70.0")]
    // supply .6 .4, demand .5 .5: 1 - (.1 + .1) / 2
    [InlineData("north", "alignmentIndex", "0.90")]
    [InlineData("south", "supply", "40")]
    [InlineData("south", "ratio", "2.00")]
    [InlineData("south", "fillRate", "25.0")]
    [InlineData("south", "daysToFill", "[z]")]
    [InlineData("south", "placementRate", "[z]")]
    // south teaches welding only and is asked for nurses only
    [InlineData("south", "skillCoverage", "0.0")]
    [InlineData("south", "alignmentIndex", "0.00")]
    [InlineData("nation", "supply", "90")]
    [InlineData("nation", "gap", "-50")]
    [InlineData("nation", "fillRate", "57.5")]
    // (14 + 20) of 40
    [InlineData("nation", "skillCoverage", "85.0")]
    // supply 3/9 6/9, demand .75 .25: 1 - (.41667 + .41667) / 2
    [InlineData("nation", "alignmentIndex", "0.58")]
    public void Figures_of_regions_are_those_of_the_hand_computation(string region, string column, string expected) =>
        Assert.Equal(expected, Figure("regions", column, region));

    [Theory]
    // nurses' 10 seats fall to nursing, welders' 6 and fitters' 4 to metal
    [InlineData("north", "0913", "demandShared", "10.0")]
    [InlineData("north", "0715", "demandShared", "10.0")]
    [InlineData("north", "0715", "ratio", "2.00")]
    // nobody in the south teaches nurses, so the nation's field does
    [InlineData("south", "0913", "demandShared", "20.0")]
    [InlineData("south", "0913", "gap", "20")]
    [InlineData("south", "0715", "ratio", "[z]")]
    [InlineData("north", "0913", "placementRate", "77.8")]
    [InlineData("north", "0715", "placementRate", "[z]")]
    public void Figures_of_fields_are_those_of_the_hand_computation(string region, string field, string column, string expected) =>
        Assert.Equal(expected, Figure("fields", column, region, field));

    [Theory]
    // P2's 20 completers are shared between welder and fitter, both of group 72
    [InlineData("north", "72", "supply", "20")]
    [InlineData("north", "72", "fillRate", "100.0")]
    [InlineData("north", "72", "daysToFill", "15.0")]
    [InlineData("north", "32", "fillRate", "80.0")]
    [InlineData("south", "72", "demand", "0")]
    public void Figures_of_groups_are_those_of_the_hand_computation(string region, string group, string column, string expected) =>
        Assert.Equal(expected, Figure("occupation-groups", column, region, group));

    [Theory]
    [InlineData("students", "9")]
    [InlineData("placedInField", "6")]
    [InlineData("placedElsewhere", "1")]
    [InlineData("notPlaced", "2")]
    [InlineData("unknown", "1")]
    [InlineData("unknownShare", "10.0")]
    public void Outcomes_keep_unknown_apart(string column, string expected) => Assert.Equal(expected, Figure("outcomes", column, "north"));

    [Theory]
    // rural: 2 of 3 known; others: 5 of 6
    [InlineData("rural", "rateOfGroup", "66.7")]
    [InlineData("rural", "rateOfOthers", "83.3")]
    [InlineData("rural", "equityGap", "-16.7")]
    // adults: 2 in field and 1 elsewhere of 4 known; younger: 4 of 5
    [InlineData("age", "rateOfGroup", "75.0")]
    [InlineData("age", "equityGap", "-5.0")]
    [InlineData("sex", "equityGap", "[z]")]
    public void Equity_gaps_are_differences_of_rates(string trait, string column, string expected) =>
        Assert.Equal(expected, Figure("equity", column, "north", trait));

    [Fact]
    public void The_interval_of_a_gap_is_newcombes()
    {
        var (low, high) = ProportionInterval.Difference(2, 3, 5, 6);
        Assert.Equal($"{100 * low:0.0}", Figure("equity", "equityGapLow", "north", "rural"));
        Assert.Equal($"{100 * high:0.0}", Figure("equity", "equityGapHigh", "north", "rural"));
    }

    [Theory]
    [InlineData("teachers", "5")]
    [InlineData("doubleQualified", "40.0")]
    [InlineData("studentsPerTeacher", "2.0")]
    // of the 9 whose outcome is known 3 rural ones and the one placed elsewhere are adults
    [InlineData("adultShare", "44.4")]
    [InlineData("ruralShare", "33.3")]
    [InlineData("ruralSeats", "50.0")]
    // E1's 10 of the 16 seats of E1 and E2; E3's staff is not known
    [InlineData("smallFirmSeats", "62.5")]
    [InlineData("withoutMatch", "4")]
    public void Provision_is_that_of_the_hand_computation(string column, string expected) =>
        Assert.Equal(expected, Figure("provision", column, "north"));

    [Theory]
    [InlineData("timing", "3")]
    [InlineData("region", "2")]
    [InlineData("all causes", "5")]
    public void Causes_add_up(string cause, string expected) => Assert.Equal(expected, Figure("mismatch", "cases", "north", cause));

    [Fact]
    public void Coverage_is_own_seats_over_outside_openings() => Assert.Equal("20.0", Figure("coverage", "coverage", "north", "32"));

    [Fact]
    public void Comparison_shows_nation_and_earlier_period_beside_the_region()
    {
        var next = ReportBuilder.Build(new()
        {
            Title = "Next",
            Publisher = "Test",
            Data = HandMarket.Data with { Placements = HandMarket.Data.Placements.RemoveAt(0) },
            Rules = HandMarket.Open,
            EarlierPeriod = Report,
        }).Report;
        var row = next.Find("comparison")!.Rows.Single(r => $"{r[0]}" == "north" && $"{r[1]}" == "Seat fill rate");

        // without A: 10 of 10 seats here, 90.0 before, D's 5 of 20 in the south, 15 of 30 in the nation
        Assert.Equal(["north", "Seat fill rate", "100.0", "90.0", "25.0", "50.0", "South"], row.Select(c => $"{c}"));
    }

    [Fact]
    public void A_student_of_an_unknown_program_is_refused_by_name()
    {
        var data = HandMarket.Data with
        {
            Students = [HandMarket.Data.Students[0] with { Program = VocMatch.Contracts.Identity.ProgramId.Parse("P9") }],
        };
        var error = Assert.Throws<InvalidDataException>(() => ReportBuilder.Build(new() { Title = "", Publisher = "", Data = data }));
        Assert.Contains("P9", error.Message, StringComparison.Ordinal);
    }

    private static string Figure(string table, string column, params string[] keys)
    {
        var found = Report.Find(table)!;
        var row = found.Rows.Single(r => keys.All(key => r.Take(3).Any(cell => $"{cell}" == key)));
        return $"{row[found.Columns.Select(c => c.Id).ToList().IndexOf(column)]}";
    }
}
