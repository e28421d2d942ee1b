using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Students;
using VocMatch.Contracts.Work;
using VocMatch.Data.Rows;

namespace VocMatch.Data.Tests.Rows;

public sealed class CsvRowsTests
{
    private const string PlacementHeader = "id,employer,site,title,occupation,kind,seats,skills,pattern,pay.amountPerMonth,pay.currency,conditions.meals,publish";

    [Fact]
    public async Task Dotted_columns_and_list_cells_become_a_posting()
    {
        var read = Assert.Single(await Reading.Csv<ImportedPlacement>(
            PlacementHeader + "\n" +
            "p-1,e-1,main,\"Cook, \"\"cold\"\"\nkitchen\",5120,internship,2,k:1:essential:3;k-2:optional:1,2027-01-11..2027-06-25 mon-fri 480;not 2027-04-01..2027-04-05,900,EUR,true,true\n"));

        Assert.Empty(read.Errors);
        var posting = read.Row!.Posting;
        Assert.True(read.Row.Publish);
        Assert.Equal("Cook, \"cold\"\nkitchen", posting.Title);
        Assert.Equal<SkillDemand>([new SkillDemand(SkillId.Parse("k:1"), true, 3), new SkillDemand(SkillId.Parse("k-2"), false, 1)], posting.Skills);
        Assert.Equal(2400, Assert.Single(posting.Pattern.Blocks).MinutesPerWeek);
        Assert.Equal<DateRange>([new DateRange(new(2027, 4, 1), new(2027, 4, 5))], posting.Pattern.Interruptions);
        Assert.Equal(new Pay(900, "EUR"), posting.Pay);
        Assert.True(posting.Conditions.Meals);
    }

    [Fact]
    public async Task Empty_cells_are_members_that_are_not_given()
    {
        var read = Assert.Single(await Reading.Csv<ImportedPlacement>(
            PlacementHeader + "\np-1,e-1,main,Cook,5120,internship,2,,2027-01-11..2027-06-25 mon-fri 480,,,,\n"));

        Assert.Null(read.Row!.Posting.Pay);
        Assert.False(read.Row.Publish);
        Assert.Empty(read.Row.Posting.Skills);
    }

    [Theory]
    [InlineData("p-1,e-1,main,Cook,5120,internship,two,,2027-01-11..2027-06-25 mon-fri 480,,,,", "seats", "two", "'two' is no whole number.")]
    [InlineData("p-1,e-1,main,Cook,5120,holiday,2,,2027-01-11..2027-06-25 mon-fri 480,,,,", "kind", "holiday", "Expected: one of internship, apprenticeship, job.")]
    [InlineData("p-1,e-1,main,Cook,5120,internship,2,k-1:must:3,2027-01-11..2027-06-25 mon-fri 480,,,,", "skills", "k-1:must:3", "'must' is none of required, essential, optional.")]
    [InlineData("p-1,e-1,main,Cook,5120,internship,2,,2027-01-11..2027-06-25 mon-fri,,,,", "pattern", "2027-01-11..2027-06-25 mon-fri", "'2027-01-11..2027-06-25 mon-fri' is no block such as '2027-01-11..2027-06-25 mon-fri 480' or '… 480 08:00-16:30'.")]
    [InlineData("p-1,e-1,main,Cook,5120,internship,,,2027-01-11..2027-06-25 mon-fri 480,,,,", "seats", null, "It is required.")]
    [InlineData("p-1,e-1,main,Cook,5120,internship,2,,2027-01-11..2027-06-25 mon-fri 480,900,,,", "pay.currency", null, "It is required.")]
    [InlineData("p-1,e-1,main", null, null, "It has 3 cells, the header has 13.")]
    [InlineData("p-1,e-\"1,main\"", null, null, "Column 2: a quote stands at both ends of a cell or is doubled inside it.")]
    public async Task A_wrong_cell_is_named_with_its_value_and_the_rule(string line, string? column, string? value, string rule)
    {
        var read = await Reading.Csv<ImportedPlacement>(PlacementHeader + "\n" + line + "\n" + line);

        Assert.Equal(2, read.Count);
        Assert.Equal(new RowError(2, column, value, rule), Assert.Single(read[0].Errors));
    }

    [Theory]
    [InlineData("id,name,region,colour", "There is no such column.")]
    [InlineData("id,name,region,name", "The column is there twice.")]
    [InlineData("id,name,region,location", "It has members: give each a column of its own.")]
    [InlineData("id,name,region,name.first", "There is no such column.")]
    public async Task A_wrong_header_ends_the_reading(string header, string rule)
    {
        var error = Assert.Single(Assert.Single(await Reading.Csv<ImportedSchool>(header + "\n1,2,3,4\n")).Errors);

        Assert.Equal((1, "column 4", rule), (error.Line, error.Field, error.Rule));
    }

    [Fact]
    public async Task A_quote_never_closed_is_an_error_of_the_line_that_opened_it()
    {
        var read = await Reading.Csv<ImportedSchool>("id,name,region\ns-1,A,r\ns-2,\"B,r\ns-3,C,r\n");

        Assert.NotNull(read[0].Row);
        Assert.Equal(new RowError(3, null, null, "A quote that is opened here is never closed."), Assert.Single(read[1].Errors));
    }

    [Fact]
    public async Task Students_employers_and_preferences_have_a_csv_form_too()
    {
        var student = Assert.Single(await Reading.Csv<ImportedStudent>(
            "id,school,program,region,free,skills,checks,barred,identity.name,identity.birthDate,identity.sex\n" +
            "st-1,s-1,pr-1,r-1,2027-01-11..2027-06-25 mon-tue 480 08:00-16:00,k-1:2,medical:2027-06-30,e-9 a relative works there,Ada Berg,2009-02-03,notStated\n")).Row!;
        var employer = Assert.Single(await Reading.Csv<ImportedEmployer>("id,name,sites\ne-1,Works,main|Main works|r-1|51.5|7.25;yard|Yard|r-2;barn|Barn|r-2|||yard|true\n")).Row!;
        var preferences = Assert.Single(await Reading.Csv<PreferencesRow>("student,placements\nst-1,p-2;p-1\n")).Row!;

        Assert.Equal("Ada Berg", student.Identity!.Name);
        Assert.Equal(Sex.NotStated, student.Identity.Sex);
        Assert.Equal<HeldCheck>([new HeldCheck("medical", new(2027, 6, 30))], student.Profile.Checks);
        Assert.Equal<BarredEmployer>([new BarredEmployer(EmployerId.Parse("e-9"), "a relative works there")], student.Profile.Barred);
        Assert.Equal(new GeoPoint(51.5, 7.25), employer.Profile.Sites[0].Location);
        Assert.Null(employer.Profile.Sites[1].Location);
        Assert.Equal([null, null, true], employer.Profile.Sites.Select(site => site.Rural));
        Assert.Equal(["p-2", "p-1"], preferences.Placements.Select(p => p.Value));
    }

    [Theory]
    [InlineData("2027-01-11..2027-06-25 mon,tue,wed,thu,fri 480")]
    [InlineData("2027-01-11..2027-06-25 mon,wed 240 08:00-12:00;2027-07-01..2027-07-30 sat 360;not 2027-04-01..2027-04-05")]
    public void A_work_pattern_is_formatted_as_it_is_parsed(string text) =>
        Assert.Equal(text, WorkPatternText.Format(WorkPatternText.Parse(text)));
}
