using System.Collections.Concurrent;
using System.Collections.Immutable;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Rounds;
using VocMatch.Matching.Clearing;
using Assignment = VocMatch.Contracts.Rounds.Assignment;

namespace VocMatch.Grains.Rounds;

/// <summary>
/// Repairs a published result after drop-outs (section 4 of the clearing's specification): who left is taken out, who has accepted has only
/// that place on the list, and what is left is cleared again under the same lottery. Nobody gets a worse place; that is checked, not assumed.
/// </summary>
internal sealed class RoundRepairs(IRoundRows rows, RoundClearing clearing, IGrainFactory grains)
{
    private const int AskedAtOnce = 16;

    /// <summary>Offers of repairs have ids of their own: no pass of a clearing has such a number.</summary>
    private const int FirstPass = 10;

    /// <summary>Every id that an offer of a round to a student may have, up to an issue of its result.</summary>
    public static IEnumerable<OfferId> OffersTo(RoundId round, StudentId student, int issue) =>
        Enumerable.Range(0, FirstPass + issue + 1).Select(pass => OfferId.OfRound(round, pass, student));

    /// <summary>A repair that is computed and not yet written.</summary>
    internal sealed record Prepared(RepairProposal Proposal, MarketRows Rows, SolvedPass Solved);

    public async Task<Outcome<Prepared>> Prepare(RoundState round)
    {
        if (RoundRepairing.Refused(round) is { } refused)
        {
            return refused;
        }

        var (present, _) = await clearing.Frozen(round, round.Issue);
        var before = await rows.Assignments(round.Lock, round.Issue).ToDictionaryAsync(assignment => assignment.Student);
        var standing = await Standing(round, before.Values);
        var left = standing.Where(one => one.Value is { } status && !status.IsLive()).Select(one => one.Key).ToHashSet();
        if (left.Count == 0)
        {
            return Refusal.Conflict("Nobody has left the round since its result: there is nothing to repair.");
        }

        var changed = present with { Students = [.. present.Students.Select(student => Changed(student, before, standing, left))] };
        if (RoundMarkets.Build(changed, out var refusal) is not { } market)
        {
            return Refusal.Conflict($"What is left cannot be cleared: {refusal}.");
        }

        var solved = SolvedPass.Of(changed, market, new ClearingSettings(round.Seed, round.Policy ?? "none"));
        var after = solved.Assignments(1).ToDictionary(assignment => assignment.Student);
        if (before.Values.FirstOrDefault(one => !left.Contains(one.Student) && IsWorse(one, after.GetValueOrDefault(one.Student))) is { } worse)
        {
            throw new InvalidOperationException($"The repair of '{round.Id}' would give the student '{worse.Student}' a worse place.");
        }

        return new Prepared(Proposal(round, before, after, left, solved), changed, solved);
    }

    public async Task Keep(RoundState round, Prepared prepared)
    {
        var issue = prepared.Proposal.Issue;
        var input = new FrozenInput(round.Lock, issue);
        await rows.Add(input, prepared.Rows.Employers);
        await rows.Add(input, prepared.Rows.Placements);
        await rows.Add(input, prepared.Rows.Students);
        await clearing.Keep(round.Lock, new(prepared.Solved, null), issue);
    }

    /// <summary>Old offers first, so that their seats are the round's again; then the new ones. May be begun again.</summary>
    public async Task<ImmutableArray<RefusedOffer>> MakeOffers(RoundState round)
    {
        var refused = new ConcurrentBag<RefusedOffer>();
        var stay = new ConcurrentDictionary<StudentId, bool>();
        await ForEach(round.Moving.Where(move => move.From is not null), async move =>
        {
            var offer = await OfferOf(round, move.Student, move.From!.Value, round.Issue - 1);
            var withdrawn = await Placement(move.From.Value).Withdraw(offer, "You have moved up in the round: see your new offer.", WriteOptions.Default);
            if (Available(withdrawn) is { } reason && await NotWithdrawn(move.From.Value, offer))
            {
                // Accepted meanwhile: the student stays, and the next repair sees to the rest.
                stay[move.Student] = true;
                refused.Add(new(move.Student, move.To, reason));
            }
        });
        var expiresAt = round.Repairs[^1].At.AddDays(round.Settings.AnswerDays);
        await ForEach(round.Moving.Where(move => !stay.ContainsKey(move.Student)), async move =>
        {
            var terms = new OfferTerms(OfferId.OfRound(round.Id, FirstPass + round.Issue, move.Student), move.Student, expiresAt, WaitIfFull: false);
            if (Available(await Placement(move.To).MakeRoundOffer(round.Id, terms)) is { } reason)
            {
                refused.Add(new(move.Student, move.To, reason));
            }
        });
        return [.. refused.OrderBy(one => one.Student.Value, StringComparer.Ordinal)];
    }

