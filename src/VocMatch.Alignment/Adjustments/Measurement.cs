using System.Collections.Immutable;
using VocMatch.Contracts.Adjustments;
using VocMatch.Matching.WhatIf;

namespace VocMatch.Alignment.Adjustments;

/// <summary>How many of some students are placed without a change and with it, cleared under the same lottery.</summary>
/// <param name="Lotteries">What other lotteries make of the difference; null where none were tried.</param>
public sealed record PlacedChange(int Before, int After, LotteryInterval? Lotteries = null)
{
    public int Difference => After - Before;

    /// <summary>"+17", or "+17 (15 to 19 by lottery)" where lotteries differ.</summary>
    public override string ToString() => Lotteries is { IsExact: false } range
        ? FormattableString.Invariant($"{Difference:+0;-0;0} ({range.RangeLow:+0;-0;0} to {range.RangeHigh:+0;-0;0} by lottery)")
        : FormattableString.Invariant($"{Difference:+0;-0;0}");
}

/// <summary>The effect of a change under one rule for lists.</summary>
/// <param name="Own">Students whom the change is about.</param>
/// <param name="Others">All others of the round.</param>
public sealed record ListEffect(PlacedChange Own, PlacedChange Others)
{
    /// <summary>All students placed more or, negative, fewer.</summary>
    public int Total => Own.Difference + Others.Difference;
}

/// <summary>What clearing again with a change gave, with lists as they were saved and with lists that respond.</summary>
/// <param name="Students">Own students in the round.</param>
/// <param name="StudentsAfter">With the change: another number where the intake changes.</param>
/// <param name="Saved">Scores and eligibility follow the change, lists do not: what the same round shows when it is run again with the change.</param>
/// <param name="Responding">Lists are lengthened by one rule, without the change and with it.</param>
/// <param name="LongerListsAlone">What that rule gives with no change at all; in no other figure.</param>
/// <param name="Simulated">True where lists were made by a rule, since none were saved.</param>
public sealed record MeasuredEffect(
    int Students, int StudentsAfter, ListEffect Saved, ListEffect Responding, ListEffect LongerListsAlone, bool Simulated)
{
    /// <summary>Seats that fall to the program, for a change of intake; null for others.</summary>
    public decimal? ExpectedSeats { get; init; }

    /// <summary>"placed 73 of 120 -> 90 of 120; lists as saved: own +17, others -2; lists that respond: ...; longer lists alone: +5 of all".</summary>
    public override string ToString()
    {
        if (Students == 0 && StudentsAfter == 0)
        {
            return "no students in the round";
        }

        var seats = ExpectedSeats is { } expected ? FormattableString.Invariant($"; {expected:0.#} seats a year fall to the program") : "";
        return FormattableString.Invariant(
            $"placed {Saved.Own.Before} of {Students} -> {Saved.Own.After} of {StudentsAfter} with lists as saved: own {Saved.Own}, others {Saved.Others}; lists that respond: own {Responding.Own}, others {Responding.Others}; longer lists alone: {LongerListsAlone.Total:+0;-0;0}{seats}");
    }
}

/// <summary>Clears again with one change.</summary>
public interface IEffectMeasure
{
    /// <summary>Null where it changes no program (a new program has no students yet, and is measured in another way).</summary>
    Task<MeasuredEffect?> Measure(CandidateChange candidate, CancellationToken cancellation);
}

/// <summary>A change worth suggesting, with the effect that was measured and what may be said of it.</summary>
public sealed record Suggestion(CandidateChange Candidate, MeasuredEffect Effect, EffectVerdict Verdict);

/// <summary>Measures the best candidates and keeps those of which something good can be said.</summary>
public static class SuggestionRanking
{
    /// <summary>
    /// Transversal skills last; changes that only move seats behind those that help; then by the program's own students placed more where
    /// lists respond, then with lists as saved, then by all students in the same order, then as the candidates stand.
    /// </summary>
    /// <param name="most">Candidates to measure: the first of the list, and the bundle at its end.</param>
    /// <param name="advanced">Called with how many were measured and how many there are: before the first and after each.</param>
    public static async Task<ImmutableArray<Suggestion>> Rank(
        ImmutableArray<CandidateChange> candidates, int most, IEffectMeasure measure, Func<int, int, Task> advanced, CancellationToken cancellation)
    {
        var suggestions = new List<Suggestion>();
        ImmutableArray<CandidateChange> measured =
            [.. candidates.Where(candidate => candidate is not AddTransversalSkills).Take(most - 1), .. candidates.Where(candidate => candidate is AddTransversalSkills)];
        await advanced(0, measured.Length).ConfigureAwait(false);
        for (var at = 0; at < measured.Length; at++)
        {
            var candidate = measured[at];
            if (await measure.Measure(candidate, cancellation).ConfigureAwait(false) is { } effect
                && VerdictOn(candidate, effect) is not EffectVerdict.NoGainShown and var verdict)
            {
                suggestions.Add(new(candidate, effect, verdict));
            }

            await advanced(at + 1, measured.Length).ConfigureAwait(false);
        }

        return
        [
            .. suggestions
                .OrderBy(s => s.Candidate is AddTransversalSkills)
                .ThenBy(s => s.Verdict is EffectVerdict.MovesSeatsFromOthers)
                .ThenByDescending(s => s.Effect.Responding.Own.Difference)
                .ThenByDescending(s => s.Effect.Saved.Own.Difference)
                .ThenByDescending(s => s.Effect.Responding.Total)
                .ThenByDescending(s => s.Effect.Saved.Total),
        ];
    }

    /// <summary>Of any change, by its effect alone.</summary>
    public static EffectVerdict VerdictOn(MeasuredEffect effect) =>
        effect.Responding.Own.Lotteries is { RangeLow: > 0 } && effect.Responding.Own.Difference > 0
            ? effect.Responding.Total >= 0 ? EffectVerdict.Helps : EffectVerdict.MovesSeatsFromOthers
            : LosesNobody(effect) ? EffectVerdict.LosesNobody : EffectVerdict.NoGainShown;

    /// <summary>
    /// Of a candidate: that it loses nobody recommends only what costs less than now. A larger intake helps where at least half of those
    /// admitted more are placed and nobody else loses that seat: by students placed, never by a rate.
    /// </summary>
    public static EffectVerdict VerdictOn(CandidateChange candidate, MeasuredEffect effect) => (candidate, VerdictOn(effect)) switch
    {
        (ChangeIntake { To: var to, From: var from }, EffectVerdict.Helps) when to > from
            && 2 * effect.Responding.Total < effect.StudentsAfter - effect.Students => EffectVerdict.NoGainShown,
        (DropSkill, EffectVerdict.LosesNobody) => EffectVerdict.LosesNobody,
        (ChangeIntake { To: var to, From: var from }, EffectVerdict.LosesNobody) when to < from => EffectVerdict.LosesNobody,
        (_, EffectVerdict.LosesNobody) => EffectVerdict.NoGainShown,
        (_, var verdict) => verdict,
    };

    /// <summary>Whether other lotteries are worth trying, by what the round's own gave.</summary>
    public static bool MayBeSuggested(CandidateChange candidate, MeasuredEffect effect) =>
        effect.Responding.Own.Difference > 0 || VerdictOn(candidate, effect) is EffectVerdict.LosesNobody;

    private static bool LosesNobody(MeasuredEffect effect) => new[] { effect.Saved, effect.Responding }.All(lists =>
        lists.Own.Difference >= 0 && lists.Total >= 0 && lists.Own.Lotteries is null or { RangeLow: >= 0 });
}
