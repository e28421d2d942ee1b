using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using VocMatch.Domain.Records;
using VocMatch.Matching.Profiles;
using VocMatch.Matching.Scoring;

namespace VocMatch.Domain.Epochs;

/// <summary>A skill table as it is kept: groups of occupations and related skills as they were when an epoch was frozen.</summary>
/// <param name="Related">For each skill its related ones, nearest first: number and cosine in thousandths in turn.</param>
/// <param name="Said">What is said of each skill; null in a table of before, which knows of no resemblance.</param>
internal sealed record FrozenTable(
    ImmutableArray<string> Skills, ImmutableArray<ImmutableArray<int>> Related, ImmutableArray<FrozenOccupation> Occupations, FrozenDescriptions? Said = null)
{
    public static string Write(SkillTable table) => RecordJson.Write(new FrozenTable(
        table.SkillIds,
        [.. Enumerable.Range(0, table.SkillIds.Length).Select(skill => Flat(table.Related(skill)))],
        [.. table.OccupationIds.Select((id, occupation) => new FrozenOccupation(id, table.Path(id), Flat(table.Source.Listed[occupation])))],
        FrozenDescriptions.Of(table.Source.Skills)));

    /// <summary>Names a table by its content.</summary>
    public static string Digest(string json) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));

    public static SkillTable Read(string json)
    {
        var frozen = RecordJson.Read<FrozenTable>(json);
        var builder = new SkillTableBuilder { Neighbours = frozen.Related.Select(pairs => pairs.Length / 2).DefaultIfEmpty().Max() };
        for (var skill = 0; skill < frozen.Skills.Length; skill++)
        {
            builder.Describe(frozen.Skills[skill], frozen.Said?.At(skill) ?? SkillDescription.None);
            for (var i = 0; i < frozen.Related[skill].Length; i += 2)
            {
                builder.Relate(frozen.Skills[skill], frozen.Skills[frozen.Related[skill][i]], frozen.Related[skill][i + 1]);
            }
        }

        foreach (var (id, path, listed) in frozen.Occupations)
        {
            builder.List(id, path, listed is { } skills ? skills.Select(skill => (frozen.Skills[skill >= 0 ? skill : ~skill], skill >= 0)) : []);
        }

        return builder.Build();
    }

    private static ImmutableArray<int> Flat(ImmutableArray<ListedSkill> listed) => [.. listed.Select(skill => skill.Essential ? skill.Skill : ~skill.Skill)];

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
/// <param name="Skills">The numbers of the skills it lists, optional ones as their complements; null in a table of before.</param>
internal sealed record FrozenOccupation(string Id, ImmutableArray<string> Path, ImmutableArray<int>? Skills = null);

/// <summary>What is said of all skills, every group and word once.</summary>
/// <param name="GroupsOf">By skill the numbers of its groups.</param>
/// <param name="WordsOf">By skill the numbers of its words.</param>
/// <param name="Transversal">Numbers of the transversal skills.</param>
internal sealed record FrozenDescriptions(
    ImmutableArray<string> Groups,
    ImmutableArray<string> Words,
    ImmutableArray<ImmutableArray<int>> GroupsOf,
    ImmutableArray<ImmutableArray<int>> WordsOf,
    ImmutableArray<int> Transversal)
{
    public static FrozenDescriptions Of(ImmutableArray<SkillDescription> skills)
    {
        var (groups, groupsOf) = Numbered(skills, static skill => skill.Groups);
        var (words, wordsOf) = Numbered(skills, static skill => skill.Words);
        return new(groups, words, groupsOf, wordsOf, [.. Enumerable.Range(0, skills.Length).Where(skill => skills[skill].Transversal)]);
    }

    public SkillDescription At(int skill) => new(
        [.. GroupsOf[skill].Select(group => Groups[group])], [.. WordsOf[skill].Select(word => Words[word])], Transversal.BinarySearch(skill) >= 0);

    private static (ImmutableArray<string> Names, ImmutableArray<ImmutableArray<int>> Of) Numbered(
        ImmutableArray<SkillDescription> skills, Func<SkillDescription, ImmutableArray<string>> select)
    {
        ImmutableArray<string> names = [.. skills.SelectMany(skill => select(skill)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return (names, [.. skills.Select(skill => select(skill).Select(name => names.BinarySearch(name, StringComparer.Ordinal)).ToImmutableArray())]);
    }
}
