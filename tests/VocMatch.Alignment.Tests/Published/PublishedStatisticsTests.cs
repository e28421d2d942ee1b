using System.Collections.Immutable;
using VocMatch.Alignment.Published;
using VocMatch.Contracts.Alignment;

namespace VocMatch.Alignment.Tests.Published;

public sealed class PublishedStatisticsTests
{
    private static readonly PublishedSeries Series = new()
    {
        Completions =
            [new("51.1", "Nursing", 60), new("51.1", "Nursing", 40), new("51.2", "Care", 300), new("24.0", "Liberal arts", 7), new("29.0", "Military", 5)],
        Crosswalk =
            [new("51.1", "29-11"), new("51.1", "31-21"), new("51.1", "31-22"), new("51.2", "31-21"), new("51.2", "31-22"), new("29.0", "55-10")],
        Openings = [new("29-11", "Nurses", 1_000), new("31-20", "Aides", 800), new("47-20", "Roofers", 90)],
        CombinedCodes = [new("31-21", "31-20"), new("31-22", "31-20")],
        Wages = [new("29-11", 90_000), new("31-20", 36_000)],
        Sources = [new("completions", "Statistics office", "2023")],
    };

    [Fact]
    public void Openings_counted_whole_count_a_combined_code_once()
    {
        var nursing = Of("51.1");
        Assert.Equal(100, nursing.Completions);
        Assert.Equal(1_800, nursing.OpeningsWhole);
        Assert.Equal(100m / 1_800, nursing.RatioWhole);
        Assert.Equal(["29-11", "31-20"], nursing.Occupations.AsEnumerable());
    }

    [Fact]
    public void Shared_openings_go_by_completions_and_none_counts_twice()
    {
        // aides' 800 are shared 100 : 300
        Assert.Equal(1_200m, Of("51.1").OpeningsShared);
        Assert.Equal(600m, Of("51.2").OpeningsShared);
        Assert.Equal(1_800m, PublishedStatistics.Compute(Series).Programs.Sum(p => p.OpeningsShared));
    }

    [Fact]
    public void Wages_are_weighted_by_openings() => Assert.Equal(66_000m, Of("51.1").MedianWage);

    [Fact]
    public void Unmatched_programs_are_shown_with_the_reason()
    {
        Assert.Equal(ProgramMatch.NoOccupation, Of("24.0").Match);
        Assert.Equal(ProgramMatch.NoOpenings, Of("29.0").Match);
        Assert.Null(Of("24.0").RatioWhole);
        Assert.Equal(["47-20"], PublishedStatistics.Compute(Series).Unfed.Select(u => u.Occupation));
    }

    [Fact]
    public void Shares_add_up_to_the_openings_of_fed_occupations_on_random_data()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var random = new Random(seed);
            ImmutableArray<OpeningsRow> openings = [.. Enumerable.Range(0, 30).Select(i => new OpeningsRow($"o{i}", "", random.Next(5_000)))];
            ImmutableArray<CrosswalkRow> crosswalk =
                [.. Enumerable.Range(0, 200).Select(_ => new CrosswalkRow($"p{random.Next(50)}", $"o{random.Next(30)}"))];
            ImmutableArray<CompletionsRow> completions = [.. Enumerable.Range(0, 50).Select(i => new CompletionsRow($"p{i}", "", random.Next(3) * i))];
            var fed = crosswalk.Select(c => c.Occupation).ToHashSet();
            var statistics = PublishedStatistics.Compute(new() { Completions = completions, Crosswalk = crosswalk, Openings = openings, Sources = [] });

            Assert.Equal(
                openings.Where(o => fed.Contains(o.Occupation)).Sum(o => o.Openings), (double)statistics.Programs.Sum(p => p.OpeningsShared)!.Value, 1e-6);
        }
    }

    private static ProgramStatistics Of(string program) =>
        PublishedStatistics.Compute(Series).Programs.Single(p => p.Program == program);

    [Fact]
    public void A_suppressed_completion_is_never_zero_and_withholds_the_shares_of_its_neighbours()
    {
        var statistics = PublishedStatistics.Compute(Series with { Completions = [new("51.1", "Nursing", 100), new("51.2", "Care", 0, MissingFigure.Suppressed, "x")] });

        var (nursing, care) = (statistics.Programs[0], statistics.Programs[1]);
        Assert.Equal((null, MissingFigure.Suppressed, null, null), (care.Completions, care.CompletionsMissing, care.RatioWhole, care.RatioShared));
        Assert.Equal(800, care.OpeningsWhole);
        Assert.Null(nursing.OpeningsShared);
        Assert.Equal(100m / 1_800, nursing.RatioWhole);
    }

    [Fact]
    public void Openings_of_which_some_are_suppressed_are_a_lower_bound_without_ratios()
    {
        var statistics = PublishedStatistics.Compute(Series with { Openings = [new("29-11", "Nurses", 1_000), new("31-20", "Aides", 0, MissingFigure.Suppressed)] });

        var nursing = statistics.Programs.Single(p => p.Program == "51.1");
        Assert.Equal((1_000, true, null, null, null), (nursing.OpeningsWhole, nursing.LowerBound, nursing.RatioWhole, nursing.OpeningsShared, nursing.MedianWage));
        var care = statistics.Programs.Single(p => p.Program == "51.2");
        Assert.Equal((null, MissingFigure.Suppressed, null), (care.OpeningsWhole, care.OpeningsMissing, care.LowerBound));
        Assert.Contains("lower bound", PublishedWords.Remark(nursing), StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_of_a_crosswalk_share_openings_by_the_completers_who_go_there()
    {
        // Of 100 a quarter go to the aides, of 300 all: 25 to 300.
        var statistics = PublishedStatistics.Compute(Series with
        {
            Completions = [new("51.1", "Nursing", 100), new("51.2", "Care", 300)],
            Crosswalk = [new("51.1", "29-11", 0.75m), new("51.1", "31-20", 0.25m), new("51.2", "31-20", 1m)],
        });

        Assert.Equal(1_000m + (800m * 25 / 325), statistics.Programs[0].OpeningsShared);
        Assert.Equal(800m * 300 / 325, statistics.Programs[1].OpeningsShared);
    }

    [Theory]
    [InlineData("1.0000", "01.0000")]
    [InlineData("1", "01.0000")]
    [InlineData("1.09", "01.0900")]
    [InlineData("111", "0111")]
    public void A_code_that_lost_its_zeros_is_matched_where_one_fits(string lost, string code)
    {
        var statistics = PublishedStatistics.Compute(new()
        {
            Completions = [new(lost, "Agriculture", 50)],
            Crosswalk = [new(code, "11-9013")],
            Openings = [new("11-9013", "Farmers", 100)],
            Sources = [],
        });

        var program = Assert.Single(statistics.Programs);
        Assert.Equal((ProgramMatch.Matched, code, 100), (program.Match, program.MatchedAs, program.OpeningsWhole));
    }

    [Fact]
    public void A_code_is_not_matched_where_two_fit_or_another_row_has_it()
    {
        var series = new PublishedSeries
        {
            Completions = [new("1.09", "Short", 50), new("1.01", "Short too", 7), new("01.01", "Whole", 8)],
            Crosswalk = [new("01.09", "11-9013"), new("01.0900", "11-9013"), new("01.01", "11-9013")],
            Openings = [new("11-9013", "Farmers", 100)],
            Sources = [],
        };

        Assert.Equal(
            [ProgramMatch.Matched, ProgramMatch.NoOccupation, ProgramMatch.NoOccupation], PublishedStatistics.Compute(series).Programs.Select(p => p.Match));
    }
}
