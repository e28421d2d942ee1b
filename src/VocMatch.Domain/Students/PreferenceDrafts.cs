using System.Collections.Immutable;
using System.Text.Json.Serialization;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Rounds;
using VocMatch.Domain.Records;

namespace VocMatch.Domain.Students;

/// <summary>A student's lists, one a round. It is part of the student's state.</summary>
public sealed record PreferenceDrafts
{
    /// <summary>Each in a row of its own, not in the student's.</summary>
    [JsonIgnore]
    public Parts<RoundList> Lists { get; init; } = new(KeyOf);

    internal static string KeyOf(RoundList list) => list.Round.Value;

    public RoundList? Find(RoundId round) => Lists.Find(round.Value);

    /// <summary>
    /// Saves a list; the latest one counts. Saving is not being in: the caller asks the round before and after the write, as
    /// <see cref="IRoundGrain.TakesLists"/> says, and confirms to the student only a list that was in time both times.
    /// </summary>
    /// <param name="takesLists">The round's answer before the write.</param>
    /// <param name="phase">What the round is then, in words that follow "it is".</param>
    public Decision<PreferenceDrafts, Outcome<RoundList>> Save(
        RoundId round,
        ImmutableArray<PlacementId> ranked,
        bool agreesToCompletion,
        RoundSettings settings,
        bool takesLists,
        DateTimeOffset now,
        string? phase = null)
    {
        if (!takesLists || now > settings.ClosesAt)
        {
            return new(this, Refusal.Conflict($"Round '{round}' takes no lists now{(phase is null ? "" : $": it is {phase}")}."));
        }

        if (ranked.Length > settings.MaximumRanks)
        {
            return new(this, Refusal.Invalid(
                [new("ranked", $"{ranked.Length}", $"At most {settings.MaximumRanks} placements may be ranked.")]));
        }

        for (var i = 0; i < ranked.Length; i++)
        {
            if (ranked.IndexOf(ranked[i]) < i)
            {
                return new(this, Refusal.Invalid([new($"ranked[{i}]", ranked[i].Value, "A placement is ranked once.")]));
            }
        }

        var before = Find(round);
        if (before is not null && before.AgreesToCompletion == agreesToCompletion && before.Ranked.SequenceEqual(ranked))
        {
            return new(this, before);
        }

        var saved = new RoundList(round, ranked, agreesToCompletion, now, (before?.Revision ?? 0) + 1);
        return new(this with { Lists = Lists.With(saved) }, saved);
    }
}
