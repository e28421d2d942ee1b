using System.Text.Json;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Json;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Programs;
using VocMatch.Contracts.Schools;
using Xunit;

namespace VocMatch.Contracts.Tests;

public sealed class WireJsonTests
{
    private const string School = """{"name":"North College","region":"north"}""";

    [Fact]
    public void Members_are_written_in_camel_case_and_null_is_left_out() =>
        Assert.Equal(School, JsonSerializer.Serialize(Read<SchoolProfile>(School), WireJson.Options));

    [Theory]
    [InlineData("""{"name":"A","region":"north","colour":"red"}""")]
    [InlineData("""{"Name":"A","region":"north"}""")]
    [InlineData("""{"name":"A","name":"B","region":"north"}""")]
    [InlineData("""{"name":null,"region":"north"}""")]
    [InlineData("""{"region":"north"}""")]
    [InlineData("""{"name":"A","region":"no region"}""")]
    [InlineData("""{"name":"A","region":7}""")]
    [InlineData("""{"name":"A","region":"north","staff":{"teachers":"3","doubleQualified":1}}""")]
    [InlineData("""{"name":"A","region":"north","staff":{"teachers":3}}""")]
    [InlineData("""{"name":"A","region":"north"},""")]
    public void What_was_not_agreed_on_is_refused(string json) =>
        Assert.Throws<JsonException>(() => Read<SchoolProfile>(json));

    [Theory]
    [InlineData("\"published\"", true)]
    [InlineData("\"Published\"", true)]
    [InlineData("1", false)]
    [InlineData("\"open\"", false)]
    public void Enums_are_words(string json, bool taken)
    {
        if (taken)
        {
            Assert.Equal(PlacementStatus.Published, Read<PlacementStatus>(json));
        }
        else
        {
            Assert.Throws<JsonException>(() => Read<PlacementStatus>(json));
        }
    }

    [Fact]
    public void Ids_can_be_names_of_members()
    {
        var json = """{"nursing":1}""";
        var read = Read<Dictionary<SkillId, int>>(json);

        Assert.Equal(1, read[SkillId.Parse("nursing")]);
        Assert.Equal(json, JsonSerializer.Serialize(read, WireJson.Options));
    }

    [Fact]
    public void What_was_written_without_its_nulls_is_read_back()
    {
        var content = new ProgramContent
        {
            School = SchoolId.Parse("s1"),
            Title = "Nursing",
            Field = "0913",
            Level = 4,
            Intake = 30,
            DurationMonths = 24,
        };
        var program = new Program(ProgramId.Parse("p1"), ProgramStatus.Draft, 0, content, null, 1);

        var json = JsonSerializer.Serialize(program, WireJson.Options);

        Assert.Equal(json, JsonSerializer.Serialize(Read<Program>(json), WireJson.Options));
        Assert.Null(Read<Violation>("""{"field":"name","rule":"May not be blank."}""").Value);
    }

    private static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, WireJson.Options)!;
}
