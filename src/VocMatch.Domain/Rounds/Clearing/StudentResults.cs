using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Rounds;
using VocMatch.Domain.Eligibility;
using VocMatch.Matching.Clearing;
using VocMatch.Matching.Clearing.Markets;
using VocMatch.Matching.WhyNot;

namespace VocMatch.Domain.Rounds.Clearing;

/// <summary>What a student's result is known from.</summary>
/// <param name="Own">As the lock froze the student; null: took no part.</param>
/// <param name="Now">The student's row in the result that counts now: cut to one placement, or empty, once the student has accepted or left.</param>
/// <param name="Asked">The student's row in the last result for which the whole list was considered.</param>
/// <param name="Answered">That result.</param>
/// <param name="Issue">Its number.</param>
/// <param name="Current">The result that counts now.</param>
internal sealed record StudentCase(
    FrozenStudent? Own, FrozenStudent? Now, FrozenStudent? Asked, SolvedRound Answered, int Issue, SolvedRound Current)
{
    /// <summary>Whether a result considered all of the list as it was frozen; what may not be any more is dropped with the reason.</summary>
    public static bool IsWhole(FrozenStudent own, FrozenStudent row) =>
        own.Applications.All(application =>
            row.Applications.Any(kept => kept.Placement == application.Placement) || row.Dropped.Any(dropped => dropped.Placement == application.Placement))
        && (row.Completion?.Length == own.Completion?.Length || row.Completion is { Length: > 1 });
}

/// <summary>
/// What a solved round answers to one student, in the words of clearing.md section 5: from the frozen inputs and the final cutoffs alone.
/// Nothing is said that clearing the same inputs again would not confirm.
/// </summary>
internal static class StudentResults
{
    /// <summary>From so many who wait on, a place among them is shown.</summary>
    private const int MinWaiting = 10;

    public static StudentResult Of(RoundState round, StudentId student, StudentCase known)
    {
        var assigned = Assigned(known, student);
        var isWhole = known.Issue == round.Issue;
        var completed = Completed(known.Answered, student);
        var pass = assigned?.Pass ?? (completed is not null ? 2 : known.Own is { } own && HasValidChoice(own) ? 1 : null);
        return new(
            round.Id,
            student,
            pass,
            assigned,
            [.. Own(round, student, known, assigned, isWhole).OrderBy(answer => answer.Rank)],
            round.Seed,
            Lottery(round.Seed, student),
            known.Answered.First.Summary,
            null,
            Summary(round, student, known, assigned, completed),
            completed is { } row ? [.. row.Applications.Select(application => Completion(known.Answered.Second!, student, application))] : null,
            completed is null ? null : known.Answered.Second!.Summary,
            known.Issue);
    }

    /// <summary>The place in the result that counts now, with its rank on the student's own list.</summary>
    private static Assignment? Assigned(StudentCase known, StudentId student)
    {
        var found = HeldIn(known.Current.First, student) is { } first ? (first, known.Now?.Fixed is null ? 1 : 0)
            : HeldIn(known.Current.Second, student) is { } second ? (second, 2)
            : ((PlacementId Placement, int Pass)?)null;
        return found is var (placement, pass) ? new(student, placement, pass, RankOf(known.Own, placement)) : null;
    }

    private static PlacementId? HeldIn(SolvedPass? pass, StudentId student) =>
        pass is not null && pass.Result.Market.Students.IndexOf(student.Value) is >= 0 and var at && pass.Matches.PlacementOf(at) is >= 0 and var placement
            ? PlacementId.Parse(pass.Result.Market.Placements[placement])
            : null;

    /// <summary>Locks of earlier versions do not say which placements of a list to be completed the student ranked.</summary>
    private static int RankOf(FrozenStudent? own, PlacementId placement) =>
        own is null or { Pass: 2, Completion: null } ? 0 : own.Applications.FirstOrDefault(application => application.Placement == placement)?.Rank ?? 0;

    private static FrozenStudent? Completed(SolvedRound solved, StudentId student) =>
        solved.Second?.Rows.Students.FirstOrDefault(row => row.Id == student);

