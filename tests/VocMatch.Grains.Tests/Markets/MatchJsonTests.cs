using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Json;
using VocMatch.Contracts.Markets;
using VocMatch.Domain.Markets;
using Xunit;

namespace VocMatch.Grains.Tests.Markets;

public sealed class MatchJsonTests
{
    private static readonly string[] s_signs = ["a", "\"", "\\", "/", "<", "&", "'", "+", "\n", "\u0001", "\u007f", "é", "中", "\u2028", "😀", "\ud83d", "\udc00", " "];

    [Fact]
    public void Matches_are_written_as_every_other_answer_is()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var list = List(new Random(seed));

            Assert.Equal(JsonSerializer.Serialize(list, WireJson.Answers), Encoding.UTF8.GetString(MatchJson.Of(list)));
        }
    }

    private static MatchList List(Random random) => new(
        StudentId.Parse($"student-{random.Next(10)}"),
        random.Next(3),
        random.Next(3),
        [.. Enumerable.Range(0, random.Next(5)).Select(_ => new Match(
            PlacementId.Parse("placement"),
            Text(random),
            EmployerId.Parse("employer"),
            RegionId.Parse("region"),
            random.Next(100),
            Points(random),
            Parts(random)))],
        [.. Enumerable.Range(0, random.Next(3)).Select(_ => new ThinMatch(
            PlacementId.Parse("placement"),
            Text(random),
            EmployerId.Parse("employer"),
            RegionId.Parse("region"),
            random.Next(100),
            Points(random),
            SkillId.Parse("skill"),
            Text(random)))]);

    private static ImmutableArray<ScorePart> Parts(Random random) =>
    [
        .. Enumerable.Range(0, random.Next(4))
            .Select(_ => new ScorePart(Text(random), Text(random), Points(random), random.Next(2) == 0 ? null : SkillId.Parse("skill"))),
    ];

    private static decimal Points(Random random) => random.Next(4) switch
    {
        0 => random.Next(-100, 10_000) / 100m,
        1 => random.Next(100),
        2 => 12.30m,
        _ => -0.5m,
    };

    private static string Text(Random random) => string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => s_signs[random.Next(s_signs.Length)]));
}
