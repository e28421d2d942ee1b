using System.Text;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Taxonomy;
using VocMatch.Contracts.Work;
using VocMatch.Data.Rows;

namespace VocMatch.Data.Tests.Rows;

public sealed class NdjsonRowsTests
{
    private const string School = """{"id":"s-1","name":"Harbour College","region":"r-1"}""";

    [Fact]
    public async Task A_flat_object_becomes_an_id_and_a_profile()
    {
        var read = Assert.Single(await Reading.Ndjson<ImportedSchool>(School));

        Assert.Empty(read.Errors);
        Assert.Equal("s-1", read.Row!.Id.Value);
        Assert.Equal("Harbour College", read.Row.Profile.Name);
    }

    [Fact]
    public async Task A_wrong_line_does_not_stop_the_good_ones_after_it()
    {
        var read = await Reading.Ndjson<ImportedSchool>($"{School}\nnonsense\r\n\n{School}");

        Assert.Equal([1, 2, 4], read.Select(r => r.Line));
        Assert.Equal([true, false, true], read.Select(r => r.Row is not null));
    }

    [Theory]
    [InlineData("""{"id":"s-1","name":"A","region":"r","color":"red"}""", "color", "red", "There is no such member.")]
    [InlineData("""{"id":"s-1","name":"A","name":"B","region":"r"}""", "name", "B", "It is given more than once.")]
    [InlineData("""{"id":"s-1","id":"s-2","name":"B","region":"r"}""", "id", "s-2", "It is given more than once.")]
    [InlineData("""{"id":"s-1","name":"A"}""", "region", null, "It is required.")]
    [InlineData("""{"name":"A","region":"r"}""", "id", null, "It is required.")]
    [InlineData("""{"id":"s-1","name":7,"region":"r"}""", "name", "7", "Expected: a text.")]
    [InlineData("""{"id":"s-1","name":null,"region":"r"}""", "name", "null", "It must not be null.")]
    [InlineData("""{"id":"s 1","name":"A","region":"r"}""", "id", "s 1", "'s 1' is no id: " + IdRule.Text + ".")]
    [InlineData("""{"id":"s-1","name":"A\u0000","region":"r"}""", "name", null, "NUL is not a character of a text.")]
    [InlineData("""{"id":"s-1","name":"A","region":"r","location":{"latitude":"x","longitude":2}}""", "location.latitude", "x", "Expected: a number.")]
    [InlineData("""{"id":"s-1","name":"A","region":"r","staff":{"teachers":1.5,"doubleQualified":2}}""", "staff.teachers", "1.5", "Expected: a whole number.")]
    [InlineData("""{"id":"s-1","name":"A","region":"r","staff":{"teachers":1}}""", "staff.doubleQualified", null, "It is required.")]
    [InlineData("[1]", null, null, "A row is an object.")]
    [InlineData("null", null, "null", "A row is an object.")]
    public async Task A_wrong_member_is_named_with_its_value_and_the_rule(string line, string? field, string? value, string rule)
    {
        var error = Assert.Single(Assert.Single(await Reading.Ndjson<ImportedSchool>(line)).Errors);

        Assert.Equal(new RowError(1, field, value, rule), error);
    }

    [Theory]
    [InlineData("""{"id":"s-1","name":"A","region":"r","location":null,"staff":null}""")]
    [InlineData("""{"id":"s-1","name":"A","region":"r","officialNumber":null}""")]
    public async Task Null_stands_for_a_member_that_is_left_out(string line)
    {
        var read = Assert.Single(await Reading.Ndjson<ImportedSchool>(line));

        Assert.Equal(Assert.Single(await Reading.Ndjson<ImportedSchool>("""{"id":"s-1","name":"A","region":"r"}""")).Row, read.Row);
    }

    [Theory]
    [InlineData("""{"id":"p-1","school":"s","title":"T","field":"01","level":4,"teaches":[],"placement":null,"intake":null,"durationMonths":12,"targetOccupations":["1"]}""", "intake")]
    [InlineData("""{"id":"p-1","school":"s","title":"T","field":"01","level":4,"teaches":[{"skill":"a","level":null}],"intake":3,"durationMonths":12,"targetOccupations":["1"],"placement":null}""", "teaches[0].level")]
    public async Task Null_never_stands_for_what_is_required(string line, string field)
    {
        var error = Assert.Single(Assert.Single(await Reading.Ndjson<ImportedProgram>(line)).Errors);

        Assert.Equal(field, error.Field);
    }