    private static IEnumerable<PlacementAnswer> Own(RoundState round, StudentId student, StudentCase known, Assignment? assigned, bool isWhole)
    {
        if (known.Own is not { } own)
        {
            yield break;
        }

        foreach (var dropped in own.Dropped)
        {
            yield return NotEligible(
                dropped.Placement, dropped.Rank, $"You are not eligible for it ({ConstraintWords.Name(dropped.Constraint)}): {dropped.Reason.TrimEnd('.')}.");
        }

        if (own is { Pass: 2, Completion: null })
        {
            yield break;
        }

        var result = known.Answered.First.Result;
        foreach (var application in own.Applications)
        {
            if (known.Asked?.Dropped.FirstOrDefault(dropped => dropped.Placement == application.Placement) is { } barred)
            {
                yield return NotEligible(
                    application.Placement, application.Rank, $"It may not be yours any more ({ConstraintWords.Name(barred.Constraint)}): {barred.Reason.TrimEnd('.')}.");
                continue;
            }

            if (own.Forbidden.FirstOrDefault(pair => pair.Placement == application.Placement) is { } forbidden && own.Fixed is null)
            {
                yield return NotEligible(
                    application.Placement, application.Rank, $"You are not eligible for it: {forbidden.Reason.TrimEnd('.')}.");
                continue;
            }

            var answer = Answer(result, student, application);
            yield return answer.Reason == Name(WhyNotReason.Held)
                ? Held(answer, assigned, known)
                : answer with
                {
                    // A repair clears what is left under what has happened since: another list might have changed that too.
                    NoOtherListHelps = answer.NoOtherListHelps && round.Repairs.IsEmpty,
                    Waiting = isWhole ? answer.Waiting : null,
                };
        }
    }

    /// <summary>What the clearing gave may be gone since.</summary>
    private static PlacementAnswer Held(PlacementAnswer answer, Assignment? assigned, StudentCase known) =>
        assigned?.Placement == answer.Placement ? answer : answer with
        {
            Reason = "heldBefore",
            Sentence = Left(known) ? "You got this placement, and have left the round since: it was declined or given up, or its offer ran out."
                : HasSwapped(known, assigned) ? "You got this placement, and have changed places with another student since."
                : "You got this placement first; the result was repaired since.",
        };

    /// <summary>A row is cut to the place of who has accepted; it differs from the place that the list got only by a swap.</summary>
    private static bool HasSwapped(StudentCase known, Assignment? assigned) =>
        assigned is not null && known.Now is { } now && now.Applications.Length + (now.Completion?.Length ?? 0) == 1
        && !ReferenceEquals(known.Answered, known.Current);

    private static PlacementAnswer Answer(ClearingResult result, StudentId student, FrozenApplication application)
    {
        var at = result.Market.Students.IndexOf(student.Value);
        var placement = result.Market.Placements.IndexOf(application.Placement.Value);
        var answer = WhyNotQuestion.Ask(result, at, placement);
        var closed = answer.ClosedAt is { Kind: CutoffKind.Key } cutoff ? cutoff.Priority.Points : (decimal?)null;
        var waiting = WaitingPlace.Of(result, at, placement) is { Waiting: >= MinWaiting } place
            ? new WaitingStand(place.Place, place.Waiting)
            : null;
        return new(
            application.Placement,
            application.Rank,
            Name(answer.Reason),
            answer.Sentence,
            Points(application.PriorityMillionths),
            closed,
            answer.NoOtherListHelps,
            application.Parts,
            answer.Reason is WhyNotReason.Held or WhyNotReason.OwnPlaceRankedBetter or WhyNotReason.NotEligible ? null : waiting);
    }

    /// <summary>Nobody chose the order of a second pass: its answers speak of no choice, and of no other list.</summary>
    private static PlacementAnswer Completion(SolvedPass pass, StudentId student, FrozenApplication application)
    {
        var answer = Answer(pass.Result, student, application);
        return answer with
        {
            NoOtherListHelps = false,
            Sentence = answer.Reason == Name(WhyNotReason.OwnPlaceRankedBetter)
                ? $"You got number {pass.Matches.RankOf(pass.Result.Market.Students.IndexOf(student.Value))} of this order, which comes before it."
                : answer.Sentence,
        };
    }

