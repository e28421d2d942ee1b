using System.Collections.Immutable;
using System.Text.Json.Serialization;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Rounds;
using VocMatch.Domain.Records;

namespace VocMatch.Domain.Rounds;

/// <summary>Which rounds are under way. No two of them may share a region and a field of study.</summary>
public sealed record RoundRegister
{
    /// <summary>In the order in which they were claimed.</summary>
    public ImmutableArray<RoundClaim> Claims { get; init; } = [];

    /// <summary>Rounds that are over, in the order of their release, each in a row of its own: a claim that comes late is not taken for a new one.</summary>
    [JsonIgnore]
    public ImmutableArray<RoundId> Over { get; init; } = [];

    /// <summary>Repeating it changes nothing.</summary>
    public Decision<RoundRegister, Outcome<RoundScope>> Claim(RoundId round, RoundScope scope)
    {
        if (Over.Contains(round))
        {
            return new(this, Refusal.Conflict($"Round '{round}' is over."));
        }

        if (Claims.FirstOrDefault(c => c.Round == round) is { } own)
        {
            return new(this, own.Scope);
        }

        return Claims.FirstOrDefault(c => Overlap(c.Scope, scope)) is { } other
            ? new(this, Refusal.Conflict($"Round '{other.Round}' is under way in {Shared(other.Scope, scope)}: one round at a time."))
            : new(this with { Claims = Claims.Add(new(round, scope)) }, scope);
    }

    /// <summary>Repeating it changes nothing, and neither does it matter whether the claim ever came.</summary>
    public RoundRegister Release(RoundId round) => Over.Contains(round)
        ? this
        : this with { Claims = Claims.RemoveAll(c => c.Round == round), Over = Over.Add(round) };

    /// <summary>They share a region, and a field of which one is the beginning of the other; no fields means all of them.</summary>
    public static bool Overlap(RoundScope one, RoundScope other) =>
        one.Regions.Any(other.Regions.Contains)
        && (one.Fields.IsEmpty || other.Fields.IsEmpty
            || one.Fields.Any(f => other.Fields.Any(g =>
                f.StartsWith(g, StringComparison.Ordinal) || g.StartsWith(f, StringComparison.Ordinal))));

    private static string Shared(RoundScope one, RoundScope other) =>
        $"region '{one.Regions.First(other.Regions.Contains)}'";
}

/// <summary>The regions and fields that a round has for itself until it is over.</summary>
public sealed record RoundClaim(RoundId Round, RoundScope Scope);
