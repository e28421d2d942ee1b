using System.Text.Json;
using System.Text.Json.Nodes;
using VocMatch.Contracts.Alignment;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Students;
using VocMatch.Contracts.Work;
using VocMatch.Storage.Alignment;
using VocMatch.Storage.States;
using VocMatch.Storage.Tests.Reading;
using Xunit;

namespace VocMatch.Storage.Tests.Alignment;

/// <summary>Students as reports count them, taken from the text member by member, held against the student that was written.</summary>
public sealed class StudentDocumentsTests
{
    private static readonly DateOnly Day = new(2027, 2, 1);

    [Fact]
    public void What_is_read_of_a_stored_student_is_what_was_written()
    {
        var documents = new StudentDocuments();
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var student = Written(random);
            var (birthDate, sex) = (random.Next(2) == 0 ? Day.AddYears(-17) : (DateOnly?)null, random.Next(2) == 0 ? Sex.Female : (Sex?)null);
            var json = JsonSerializer.SerializeToUtf8Bytes(State<Student>.Of(student), StateJson.Options);

            var counted = documents.Read(json, birthDate, sex);

            var expected = new CountedStudent(
                student.Id,
                student.Profile.Program,
                student.Profile.Region,
                student.Profile.Tags,
                birthDate,
                sex,
                [.. (student.Commitments ?? []).Select(taken => new TakenSeat(
                    taken.Placement, taken.Pattern.Blocks.Min(block => block.FirstDay), taken.Pattern.Blocks.Max(block => block.LastDay)))],
                student.Profile.Generated,
                [.. (student.Held ?? []).Select(held => held.Until)],
                student.Profile.LeftOn);
            Assert.Equal(JsonSerializer.Serialize(expected), JsonSerializer.Serialize(counted));
        }
    }

    [Fact]
    public void Members_of_a_newer_version_are_skipped_in_whatever_order_they_stand()
    {
        var student = Entities.Student("s1");
        var entity = JsonSerializer.SerializeToNode(student, StateJson.Options)!.AsObject();
        var reversed = new JsonObject(entity.Reverse().Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())))
        {
            ["newer"] = new JsonArray(new JsonObject { ["id"] = "other", ["profile"] = null }),
        };
        var row = new JsonObject { ["before"] = new JsonObject { ["entity"] = 1 }, ["schema"] = 2, ["entity"] = reversed };

        var counted = new StudentDocuments().Read(JsonSerializer.SerializeToUtf8Bytes(row), null, null);

        Assert.Equal((student.Id, student.Profile.Program, student.Profile.Region), (counted.Id, counted.Program, counted.Region));
    }

    [Theory]
    [InlineData("""{"schema":1}""", "entity")]
    [InlineData("""{"entity":null}""", "null")]
    [InlineData("""{"entity":{"id":"s1"}}""", "profile")]
    [InlineData("""{"entity":{"id":"s1","profile":{"region":"r1"}}}""", "profile.program")]
    [InlineData("""{"entity":{"id":"s1","profile":{"program":"p1"}}}""", "profile.region")]
    [InlineData("""{"entity":{"profile":{"program":"p1","region":"r1"}}}""", "id")]
    [InlineData("""{"entity":{"id":"s1","profile":{"program":"p 1","region":"r1"}}}""", "p 1")]
    public void A_row_that_is_no_student_is_refused_by_name(string json, string named)
    {
        var refused = Assert.ThrowsAny<JsonException>(() => new StudentDocuments().Read(System.Text.Encoding.UTF8.GetBytes(json), null, null));

        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
    }

    private static Student Written(Random random)
    {
        var student = Entities.Student($"s{random.Next(1_000)}");
        return student with
        {
            Profile = student.Profile with
            {
                Program = ProgramId.Parse($"p{random.Next(5)}"),
                Region = RegionId.Parse($"r{random.Next(5)}"),
                Tags = random.Next(3) switch { 0 => [], 1 => ["rural"], _ => ["rural", "ländlich \"x\""] },
                Generated = random.Next(2) == 0,
                LeftOn = random.Next(3) == 0 ? Day.AddDays(random.Next(99)) : null,
            },
            Commitments = random.Next(3) switch
            {
                0 => null,
                1 => [],
                _ => [new(OfferId.Parse("ward.1"), PlacementId.Parse("ward"), Pattern(random)), new(OfferId.Parse("shop.2"), PlacementId.Parse("shop"), Pattern(random))],
            },
            Held = random.Next(2) == 0
                ? null
                : [new(OfferId.Parse("ward.1"), PlacementId.Parse("ward"), RoundId.Parse("spring"), new(Day, default, TimeSpan.FromHours(random.Next(3))))],
        };
    }

    private static WorkPattern Pattern(Random random) => new(
        [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Day.AddDays(random.Next(200)))
            .Select(first => new WorkBlock(first, first.AddDays(random.Next(50)), [DayOfWeek.Monday], 480))],
        []);
}
