using System.Collections.Immutable;
using VocMatch.Contracts.Events;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Placements;
using VocMatch.Domain.Placements;
using VocMatch.Domain.Records;
using VocMatch.Domain.Students;
using VocMatch.Grains.Runtime;
using VocMatch.Matching.Scoring;

namespace VocMatch.Grains.Placements;

/// <summary>The seats: what employers, rounds and students' grains ask of the ledger. Each decision and its events are one write of the row.</summary>
internal sealed partial class PlacementGrain
{
    private Refusal Missing => Refusal.NotFound($"The placement '{Id}'");

    public Task<SeatCount?> Count() =>
        Task.FromResult(_record.Find() is null ? null : _record.State.Seats().Count());

    public Task<Outcome<SeatGrant>> Reserve(RoundId round, int seats) =>
        Decide(WriteOptions.Default, (state, now) => Unpublished(state) is { } refusal && state.Seats().Find(round) is null
            ? Refuse<SeatGrant>(state, refusal)
            : state.Decide(ledger => ledger.Reserve(round, seats), now));

    public Task<RoundSeatCount?> CountOf(RoundId round) =>
        Task.FromResult(_record.Find() is null ? null : _record.State.Seats().Count(round));

    public Task<Outcome<SeatGrant>> Raise(RoundId round, int given) =>
        Decide(WriteOptions.Default, (state, now) => state.Decide(ledger => ledger.Raise(round, given), now));

    public Task<Outcome<Offer>> MakeRoundOffer(RoundId round, OfferTerms terms) =>
        Decide(WriteOptions.Default, async (state, now) => await Lawful(state, terms, CheckPoints.Publication, askedAt: null, static () => []) switch
        {
            { Succeeded: true, Value: { } lawful } => await Addressed(
                state, terms, state.Decide(ledger => ledger.MakeRoundOffer(round, lawful, state.Entity!.Posting.Pattern, now), now)),
            { Refusal: var refusal } => Refuse<Offer>(state, refusal!),
        });

    public Task<Outcome<RoundOffers>> MakeRoundOffers(RoundId round, ImmutableArray<OfferTerms> offers) =>
        Decide(WriteOptions.Default, async (state, now) =>
        {
            var lawful = await ManyGrains.Ask(offers, async terms => (
                terms.Id, Terms: await Lawful(state, terms, CheckPoints.Publication, askedAt: null, static () => [])));
            var refused = lawful.Where(one => !one.Terms.Succeeded).ToDictionary(one => one.Id, one => one.Terms.Refusal!);
            var addressed = new HashSet<OfferId>();
            while (!refused.Values.Any(refusal => refusal.Kind is RefusalKind.Unavailable))
            {
                // One whose id leads elsewhere leaves its seat to another, which is then to be addressed in its turn.
                var (next, made, left) = MakeRoundOffers(state, round, lawful.Where(one => !refused.ContainsKey(one.Id)).Select(one => one.Terms.Value!), now);
                var open = made.Where(terms => !addressed.Contains(terms.Id)).ToList();
                if (open.Count == 0)
                {
                    return new Decision<PlacementState, Outcome<RoundOffers>>(
                        next, new RoundOffers(
                        [
                            .. offers.Select(terms => (terms.Id, Refusal: refused.GetValueOrDefault(terms.Id) ?? left.GetValueOrDefault(terms.Id)))
                                .Where(one => one.Refusal is not null)
                                .Select(one => new RefusedRoundOffer(one.Id, one.Refusal!.Detail)),
                        ]));
                }

                foreach (var (id, refusal) in await Claim(open))
                {
                    addressed.Add(id);
                    if (refusal is not null)
                    {
                        refused[id] = refusal;
                    }
                }
            }

            return Refuse<RoundOffers>(state, refused.Values.First(refusal => refusal.Kind is RefusalKind.Unavailable));
        });

    /// <summary>Lets the offers' ids lead here before the offers are written under them.</summary>
    private async Task<IReadOnlyList<(OfferId Id, Refusal? Refusal)>> Claim(IEnumerable<OfferTerms> offers) => await ManyGrains.Ask(
        offers, async terms => (terms.Id, (await GrainFactory.GetGrain<IOfferGrain>(terms.Id.Value).Claim(Id, terms.Student)).Refusal));

    /// <summary>The row with the offers, those that are new in it, and why the others are not made.</summary>
    private static (PlacementState Next, List<OfferTerms> Made, Dictionary<OfferId, Refusal> Refused) MakeRoundOffers(
        PlacementState state, RoundId round, IEnumerable<OfferTerms> offers, DateTimeOffset now)
    {
        var (made, refused) = (new List<OfferTerms>(), new Dictionary<OfferId, Refusal>());
        foreach (var terms in offers)
        {
            var decision = state.Decide(ledger => ledger.MakeRoundOffer(round, terms, state.Entity!.Posting.Pattern, now), now);
            if (!decision.Answer.Succeeded)
            {
                refused[terms.Id] = decision.Answer.Refusal;
            }
            else if (decision.Changes(state))
            {
                made.Add(terms);
            }

            state = decision.State;
        }

        return (state, made, refused);
    }

