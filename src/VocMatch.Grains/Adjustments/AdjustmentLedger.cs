using System.Collections.Immutable;
using System.Globalization;
using VocMatch.Contracts.Adjustments;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Programs;
using VocMatch.Domain.Adjustments;
using VocMatch.Domain.Records;
using VocMatch.Domain.Rules;

namespace VocMatch.Grains.Adjustments;

/// <param name="Revision">Number of the program revision a change was drafted into.</param>
/// <param name="Undo">What takes it back.</param>
internal sealed record DraftedChange(int Revision, ProgramChange Undo);

/// <summary>How suggestions and decisions become entries of a program's ledger. Nothing that was predicted is changed afterwards; what an open suggestion rests on is as of the last measuring.</summary>
internal static class AdjustmentLedger
{
    /// <summary>Entries kept; beyond it the oldest superseded ones are forgotten.</summary>
    public const int Max = 500;

    /// <summary>Takes over what was measured anew.</summary>
    public static AdjustmentsState Measured(AdjustmentsState state, Program program, MeasuredProgram measured, DateTimeOffset now)
    {
        var present = state.Entity?.Adjustments ?? [];
        var number = state.LastNumber;
        var open = ImmutableArray.CreateBuilder<Adjustment>();
        foreach (var suggested in measured.Suggestions.Where(suggested => !present.Any(entry => IsDecided(entry, suggested.Change))))
        {
            var same = present.FirstOrDefault(entry => entry.Status == AdjustmentStatus.Open && SameSuggestion(entry, suggested));
            open.Add(same is null
                ? new(++number, suggested.Kind, suggested.Title, suggested.Change, suggested.Evidence, suggested.Effect, measured.Basis, now)
                : same with { Evidence = suggested.Evidence });
        }

        var kept = present.Where(entry => open.All(one => one.Number != entry.Number)).Select(entry => Later(entry, program, measured, now)).OrderBy(entry => entry.Number);
        return state with
        {
            LastNumber = number,
            Entity = new(
                program.Id,
                measured.Basis,
                measured.Simulated,
                now,
                program.Revision,
                measured.Students,
                measured.Placed,
                Shortened([.. open, .. kept]),
                state.Entity?.Version ?? 0),
        };
    }

    /// <summary>Whether the decision is possible; the entry it is about.</summary>
    public static Outcome<Adjustment> Check(AdjustmentsState state, string program, int number, AdjustmentAction action, string? reason)
    {
        if (state.Entity?.Adjustments.FirstOrDefault(entry => entry.Number == number) is not { } entry)
        {
            return Refusal.NotFound(string.Create(CultureInfo.InvariantCulture, $"The adjustment {number} of the program '{program}'"));
        }

        if (action == AdjustmentAction.Decline && string.IsNullOrWhiteSpace(reason))
        {
            return Refusal.Invalid([new("reason", reason, $"Declining a suggestion needs a reason: 1 to {TextRules.Reason} characters, not blank.")]);
        }

        if (reason is { Length: > TextRules.Reason } || reason?.Any(char.IsControl) == true)
        {
            return Refusal.Invalid([new("reason", null, $"1 to {TextRules.Reason} characters, not blank, no control characters.")]);
        }

        return AdjustmentTransitions.Table.Next(entry.Status, action) is not null
            ? entry
            : Refusal.Conflict(string.Create(
                CultureInfo.InvariantCulture,
                $"The adjustment {number} is {entry.Status.ToString().ToLowerInvariant()}; {action.ToString().ToLowerInvariant()} is not possible then."));
    }

    /// <param name="drafted">Where it was implemented, the revision it was drafted into, and what takes it back.</param>
    public static Outcome<AdjustmentsState> Decide(
        AdjustmentsState state, string program, int number, AdjustmentAction action, string? reason, DraftedChange? drafted, DateTimeOffset now)
    {
        var found = Check(state, program, number, action, reason);
        if (!found.Succeeded)
        {
            return found.Refusal;
        }

        var decided = found.Value with
        {
            Status = AdjustmentTransitions.Table.Next(found.Value.Status, action)!.Value,
            DecidedAt = now,
            Reason = reason ?? found.Value.Reason,
            Revision = drafted?.Revision,
            Undo = drafted?.Undo,
        };
        var list = state.Entity!;
        return state with { Entity = list with { Adjustments = list.Adjustments.Replace(found.Value, decided) } };
    }

    private static bool IsDecided(Adjustment entry, ProgramChange change) =>
        entry.Status is AdjustmentStatus.Accepted or AdjustmentStatus.Declined or AdjustmentStatus.Implemented && RecordJson.Same(entry.Change, change);

    /// <summary>Another prediction is another entry: the earlier one stays as it was.</summary>
    private static bool SameSuggestion(Adjustment entry, Suggested suggested) =>
        RecordJson.Same(entry.Change, suggested.Change) && RecordJson.Same(entry.Predicted, suggested.Effect);

    private static Adjustment Later(Adjustment entry, Program program, MeasuredProgram measured, DateTimeOffset now) => entry switch
    {
        { Status: AdjustmentStatus.Open } => entry with { Status = AdjustmentStatus.Superseded, DecidedAt = now },
        { Status: AdjustmentStatus.Implemented, Observed: null } when Shows(measured, entry, program) =>
            entry with { Observed = Observed(entry, measured) },
        _ => entry,
    };

    /// <summary>Whether the change was in force when the lists of the measured round were closed. A simulated round shows nothing.</summary>
    private static bool Shows(MeasuredProgram measured, Adjustment entry, Program program) =>
        measured.LockedAt > (program.InForceSince ?? entry.DecidedAt) && program.Revision >= entry.Revision;

    /// <summary>What takes back the changes of a program that a round is still to show.</summary>
    public static IReadOnlyDictionary<int, ProgramChange> Undone(AdjustmentsState state) =>
        (state.Entity?.Adjustments ?? [])
            .Where(entry => entry is { Status: AdjustmentStatus.Implemented, Observed: null, Undo: not null })
            .ToDictionary(entry => entry.Number, entry => entry.Undo!);

    private static AdjustmentObservation Observed(Adjustment entry, MeasuredProgram measured)
    {
        var (predicted, replay) = (entry.Predicted, measured.Replays.GetValueOrDefault(entry.Number));
        if (predicted.StudentsAfter == 0 || measured.Students == 0)
        {
            return new(measured.Basis, measured.Students, measured.Placed, null, null, replay?.Own, replay?.Others);
        }

        var error = (100m * predicted.PlacedAfter / predicted.StudentsAfter) - (100m * measured.Placed / measured.Students);
        var scaled = (long)measured.Placed * predicted.StudentsAfter;
        var within = scaled >= (long)predicted.Low * measured.Students && scaled <= (long)predicted.High * measured.Students;
        return new(measured.Basis, measured.Students, measured.Placed, decimal.Round(error, 1), within, replay?.Own, replay?.Others);
    }

    private static ImmutableArray<Adjustment> Shortened(ImmutableArray<Adjustment> entries)
    {
        var forgotten = entries.Where(entry => entry.Status == AdjustmentStatus.Superseded)
            .OrderBy(entry => entry.Number)
            .Take(Math.Max(0, entries.Length - Max))
            .ToHashSet();
        return forgotten.Count == 0 ? entries : [.. entries.Where(entry => !forgotten.Contains(entry))];
    }
}
