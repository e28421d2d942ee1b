using System.Collections.Immutable;
using VocMatch.Alignment.Published;

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
                openings.Where(o => fed.Contains(o.Occupation)).Sum(o => o.Openings), (double)statistics.Programs.Sum(p => p.OpeningsShared), 1e-6);
        }
    }

    [Fact]
    public void Files_are_read_by_column_name_and_keep_leading_zeros()
    {
        var rows = ReferenceCsv.Completions(new StringReader("completions,title,program\n12,\"Care, general\",01.0308\n"));
        Assert.Equal([new("01.0308", "Care, general", 12)], rows.AsEnumerable());
    }

    [Theory]
    [InlineData("program,title\n1,a\n", "no column 'completions'")]
    [InlineData("program,title,completions\n1,a,1.5\n", "line 2, column completions: '1.5'")]
    [InlineData("program,title,completions\n1,a,-2\n", "line 2, column completions: '-2'")]
    [InlineData("program,title,completions\n,a,2\n", "line 2, column program: empty")]
    public void A_file_that_does_not_fit_is_refused_where_it_does_not(string text, string message)
    {
        var error = Assert.Throws<ReferenceFileException>(() => ReferenceCsv.Completions(new StringReader(text)));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    private static ProgramStatistics Of(string program) =>
        PublishedStatistics.Compute(Series).Programs.Single(p => p.Program == program);
}
