using System.Collections.Immutable;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Markets;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Reading;
using VocMatch.Contracts.Rounds;
using VocMatch.Domain.Eligibility;
using VocMatch.Domain.Reading;
using VocMatch.Domain.Rounds;
using VocMatch.Domain.Rounds.Freezing;
using VocMatch.Domain.Rounds.Lists;
using VocMatch.Domain.Runtime;
using VocMatch.Grains.Epochs;
using VocMatch.Grains.Rounds.Freezing;
using VocMatch.Matching.Scoring;

namespace VocMatch.Grains.Rounds.Lists;

/// <summary>
/// Checks a student's list: while it can still be mended as a lock would take it now, with the seats that the round would have; afterwards
/// as the lock has taken it.
/// </summary>
internal sealed class ListValidator(
    IGrainFactory grains, IReadSide readSide, IRoundRows rows, Scorers scorers, RoundSeats seats, GrainsOptions options, TimeProvider time)
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

    private static string Words(DroppedApplication dropped) => Words(dropped.Constraint, dropped.Reason);

    private static string Words(string constraint, string reason) => $"{ConstraintWords.Name(constraint)}: {Sentence(reason)}";

    private static string Sentence(string reason) => $"{reason.TrimEnd('.')}.";

    private static Refusal? Foreign(RoundScope scope, StudentQuestion question) =>
        !scope.AdmitsField(question.Field)
            ? Refusal.Invalid([new("student", question.Student.Value,
                $"The round is for programs in {string.Join(", ", scope.Fields)}; the student's is in {question.Field}.")])
        : !scope.Reaches(question.Regions)
            ? Refusal.Invalid([new("student", question.Student.Value,
                $"The round is for {string.Join(", ", scope.Regions)}; the student reaches {string.Join(", ", question.Regions)}.")])
        : null;

    /// <summary>
    /// The rows say which placements are the round's, and at which version; the markets judge those that they hold at that version, one call a
    /// region. What a market does not hold yet is judged by its placement's own row.
    /// </summary>
    private async Task<ListCheck> Live(RoundState round, StudentQuestion question, ImmutableArray<PlacementId> ranked)
    {
        PlacementId[] listed = [.. ranked.Distinct().Take(round.Settings.MaximumRanks)];
        var rows = listed.Length == 0 ? [] : await readSide.Standing(listed, CancellationToken.None);
        var inRound = rows.Where(row => row.Status == PlacementStatus.Published && round.Settings.Scope.Regions.Contains(row.Region)).ToList();
        var scorer = await scorers.Current();
        var entries = await Known(round, question, inRound, scorer);
        foreach (var (placement, entry) in await Others(round, question, [.. inRound.Select(row => row.Id).Where(id => !entries.ContainsKey(id))], scorer))
        {
            entries[placement] = entry;
        }

        foreach (var pair in round.Forbidden.Where(pair => pair.Student == question.Student && entries.ContainsKey(pair.Placement)))
        {
            entries[pair.Placement] = entries[pair.Placement] with { FailedConstraint = Sentence(pair.Reason) };
        }

        return new(ListWarnings.For(ranked, entries, round.Settings));
    }

    private async Task<Dictionary<PlacementId, RankedEntry>> Known(
        RoundState round, StudentQuestion question, IReadOnlyCollection<PlacementStanding> inRound, Scorer scorer)
    {
        var (askedAt, regions) = (round.LockedAt ?? time.GetUtcNow(), inRound.GroupBy(row => row.Region).ToList());
        var judged = (await ManyGrains.Ask(regions, region => grains.GetGrain<IMarketGrain>(region.Key.Value).Judge(
            question, [.. region.Select(row => new PlacementVersion(row.Id, row.Version))], askedAt, scorer.Epoch.Number)))
            .SelectMany(answer => answer)
            .ToDictionary(one => one.Placement, one => one.Failed);
        var known = inRound.Where(row => judged.ContainsKey(row.Id)).ToList();
        var full = known.Where(row => row.OpenSeats == 0).Select(row => row.Id).ToList();

        // Seats are kept for a round from its first lock on.
        var seatless = round.Lock.Number <= 1
            ? full.ToHashSet()
            : (await ManyGrains.Ask(full, async id => (Id: id, Seats: await seats.Available(round.Id, id)))).Where(one => one.Seats == 0).Select(one => one.Id).ToHashSet();
        return known.ToDictionary(row => row.Id, row => Entry(
            row.Employer,
            judged[row.Id] is { } failed ? Words(failed.Name, ConstraintWords.Reason(failed.Required, failed.Actual)) : null,
            hasSeats: !seatless.Contains(row.Id)));
    }

    private async Task<IEnumerable<(PlacementId Placement, RankedEntry Entry)>> Others(
        RoundState round, StudentQuestion question, IReadOnlyCollection<PlacementId> placements, Scorer scorer)
    {
        if (placements.Count == 0)
        {
            return [];
        }

        var demanded = (await ManyGrains.Ask(placements, placement => Demanded(round, placement))).OfType<DemandedPlacement>().ToImmutableArray();
        var scoring = new RoundScoring(round, new([], demanded), scorer, options.LegalMinimumAge, time.GetUtcNow());
        var (_, dropped) = scoring.Ranked(scoring.FactsOf(question), [.. demanded.Select(placement => placement.Frozen.Id)]);
        var failed = dropped.ToDictionary(one => one.Placement, Words);
        return demanded.Select(one => (one.Frozen.Id, Entry(one.Frozen.Employer, failed.GetValueOrDefault(one.Frozen.Id), one.Frozen.Seats > 0)));
    }

    private static RankedEntry Entry(EmployerId employer, string? failed, bool hasSeats) =>
        new(employer, failed ?? (hasSeats ? null : "the round has none of its seats."));

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
        var placements = (await rows.Placements(input, [.. own.Select(one => one.Placement), .. student.Dropped.Select(one => one.Placement)]))
            .ToDictionary(placement => placement.Id);
        foreach (var application in own)
        {
            if (placements.GetValueOrDefault(application.Placement) is { } placement)
            {
                var forbidden = student.Forbidden.FirstOrDefault(pair => pair.Placement == application.Placement);
                entries[application.Placement] = Entry(placement.Employer, forbidden is null ? null : Sentence(forbidden.Reason), placement.Seats != 0);
            }
        }

        foreach (var dropped in student.Dropped)
        {
            if (placements.GetValueOrDefault(dropped.Placement) is { } placement)
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