    private static RepairProposal Proposal(
        RoundState round, Dictionary<StudentId, Assignment> before, Dictionary<StudentId, Assignment> after, HashSet<StudentId> left, SolvedPass solved)
    {
        ImmutableArray<RepairMove> moves =
        [
            .. after.Values
                .Where(now => before.GetValueOrDefault(now.Student)?.Placement != now.Placement)
                .OrderBy(now => now.Student.Value, StringComparer.Ordinal)
                .Select(now => new RepairMove(now.Student, before.GetValueOrDefault(now.Student)?.Placement, now.Placement)),
        ];
        return new(
            round.Issue + 1,
            [.. left.OrderBy(student => student.Value, StringComparer.Ordinal)],
            moves,
            moves.Count(move => move.From is not null),
            moves.Count(move => move.From is null),
            solved.Summary);
    }

    /// <summary>How each assignment's offer stands; null where its placement refused to make one.</summary>
    private async Task<ConcurrentDictionary<StudentId, OfferStatus?>> Standing(RoundState round, IEnumerable<Assignment> assignments)
    {
        var standing = new ConcurrentDictionary<StudentId, OfferStatus?>();
        await ForEach(assignments, async assignment =>
        {
            var offer = await OfferOf(round, assignment.Student, assignment.Placement, round.Issue);
            standing[assignment.Student] = (await Placement(assignment.Placement).History(offer))?.Offer.Status;
        });
        return standing;
    }

    /// <summary>The offer a student holds by an issue: that of the last repair that moved them there, else the round's own.</summary>
    private async Task<OfferId> OfferOf(RoundState round, StudentId student, PlacementId placement, int issue)
    {
        for (var at = issue; at > 1; at--)
        {
            var repaired = OfferId.OfRound(round.Id, FirstPass + at, student);
            if (await Placement(placement).History(repaired) is not null)
            {
                return repaired;
            }
        }

        var byHand = round.Fixed.Any(pair => pair.Student == student);
        return OfferId.OfRound(round.Id, byHand ? 0 : 1, student);
    }

    private static FrozenStudent Changed(
        FrozenStudent student,
        Dictionary<StudentId, Assignment> before,
        ConcurrentDictionary<StudentId, OfferStatus?> standing,
        HashSet<StudentId> left)
    {
        if (left.Contains(student.Id))
        {
            return student with { Pass = 1, Applications = [], Fixed = null, Forbidden = [] };
        }

        return standing.GetValueOrDefault(student.Id) is OfferStatus.Accepted && student.Fixed is null
            ? student with { Applications = [.. student.Applications.Where(application => application.Placement == before[student.Id].Placement)] }
            : student;
    }

    private static bool IsWorse(Assignment before, Assignment? after) => after is null || (after.Placement != before.Placement && after.Rank > before.Rank);

    private async Task<bool> NotWithdrawn(PlacementId placement, OfferId offer) =>
        (await Placement(placement).History(offer))?.Offer.Status is not OfferStatus.Withdrawn;

    private IPlacementGrain Placement(PlacementId placement) => grains.GetGrain<IPlacementGrain>(placement.Value);

    /// <summary>The refusal's reason, or null.</summary>
    /// <exception cref="StoreUnavailableException">What became of it is not known.</exception>
    private static string? Available<T>(Outcome<T> outcome)
        where T : class => outcome.Refusal switch
        {
            null => null,
            { Kind: RefusalKind.Unavailable } lost => throw new StoreUnavailableException(lost.Detail),
            var refusal => refusal.Detail,
        };

    private static Task ForEach<T>(IEnumerable<T> items, Func<T, Task> work) => Parallel.ForEachAsync(
        items, new ParallelOptions { MaxDegreeOfParallelism = AskedAtOnce }, async (item, _) => await work(item));
}