    public Task<Outcome<SeatCount>> GiveBack(RoundId round) => LetGo((ledger, now) => ledger.GiveBack(round, now));

    public Task<Outcome<SeatCount>> EndReservation(RoundId round) => LetGo((ledger, now) => ledger.EndReservation(round, now));

    private Task<Outcome<SeatCount>> LetGo(Func<SeatLedger, DateTimeOffset, Decision<SeatLedger, SeatCount>> letGo) =>
        Decide(WriteOptions.Default, (state, now) => state.Decide(
            ledger =>
            {
                var let = letGo(ledger, now);
                return new Decision<SeatLedger, Outcome<SeatCount>>(let.State, let.Answer, let.Events);
            },
            now));

    public Task<Outcome<SeatAnswer>> Take(OfferId offer, int attempt, DateTimeOffset answeredAt) =>
        Decide(WriteOptions.Default, (state, now) => state.Decide(ledger => ledger.Take(offer, attempt, answeredAt, now), now));

    public Task<Outcome<Offer>> Decline(OfferId offer, string? reason) =>
        Decide(WriteOptions.Default, (state, now) => state.Decide(ledger => ledger.Decline(offer, reason, now), now));

    public Task<Outcome<Offer>> Release(OfferId offer, string reason) =>
        Decide(WriteOptions.Default, (state, now) => state.Decide(ledger => ledger.Release(offer, reason, now), now));

    public Task<Outcome<Offer>> AskForTime(OfferId offer, DateTimeOffset until) =>
        Decide(WriteOptions.Default, (state, now) => state.Decide(ledger => ledger.AskForTime(offer, until), now));

    private Task<Outcome<T>> Decide<T>(
        WriteOptions options,
        Func<PlacementState, DateTimeOffset, Decision<PlacementState, Outcome<T>>> decide,
        Func<PlacementState, Presence>? presence = null)
        where T : class =>
        Decide(options, (state, now) => ValueTask.FromResult(decide(state, now)), presence);

    /// <summary>Writes a decision on a placement that exists, and sees to what follows from it: the market, the students, the events.</summary>
    private async Task<Outcome<T>> Decide<T>(
        WriteOptions options,
        Func<PlacementState, DateTimeOffset, ValueTask<Decision<PlacementState, Outcome<T>>>> decide,
        Func<PlacementState, Presence>? presence = null)
        where T : class
    {
        var before = _record.Entity;
        var outcome = await _record.Decide(
            options,
            state => state.Entity is null
                ? ValueTask.FromResult(Refuse<T>(state, Missing))
                : Promoting(state, decide),
            presence: presence);
        _runner.StartIfDue();
        if (ConcernsMarket(before))
        {
            _ = _notice.Notify();
        }

        return outcome;
    }

    private ValueTask<Decision<PlacementState, Outcome<T>>> Promoting<T>(
        PlacementState state, Func<PlacementState, DateTimeOffset, ValueTask<Decision<PlacementState, Outcome<T>>>> decide)
        where T : class
    {
        var now = _time.GetUtcNow();
        return _promotion.Decide(state, now, present => decide(present, now), static decision => decision.State);
    }

    /// <summary>Lets an offer's id lead here before the offer is written under it.</summary>
    private async ValueTask<Decision<PlacementState, Outcome<Offer>>> Addressed(
        PlacementState before, OfferTerms terms, Decision<PlacementState, Outcome<Offer>> made)
    {
        if (!made.Changes(before))
        {
            return made;
        }

        var claim = await GrainFactory.GetGrain<IOfferGrain>(terms.Id.Value).Claim(Id, terms.Student);
        return claim.Succeeded ? made : Refuse<Offer>(before, claim.Refusal);
    }

    public Task<Outcome<Redriven>> Redrive(RecordedEvent setAside) => Decide(WriteOptions.Default, (state, now) =>
        new Decision<PlacementState, Outcome<Redriven>>(
            state with { Outbox = state.Outbox?.Redrive(setAside) }, new Redriven(setAside.Id, now)));

    Task IPendingWorkGrain.DoPendingWork(bool listed) => _runner.Repeat(listed);

    Task IPendingWorkGrain.WakeUp() => _runner.DoDueWork();

    private DateTimeOffset? DueAt(DateTimeOffset now) => _record.Entity is null ? null : _record.State.DueAt(now);

    private Refusal? Unpublished(PlacementState state) => state.Entity!.Status == PlacementStatus.Published
        ? null
        : Refusal.Conflict($"The placement '{Id}' is {Text(state.Entity.Status)}; it offers no seats.");

    private static Decision<PlacementState, Outcome<T>> Refuse<T>(PlacementState state, Refusal refusal)
        where T : class => new(state, refusal);
}