    private static PlacementAnswer NotEligible(PlacementId placement, int rank, string sentence) => new(
        placement,
        rank,
        Name(WhyNotReason.NotEligible),
        sentence,
        null,
        null,
        NoOtherListHelps: false,
        null,
        null);

    private static string Summary(
        RoundState round, StudentId student, StudentCase known, Assignment? assigned, FrozenStudent? completed)
    {
        if (known.Own is not { } own)
        {
            return "You took no part in this round: no list of yours was in it when it was locked.";
        }

        if (assigned is { Pass: 0 })
        {
            return $"You were placed by hand, before the clearing: {own.Fixed!.Reason.TrimEnd('.')}.";
        }

        if (assigned is null && own.Fixed is not null)
        {
            return "You were placed by hand, and that place does not stand any more: it was declined or given up, its offer ran out, or it may not be any more.";
        }

        if (assigned is null && Left(known))
        {
            return "You have left the round: your placement was declined or given up, or its offer ran out.";
        }

        if (assigned is not null && assigned.Placement != (HeldIn(known.Answered.First, student) ?? HeldIn(known.Answered.Second, student)))
        {
            return HasSwapped(known, assigned)
                ? "You changed places with another student, as you both had agreed."
                : "The result was repaired, and this is your place in it.";
        }

        if (assigned is { Pass: 1 })
        {
            return $"You got your choice number {assigned.Rank}.";
        }

        var before = BeforeCompletion(own);
        if (completed is null)
        {
            return !round.Settings.SecondPass ? before
                : own.Applications.IsEmpty && own.Dropped.IsEmpty ? $"{before} You had not agreed to be placed on what was left over, so you took no part."
                : $"{before} You had not agreed to be placed on what was left over.";
        }

        var looked = completed.Applications.Length;
        return assigned is null
            ? looked == 0
                ? $"{before} You had agreed to be placed on what was left over, but no placement that you may have and had not ranked had a seat left."
                : $"{before} You had agreed to be placed on what was left over, but the seats of all {looked} placements looked at for you went to others."
            : $"{before} As you had agreed, you were placed on what was left over: of {looked} {(looked == 1 ? "placement" : "placements")} with a seat left "
                + $"that you may have and had not ranked, the best score first, you got number {known.Answered.Second!.Matches.RankOf(known.Answered.Second.Result.Market.Students.IndexOf(student.Value))}.";
    }

    private static string BeforeCompletion(FrozenStudent own) =>
        own is { Pass: 2, Completion: null } ? "Your own list was completed."
        : own.Applications.IsEmpty && own.Dropped.IsEmpty ? "You ranked nothing."
        : !HasValidChoice(own) ? "None of the placements you ranked could be yours."
        : "None of your own choices had a seat for you.";

    private static bool HasValidChoice(FrozenStudent own) =>
        own.Applications.Any(application => !own.Forbidden.Any(pair => pair.Placement == application.Placement));

    /// <summary>A repair leaves nothing of the row of who has left.</summary>
    private static bool Left(StudentCase known) =>
        known is { Own: { Fixed: null } own, Now: { Applications.IsEmpty: true, Fixed: null } now }
        && (now.Completion ?? []).IsEmpty
        && (!own.Applications.IsEmpty || own.Completion is { IsEmpty: false })
        && !StudentCase.IsWhole(own, now);

    private static string Name(WhyNotReason reason) => JsonNamingPolicy.CamelCase.ConvertName(reason.ToString());

    private static decimal Points(long millionths) => new Priority(millionths).Points;

    /// <summary>C3 of the clearing's specification.</summary>
    private static string Lottery(string seed, StudentId student) => BinaryPrimitives
        .ReadUInt64BigEndian(HMACSHA256.HashData(Encoding.UTF8.GetBytes(seed), Encoding.UTF8.GetBytes(student.Value)))
        .ToString("x16", CultureInfo.InvariantCulture);
}
