using System.Text;
using VocMatch.Data.Tables;
using VocMatch.Data.Tests.Demo;
using VocMatch.Scenarios.UnitedStates;

namespace VocMatch.Data.Tests.UnitedStates;

[Trait("Lane", "Full")]
public sealed class UsScenarioTests
{
    private static readonly DateOnly Today = new(2026, 11, 25);

    private static readonly Lazy<UsScenario> Vermont = new(() => UsScenario.Load(SourceFiles.InFolder(SharedData.Folder("us")), SourceFiles.InFolder(SharedData.Folder("onet")), UsTier.Vermont, Today));

    [SkippableTheory]
    [InlineData(2020, 5_203_844)]
    [InlineData(2021, 5_315_767)]
    [InlineData(2022, 5_310_086)]
    [InlineData(2023, 5_297_774)]
    public void Completers_of_all_fields_sum_up_to_the_totals_of_the_institutions(int year, long completers) =>
        Assert.Equal(completers, Vermont.Value.AllCompleters(year));

    [SkippableTheory]
    [InlineData("51.3801", 197_700)]
    [InlineData("48.0508", 48_800)]
    [InlineData("46.0302", 165_600)]
    public void Openings_of_a_field_count_each_occupation_once(string cip, int openings) =>
        Assert.Equal(openings, Vermont.Value.NationalOpenings(cip));

    [SkippableTheory]
    [InlineData("51.3801")]
    [InlineData("48.0508")]
    [InlineData("46.0302")]
    public void Completers_of_a_field_are_known_for_each_year(string cip) =>
        Assert.All([2020, 2021, 2022, 2023], year => Assert.InRange(Vermont.Value.NationalCompleters(cip, year), 10_000, 120_000));

    [SkippableFact]
    public void Vermont_has_102_offerings_of_7_institutions_in_its_14_counties()
    {
        var vermont = Vermont.Value;

        Assert.Equal((7, 102, 1_552, 14), (vermont.Schools.Count, vermont.Programs.Count, vermont.Completers, vermont.Regions.Count));
        Assert.Equal(1_552, vermont.Programs.Sum(p => p.Content.History[^1].Completers));
        Assert.All(vermont.Programs, p => Assert.InRange(p.Content.History.Length, 1, 4));
        Assert.All(vermont.Programs, p => Assert.False(p.Content.Generated));
    }

    [SkippableFact]
    public void Every_series_names_its_source_its_years_and_the_classifications_of_its_codes()
    {
        Dictionary<string, (string, string?)> classifications = new()
        {
            ["completions"] = ("cip-2020", null),
            ["openings"] = ("us-soc-2018", null),
            ["crosswalk"] = ("cip-2020", "us-soc-2018"),
            ["wages"] = ("us-soc-2018", null),
            ["entry-education"] = ("us-soc-2018", null),
            ["combined-codes"] = ("us-soc-2018", null),
        };

        Assert.All(Vermont.Value.ReferenceFiles, series =>
        {
            Assert.Equal(classifications[series.Kind], (series.Classification, series.TargetClassification));
            Assert.NotEmpty(series.Source);
            Assert.Contains(series.Vintage, char.IsAsciiDigit);
        });
        Assert.Equal(6, Vermont.Value.ReferenceFiles.Count);
        Assert.Contains(UsScenario.Sources, source => source.Classification == "cip-2020" && source.Years == "2020 to 2023");
        Assert.Contains(UsScenario.Sources, source => source.Classification is { } codes && codes.Contains("us-soc-2018", StringComparison.Ordinal));
    }

    [SkippableFact]
    public void What_is_generated_says_so_and_refers_to_what_exists()
    {
        var vermont = Vermont.Value;
        var programs = vermont.Programs.Select(p => p.Id).ToHashSet();
        var skills = vermont.Taxonomy.Skills.Select(s => s.Id).ToHashSet();
        var employers = vermont.Employers.Select(e => e.Id).ToHashSet();

        Assert.All(vermont.Students, s => Assert.True(s.Profile.Generated && programs.Contains(s.Profile.Program)));
        Assert.All(vermont.Placements, p => Assert.True(p.Posting.Generated && employers.Contains(p.Posting.Employer) && p.Posting.Skills.All(s => skills.Contains(s.Skill))));
    }

