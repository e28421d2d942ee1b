using System.Collections.Immutable;
using VocMatch.Contracts.Taxonomy;
using VocMatch.Domain.Reading;
using VocMatch.Domain.Runtime;
using VocMatch.Matching.Profiles;
using VocMatch.Matching.Scoring;

namespace VocMatch.Domain.Epochs;

/// <summary>The engine's table of the taxonomy in force, made once for each version of it and shared by all grains of a silo.</summary>
internal sealed class SkillTables(ITaxonomy taxonomy, GrainsOptions options)
{
    private readonly Lock _gate = new();
    private NamedTable? _latest;

    /// <summary>Takes as long as learning the related skills takes: call it away from a grain's turn.</summary>
    public NamedTable Current()
    {
        var snapshot = taxonomy.Current;
        lock (_gate)
        {
            return _latest is { } latest && latest.TaxonomyVersion == snapshot.Version ? latest : _latest = Make(snapshot);
        }
    }

    private NamedTable Make(TaxonomySnapshot snapshot)
    {
        var builder = new SkillTableBuilder { Neighbours = options.Policy.RelatedNeighbours };
        foreach (var skill in snapshot.Skills.Values)
        {
            builder.Describe(skill.Id.Value, new(
                [.. skill.Groups.Select(group => group.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
                LabelWords.Of(skill.Name),
                snapshot.IsTransversal(skill)));
        }

        foreach (var occupation in snapshot.Occupations.Values)
        {
            builder.AddOccupation(occupation.Id.Value, Path(occupation), occupation.Skills.Select(listed => (listed.Skill.Value, listed.Essential)));
        }

        var table = builder.Build();
        var json = FrozenTable.Write(table);
        return new(snapshot.Version, FrozenTable.Digest(json), json, table);
    }

    /// <summary>An occupation whose code is of no known form stands alone.</summary>
    private static ImmutableArray<string> Path(Occupation occupation)
    {
        var code = occupation.Code;
        return occupation.Scheme switch
        {
            OccupationScheme.Isco when code.Length is >= 1 and <= 4 && code.All(char.IsAsciiDigit) => OccupationPath.Isco(code),
            OccupationScheme.Soc when code.Length >= 7 && code[2] == '-' && code[..2].All(char.IsAsciiDigit)
                && code[3..7].All(char.IsAsciiDigit) => OccupationPath.Soc(code),
            _ => [],
        };
    }
}

/// <summary>A skill table with its name and its kept form.</summary>
internal sealed record NamedTable(long TaxonomyVersion, string Digest, string Json, SkillTable Table);