    [Theory]
    [InlineData("""{"id":"s-1","name":"A","region":"r","staff":null,"role":null}""")]
    [InlineData("""{"id":"s-1","name":"A","region":"r","staff":null,"staff":null}""")]
    [InlineData("""{"id":"s-1","name":"A","region":"r","staff":null} {}""")]
    [InlineData("""{"id":"s-1","name":"\ud800","region":"r"}""")]
    [InlineData("""{"id":"s-1","name":"A","region":"r"} {}""")]
    [InlineData("""{"id":"s-1","name":"A","region":"r",}""")]
    [InlineData("""{"id":"s-1","name":"A","region":"r" """)]
    [InlineData("""{"id":"s-1","\ud800":"A","region":"r"}""")]
    public async Task A_line_that_is_not_one_sound_object_is_an_error(string line)
    {
        var read = Assert.Single(await Reading.Ndjson<ImportedSchool>(line));

        Assert.Null(read.Row);
        Assert.NotEqual("", Assert.Single(read.Errors).Rule);
    }

    [Fact]
    public async Task An_escaped_backslash_before_u0000_is_no_nul()
    {
        var read = Assert.Single(await Reading.Ndjson<ImportedSchool>("""{"id":"s-1","name":"A\\u0000","region":"r"}"""));

        Assert.Equal("A\\u0000", read.Row!.Profile.Name);
    }

    [Fact]
    public async Task Broken_utf8_is_an_error_of_its_line_alone()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes("""{"id":"s-1","name":"""), (byte)'"', 0xC3, 0x28, .. Encoding.UTF8.GetBytes("\",\"region\":\"r\"}\n" + School)];

        var read = await Reading.Ndjson<ImportedSchool>(bytes);

        Assert.Equal("The line is not valid UTF-8.", Assert.Single(read[0].Errors).Rule);
        Assert.NotNull(read[1].Row);
    }

    [Fact]
    public async Task A_line_over_the_limit_is_skipped_and_the_next_is_read()
    {
        var read = await Reading.Ndjson<ImportedSchool>(new string('x', 3 * NdjsonRows.MaxLineLength) + "\n" + School + "\n" + new string('y', 2 * NdjsonRows.MaxLineLength));

        Assert.Equal([1, 2, 3], read.Select(r => r.Line));
        Assert.Equal([false, true, false], read.Select(r => r.Row is not null));
    }

    [Fact]
    public async Task What_is_written_is_read_back_the_same()
    {
        var posting = new PlacementPosting
        {
            Employer = EmployerId.Parse("e-1"),
            Site = SiteId.Parse("main"),
            Title = "Welder, \"nights\"\n",
            Occupation = OccupationId.Parse("7212"),
            Kind = PlacementKind.Apprenticeship,
            Seats = 3,
            Skills = [new SkillDemand(SkillId.Parse("k:1"), true, 3)],
            Pattern = WorkPatternText.Parse("2027-01-11..2027-06-25 mon-fri 480"),
            Pay = new Pay(1200, "EUR"),
        };
        using var stream = new MemoryStream();

        await NdjsonRows.Write(stream, [new ImportedPlacement(PlacementId.Parse("p-1"), posting, true), new ImportedPlacement(PlacementId.Parse("p-2"), posting, false)]);

        var text = Encoding.UTF8.GetString(stream.ToArray());
        var read = await Reading.Ndjson<ImportedPlacement>(text);
        Assert.Equal(["p-1", "p-2"], read.Select(r => r.Row!.Id.Value));
        Assert.Equal([true, false], read.Select(r => r.Row!.Publish));
        using var again = new MemoryStream();
        await NdjsonRows.Write(again, read.Select(r => r.Row!));
        Assert.Equal(text, Encoding.UTF8.GetString(again.ToArray()));
    }

    [Fact]
    public async Task Items_of_the_taxonomy_are_rows_as_they_stand()
    {
        var read = Assert.Single(await Reading.Ndjson<Region>("""{"id":"r-1","name":"North","centroid":{"latitude":51.5,"longitude":7},"neighbours":["r-2"]}"""));

        Assert.Equal(new GeoPoint(51.5, 7), read.Row!.Centroid);
    }
}
