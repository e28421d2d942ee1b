using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Taxonomy;
using VocMatch.Data.Tables;
using VocMatch.Data.Taxonomy;

namespace VocMatch.Data.Tests.Taxonomy;

public sealed class OnetReleaseTests
{
    private const string Occupations = "O*NET-SOC Code\tTitle\tDescription\r\n29-1141.00\tRegistered Nurses\tSay \"hello\r\n53-7199.00\tMovers\tNone\r\n";
    private const string Technology = "O*NET-SOC Code\tExample\tCommodity Code\tCommodity Title\tHot Technology\tIn Demand\n29-1141.00\tEpic\t43232001\tMedical software\tY\tY\n29-1141.00\tTypewriter\t43232002\tOffice software\tN\tN\n29-1141.00\tCerner\t43232001\tMedical software\tN\tN\n";
    private const string Tools = "Commodity Title\tO*NET-SOC Code\tExample\tCommodity Code\nSyringes\t29-1141.00\t5\" syringes\t42142600\nGhosts\t99-0000.00\tGhost\t42142601\n";

    [Fact]
    public void A_commodity_is_a_skill_and_its_examples_are_other_names()
    {
        var read = OnetRelease.Read(TextFiles.Of((OnetRelease.OccupationFile, Occupations), (OnetRelease.TechnologyFile, Technology), (OnetRelease.ToolFile, Tools)));

        var medical = read.Changes.Skills.Single(s => s.Id.Value == "onet-43232001");
        Assert.Equal(["Cerner", "Epic"], medical.AlternativeNames.AsEnumerable());
        var nurse = read.Changes.Occupations.Single(o => o.Id.Value == "29-1141.00");
        Assert.Equal((OccupationScheme.Soc, "29-1141"), (nurse.Scheme, nurse.Code));
        Assert.Equal<OccupationSkill>([new(SkillId.Parse("onet-42142600"), true), new(SkillId.Parse("onet-43232001"), true), new(SkillId.Parse("onet-43232002"), false)], nurse.Skills);
    }

    [Fact]
    public void What_has_no_match_is_reported()
    {
        var read = OnetRelease.Read(TextFiles.Of((OnetRelease.OccupationFile, Occupations), (OnetRelease.TechnologyFile, Technology), (OnetRelease.ToolFile, Tools)));

        Assert.Equal(["53-7199.00"], read.Notes.Single(n => n.File == OnetRelease.OccupationFile).Examples);
        Assert.Equal(["99-0000.00"], read.Notes.Single(n => n.File == OnetRelease.ToolFile).Examples);
    }

    [Fact]
    public void An_error_names_file_line_and_column()
    {
        var missing = Assert.Throws<SourceFileException>(() => OnetRelease.Read(TextFiles.Of((OnetRelease.OccupationFile, Occupations.Replace("Title", "Name")))));
        var code = Assert.Throws<SourceFileException>(() => OnetRelease.Read(TextFiles.Of((OnetRelease.OccupationFile, Occupations.Replace("53-7199.00", "53-7199")))));

        Assert.Equal((OnetRelease.OccupationFile, 1, "Title"), (missing.File, missing.Line, missing.Column));
        Assert.Equal((OnetRelease.OccupationFile, 3, "O*NET-SOC Code"), (code.File, code.Line, code.Column));
    }

    [Fact]
    public void A_release_before_In_Demand_and_without_tools_is_taken_and_what_it_lacks_is_said()
    {
        var before = Technology.Replace("\tIn Demand", "", StringComparison.Ordinal).Replace("\tY\tY", "\tY", StringComparison.Ordinal).Replace("\tN\tN", "\tN", StringComparison.Ordinal);

        var read = OnetRelease.Read(TextFiles.Of((OnetRelease.OccupationFile, Occupations), (OnetRelease.TechnologyFile, before)));

        Assert.Equal(2, read.Changes.Skills.Count);
        Assert.All(read.Changes.Occupations.SelectMany(occupation => occupation.Skills), skill => Assert.False(skill.Essential));
        Assert.Contains("'In Demand'", Assert.Single(read.Notes, note => note.File == OnetRelease.TechnologyFile).What, StringComparison.Ordinal);
        Assert.Contains("not there", Assert.Single(read.Notes, note => note.File == OnetRelease.ToolFile).What, StringComparison.Ordinal);
        Assert.True(read.IsSilentOn(SkillGroupId.Parse("onet-tools")));
    }

    [Theory]
    [InlineData("29-1141.00\tRegistered Nurses\tAgain", "stands on line 2 already")]
    [InlineData("2X-1141.00\tOther\t", "no O*NET-SOC code")]
    [InlineData("\tOther\t", "empty")]
    public void A_wrong_occupation_is_an_error_with_its_line(string row, string said)
    {
        var error = Assert.Throws<SourceFileException>(() => OnetRelease.Read(TextFiles.Of((OnetRelease.OccupationFile, Occupations + row + "\r\n"))));

        Assert.Equal((OnetRelease.OccupationFile, 4L, "O*NET-SOC Code"), (error.File, error.Line, error.Column));
        Assert.Contains(said, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("29-1141.00\tEpic\t43 23\tMedical\tY\tY", "Commodity Code")]
    [InlineData("29-1141.00\tEpic\t\tMedical\tY\tY", "Commodity Code")]
    [InlineData("29-1141.00\tEpic\t43232009\tMedical\tY\tyes", "In Demand")]
    public void A_wrong_technology_is_an_error_with_its_line(string row, string column)
    {
        var error = Assert.Throws<SourceFileException>(() => OnetRelease.Read(TextFiles.Of(
            (OnetRelease.OccupationFile, Occupations), (OnetRelease.TechnologyFile, Technology + row + "\n"), (OnetRelease.ToolFile, Tools))));

        Assert.Equal((OnetRelease.TechnologyFile, 5L, column), (error.File, error.Line, error.Column));
    }

    [SkippableFact]
    public void The_published_release_has_1016_occupations_of_which_93_have_no_tools()
    {
        var read = OnetRelease.Read(SourceFiles.InFolder(SharedData.Folder("onet")));

        Assert.Equal(1016, read.Changes.Occupations.Count);
        Assert.Equal(923, read.Changes.Occupations.Count(o => o.Skills.Length > 0));
        Assert.Equal(93, read.Notes.Single(note => note.File == OnetRelease.OccupationFile).Count);
        Assert.InRange(read.Changes.Skills.Count, 4_127, 4_127 + 135);
    }
}
