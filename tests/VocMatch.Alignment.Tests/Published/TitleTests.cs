using VocMatch.Alignment.Classifications;
using VocMatch.Alignment.Published;
using VocMatch.Contracts.Alignment;
using VocMatch.Contracts.Taxonomy;

namespace VocMatch.Alignment.Tests.Published;

/// <summary>A code never stands under the title of another classification.</summary>
public sealed class TitleTests
{
    private const string None = "no title given";

    [Theory]
    [InlineData("0715", "ISCED 07", "Engineering, manufacturing and construction")]
    [InlineData("07", "ISCED 07", "Engineering, manufacturing and construction")]
    [InlineData("051", "ISCED 05", "Natural sciences, mathematics and statistics")]
    [InlineData("51.3801", "CIP 51", "Health Professions and Related Programs")]
    [InlineData("10.0105", "CIP 10", "Communications Technologies/Technicians and Support Services")]
    [InlineData("51", "CIP 51", "Health Professions and Related Programs")]
    [InlineData("53.0101", "CIP 53", None)]
    [InlineData("10", "10", None)]
    [InlineData("05", "05", None)]
    [InlineData("0501", "0501", None)]
    [InlineData("07151", "07151", None)]
    [InlineData("5138", "5138", None)]
    [InlineData("07.15.01", "07.15.01", None)]
    [InlineData("banana", "banana", None)]
    public void A_field_gets_the_title_of_the_one_classification_that_its_code_can_be_of(string code, string group, string title) =>
        Assert.Equal((group, title), (FieldGroups.Of(code).Code, FieldGroups.Of(code).Title));

    [Theory]
    [InlineData(OccupationScheme.Isco, "5241", "52", "Sales workers")]
    [InlineData(OccupationScheme.Isco, "9911", "99", None)]
    [InlineData(OccupationScheme.Isco, "47-2111", "47-2111", None)]
    [InlineData(OccupationScheme.Soc, "47-2111", "47-0000", "Construction and Extraction Occupations")]
    [InlineData(OccupationScheme.Soc, "99-1000", "99-0000", None)]
    [InlineData(OccupationScheme.Soc, "5241", "5241", None)]
    public void An_occupation_gets_the_title_of_its_own_classification(OccupationScheme scheme, string code, string group, string title) =>
        Assert.Equal((group, title), (OccupationGroups.Of(scheme, code).Code, OccupationGroups.Of(scheme, code).Title));

    /// <summary>5241 are electricians in Britain, fashion models in ISCO-88 and sales demonstrators in ISCO-08.</summary>
    [Theory]
    [InlineData("uk-soc-2020", "5241", "Occupations of uk-soc-2020", false)]
    [InlineData("isco-88", "5241", "Occupations of isco-88", false)]
    [InlineData("us-soc-2000", "47-2111", "Occupations of us-soc-2000", false)]
    [InlineData("us-soc-2018", "5241", None, true)]
    [InlineData("isco-08", "47-2111", None, true)]
    [InlineData("isco-08", "5242", "Sales workers", true)]
    [InlineData("ISCO-08", "5242", "Sales workers", true)]
    [InlineData(null, "5241", "Occupations of a classification that was not named", false)]
    public void Openings_of_another_classification_or_edition_stand_under_no_group_of_ours(string? classification, string code, string title, bool comparable)
    {
        var openings = new ReferenceSeries(ReferenceKind.Openings, "S", "2024", new string('0', 64), [new(code, "", 7)], 1) { Classification = classification };

        var row = Assert.Single(ImportedSeries.OutsideOpenings([openings]));

        Assert.Equal((title, comparable, 7), (row.GroupTitle, row.Comparable, row.Openings));
    }

    [Fact]
    public void A_code_without_a_title_of_its_source_or_its_own_classification_has_none()
    {
        ReferenceSeries british = new(ReferenceKind.Classification, "ONS", "2020", new string('1', 64), [new("5241", "Electricians and electrical fitters", 0)], 1) { Name = "uk-soc-2020" };
        var imported = new ImportedClassifications([british]);

        Assert.Equal("Electricians and electrical fitters", imported.Label("uk-soc-2020", new("5241", "", 0)));
        Assert.Equal(None, imported.Label("isco-08", new("5241", "", 0)));
        Assert.Equal(None, imported.Label(null, new("5241", "", 0)));
        Assert.Equal("As its source says", imported.Label("isco-08", new("5241", "As its source says", 0)));
    }
}