    [SkippableFact]
    public void Fields_without_an_occupation_are_reported_and_their_offerings_kept()
    {
        var vermont = Vermont.Value;

        var note = vermont.Notes.Single(n => n.File == "cip_soc_crosswalk.xlsx");
        Assert.Equal(note.Count, vermont.Programs.Count(p => note.Examples.Contains(p.Content.Field)));
        Assert.All(vermont.Programs.Where(p => note.Examples.Contains(p.Content.Field)), p => Assert.Empty(p.Content.TargetOccupations));
    }

    [SkippableFact]
    public void Nine_students_of_ten_in_vermont_may_take_twenty_placements()
    {
        var vermont = Vermont.Value;
        var programs = vermont.Programs.ToDictionary(p => p.Id, p => p.Content);
        var regions = vermont.Employers.ToDictionary(e => e.Id, e => e.Profile.Sites[0].Region);

        var placements = vermont.Placements.ToLookup(p => regions[p.Posting.Employer], p => p.Posting);
        var students = vermont.Students.ToList();
        var served = students.Count(s => Eligibility.Reachable(s, vermont.Regions).SelectMany(r => placements[r]).Where(p => Eligibility.Holds(s, programs[s.Profile.Program], p)).Take(20).Count() == 20);

        Assert.True(served >= students.Count * 9 / 10, $"{served} of {students.Count} may.");
    }

    [SkippableTheory]
    [InlineData("ohio", 88, 3_163)]
    [InlineData("california", 58, 11_777)]
    [InlineData("nation", 51, 76_937)]
    public void Larger_tiers_load(string tier, int regions, int offerings)
    {
        var scenario = UsScenario.Load(SourceFiles.InFolder(SharedData.Folder("us")), SourceFiles.InFolder(SharedData.Folder("onet")), UsTier.All.Single(t => t.Name == tier), Today);

        Assert.Equal(regions, scenario.Regions.Count);
        Assert.Equal(offerings, scenario.Programs.Count);
        Assert.NotEmpty(scenario.Placements[scenario.Placements.Count - 1].Posting.Skills);
        Assert.All(scenario.Regions, r => Assert.True(r.Neighbours.Length >= 5));
    }

    [Fact]
    public void A_year_whose_check_sum_does_not_come_out_is_refused()
    {
        const string File = "c2023_a.csv";
        var files = TextFiles.Of((File, "UNITID,CIPCODE,MAJORNUM,AWLEVEL,CTOTALT\n1,01.0000,1,3,5\n1,99,1,3,6\n"));

        var error = Assert.Throws<SourceFileException>(() => Completions.Read(files, 2023));

        Assert.Equal(File, error.File);
    }

    [Fact]
    public void Directories_up_to_2022_are_read_as_latin1_and_heads_of_institutions_are_not_read()
    {
        const string Text = "UNITID,INSTNM,CHFNM,STABBR,COUNTYCD,LATITUDE,LONGITUD\n1,\"Ca\u00f1ada College\",\"Dr. Who\",\"CA\", 6081, 37.4,-122.2\n2,\"Nowhere\",\"X\",\"PR\",-2,-2,-2\n";
        var latin1 = new SourceFiles(name => name == "hd2022.csv" ? new MemoryStream(Encoding.Latin1.GetBytes(Text)) : null);

        var read = Institutions.Read(latin1, 2022);

        Assert.Equal("Ca\u00f1ada College", read["1"].Name);
        Assert.Equal("06081", read["1"].CountyFips);
        Assert.Null(read["2"].Location);
        Assert.DoesNotContain(typeof(Institution).GetProperties(), p => read.Values.Any(i => p.GetValue(i) as string == "Dr. Who"));
    }
}
