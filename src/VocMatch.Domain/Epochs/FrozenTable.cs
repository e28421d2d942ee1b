using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using VocMatch.Domain.Records;
using VocMatch.Matching.Scoring;

namespace VocMatch.Domain.Epochs;

/// <summary>A skill table as it is kept: groups of occupations and related skills as they were when an epoch was frozen.</summary>
/// <param name="Related">For each skill its related ones, nearest first: number and cosine in thousandths in turn.</param>
internal sealed record FrozenTable(
    ImmutableArray<string> Skills, ImmutableArray<ImmutableArray<int>> Related, ImmutableArray<FrozenOccupation> Occupations)
{
    public static string Write(SkillTable table) => RecordJson.Write(new FrozenTable(
        table.SkillIds,
        [.. Enumerable.Range(0, table.SkillIds.Length).Select(skill => Flat(table.Related(skill)))],
        [.. table.OccupationIds.Select(id => new FrozenOccupation(id, table.Path(id)))]));

    /// <summary>Names a table by its content.</summary>
    public static string Digest(string json) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));

    public static SkillTable Read(string json)
    {
        var frozen = RecordJson.Read<FrozenTable>(json);
        var builder = new SkillTableBuilder { Neighbours = frozen.Related.Select(pairs => pairs.Length / 2).DefaultIfEmpty().Max() };
        for (var skill = 0; skill < frozen.Skills.Length; skill++)
        {
            builder.AddSkill(frozen.Skills[skill]);
            for (var i = 0; i < frozen.Related[skill].Length; i += 2)
            {
                builder.Relate(frozen.Skills[skill], frozen.Skills[frozen.Related[skill][i]], frozen.Related[skill][i + 1]);
            }
        }

        foreach (var (id, path) in frozen.Occupations)
        {
            builder.AddOccupation(id, path, []);
        }

        return builder.Build();
    }

    private static ImmutableArray<int> Flat(ReadOnlySpan<RelatedSkill> related)
    {
        var flat = ImmutableArray.CreateBuilder<int>(related.Length * 2);
        foreach (var (skill, cosine) in related)
        {
            flat.Add(skill);
            flat.Add(cosine);
        }

        return flat.MoveToImmutable();
    }
}

/// <param name="Path">The occupation's groups, narrowest first.</param>
internal sealed record FrozenOccupation(string Id, ImmutableArray<string> Path);
