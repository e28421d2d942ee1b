using System.Collections.Immutable;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Markets;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Rounds;
using VocMatch.Domain.Eligibility;
using VocMatch.Domain.Reading;
using VocMatch.Domain.Rounds;
using VocMatch.Domain.Rounds.Freezing;
using VocMatch.Domain.Rounds.Lists;
using VocMatch.Domain.Runtime;
using VocMatch.Grains.Epochs;
using VocMatch.Grains.Rounds.Freezing;
using VocMatch.Grains.Runtime;

namespace VocMatch.Grains.Rounds.Lists;

/// <summary>
/// Checks a student's list: while it can still be mended as a lock would take it now, with the seats that the round would have; afterwards
/// as the lock has taken it.
/// </summary>
internal sealed class ListValidator(IGrainFactory grains, IRoundRows rows, Scorers scorers, RoundSeats seats, GrainsOptions options, TimeProvider time)
{
    public async Task<Outcome<ListCheck>> Check(RoundState round, StudentId id, ImmutableArray<PlacementId> ranked)
    {
        if (await grains.GetGrain<IStudentGrain>(id.Value).Question() is not { } question)
        {
            return Refusal.NotFound($"The student '{id}'");
        }

        if (Foreign(round.Settings.Scope, question) is { } foreign)
        {
            return foreign;
        }

        return round switch
        {
            { InputDigest: not null } => await Frozen(round, id, ranked),
            { Phase: RoundPhase.Locked } => Refusal.Conflict($"The round is {RoundWords.Of(round.Phase, round.InputDigest)}: its lists are settled in a moment, and cannot be changed."),
            _ => await Live(round, question, ranked),
        };
    }

    private static string Words(DroppedApplication dropped) => $"{ConstraintWords.Name(dropped.Constraint)}: {dropped.Reason.TrimEnd('.')}.";

    private static Refusal? Foreign(RoundScope scope, StudentQuestion question) =>
        !scope.AdmitsField(question.Field)
            ? Refusal.Invalid([new("student", question.Student.Value,
                $"The round is for programs in {string.Join(", ", scope.Fields)}; the student's is in {question.Field}.")])
        : !scope.Reaches(question.Regions)
            ? Refusal.Invalid([new("student", question.Student.Value,
                $"The round is for {string.Join(", ", scope.Regions)}; the student reaches {string.Join(", ", question.Regions)}.")])
        : null;

    private async Task<ListCheck> Live(RoundState round, StudentQuestion question, ImmutableArray<PlacementId> ranked)
    {
        var found = await ManyGrains.Ask(ranked.Distinct().Take(round.Settings.MaximumRanks), placement => Demanded(round, placement));
        var demanded = found.OfType<DemandedPlacement>().ToImmutableArray();
        var scoring = new RoundScoring(round, new([], demanded), await scorers.Current(), options.LegalMinimumAge, time.GetUtcNow());
        var (_, dropped) = scoring.Ranked(question, [.. demanded.Select(placement => placement.Frozen.Id)]);
        var forbidden = round.Forbidden.Where(pair => pair.Student == question.Student).ToDictionary(pair => pair.Placement, pair => pair.Reason);
        var failed = dropped.ToDictionary(one => one.Placement, one => Words(one));
        return new(ListWarnings.For(
            ranked,
            demanded.ToDictionary(placement => placement.Frozen.Id, placement => new RankedEntry(
                placement.Frozen.Employer,
                forbidden.TryGetValue(placement.Frozen.Id, out var reason) ? $"{reason.TrimEnd('.')}."
                    : failed.GetValueOrDefault(placement.Frozen.Id) ?? (placement.Frozen.Seats == 0 ? "the round has none of its seats." : null))),
            round.Settings));
    }

    /// <returns>Null where the placement is not in the round.</returns>
    private async Task<DemandedPlacement?> Demanded(RoundState round, PlacementId placement) =>
        await grains.GetGrain<IPlacementGrain>(placement.Value).Find() is { Status: PlacementStatus.Published } found
        && round.Settings.Scope.Regions.Contains(found.Region)
            ? new(new(placement, found.Posting.Employer, await seats.Available(round.Id, placement), []), found)
            : null;

    private async Task<Outcome<ListCheck>> Frozen(RoundState round, StudentId id, ImmutableArray<PlacementId> saved)
    {
        var input = new FrozenInput(round.Lock);
        if (await rows.Student(input, id) is not { } student)
        {
            return new ListCheck([new(ListWarningKind.Empty, "No list of yours was in the round when it was locked.")]);
        }

        // Locks of earlier versions kept what a list was completed with in the list itself.
        var own = student is { Pass: 2, Completion: null }
            ? student.Applications.Where(application => saved.Contains(application.Placement))
            : student.Applications;
        var entries = new Dictionary<PlacementId, RankedEntry>();
        foreach (var application in own)
        {
            if (await rows.Placement(input, application.Placement) is { } placement)
            {
                var forbidden = student.Forbidden.FirstOrDefault(pair => pair.Placement == application.Placement);
                entries[application.Placement] = new(
                    placement.Employer,
                    forbidden is not null ? $"{forbidden.Reason.TrimEnd('.')}." : placement.Seats == 0 ? "the round has none of its seats." : null);
            }
        }

        foreach (var dropped in student.Dropped)
        {
            if (await rows.Placement(input, dropped.Placement) is { } placement)
            {
                entries[dropped.Placement] = new(placement.Employer, Words(dropped));
            }
        }

        ImmutableArray<PlacementId> ranked =
        [
            .. own.Select(application => (application.Placement, application.Rank))
                .Concat(student.Dropped.Select(dropped => (dropped.Placement, dropped.Rank)))
                .OrderBy(one => one.Rank)
                .Select(one => one.Placement),
        ];
        return new ListCheck(ListWarnings.For(ranked, entries, round.Settings));
    }
}
