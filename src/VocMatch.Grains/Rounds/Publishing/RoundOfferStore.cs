using System.Collections.Immutable;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Rounds;
using VocMatch.Domain.Rounds;
using VocMatch.Domain.Rounds.Freezing;

namespace VocMatch.Grains.Rounds.Publishing;

/// <summary>Which offer stands for which assignment of a round, and what is done with it after a repair. Every call may be repeated.</summary>
internal sealed class RoundOfferStore(IGrainFactory grains)
{
    /// <summary>Offers of repairs have ids of their own: no pass of a clearing has such a number.</summary>
    private const int FirstPass = 10;

    /// <summary>The id of the offer that a repair makes to a student.</summary>
    public static OfferId OfRepair(RoundId round, int issue, StudentId student) => OfferId.OfRound(round, FirstPass + issue, student);

    /// <summary>Every id that an offer of a round to a student may have, up to an issue of its result.</summary>
    public static IEnumerable<OfferId> OffersTo(RoundId round, StudentId student, int issue) =>
        Enumerable.Range(0, FirstPass + issue + 1).Select(pass => OfferId.OfRound(round, pass, student));

    /// <summary>How each assignment's offer stands; null where its placement refused to make one.</summary>
    public async Task<IReadOnlyDictionary<StudentId, OfferStatus?>> Standing(RoundState round, IEnumerable<Assignment> assignments)
    {
        var placements = assignments.GroupBy(assignment => assignment.Placement, assignment => assignment.Student).ToList();
        var fixedStudents = round.Fixed.Select(pair => pair.Student).ToHashSet();
        var offers = await ManyGrains.Ask(
            placements, students => Placement(students.Key).FirstOffers([.. students.Select(student => Ids(round, student, fixedStudents.Contains(student), round.Issue))]));
        return placements.Zip(offers)
            .SelectMany(placement => placement.First.Zip(placement.Second))
            .ToDictionary(one => one.First, one => one.Second?.Status);
    }

    /// <summary>The offer a student has by an issue: that of the last repair that moved them there, else the round's own.</summary>
    public async Task<Offer?> Find(RoundState round, StudentId student, PlacementId placement, int issue)
    {
        var ids = Ids(round, student, round.Fixed.Any(pair => pair.Student == student), issue);
        return (await Placement(placement).FirstOffers([ids]))[0];
    }

    /// <summary>The ids that a student's offer may have by an issue: that of the last repair first, the round's own last.</summary>
    private static ImmutableArray<OfferId> Ids(RoundState round, StudentId student, bool isFixed, int issue) =>
    [
        .. Enumerable.Range(2, Math.Max(0, issue - 1)).Reverse().Select(at => OfRepair(round.Id, at, student)),
        .. (isFixed ? [0] : (int[])[1, 2]).Select(pass => OfferId.OfRound(round.Id, pass, student)),
    ];

    /// <returns>Why the seats are not to be had; null where they are the round's.</returns>
    public async Task<string?> Raise(RoundId round, PlacementId placement, int given) => Reason(await Placement(placement).Raise(round, given));

    /// <summary>Makes the offer of a repair.</summary>
    /// <returns>The offer, or why there will never be one.</returns>
    public async Task<(Offer? Made, string? Reason)> Offer(RoundState round, RepairMove move)
    {
        var expiresAt = round.Repairs[^1].At.AddDays(round.Settings.AnswerDays);
        var terms = new OfferTerms(OfRepair(round.Id, round.Issue, move.Student), move.Student, expiresAt, WaitIfFull: false)
        {
            Waived = round.WaivedFor(move.Student, move.To) is { Length: > 0 } waived ? waived : null,
            Epoch = FrozenPolicy.EpochOf(round.Policy),
        };
        var made = await Placement(move.To).MakeRoundOffer(round.Id, terms);
        return (made.Value, Reason(made));
    }

    /// <summary>Takes back the offer of who moves up.</summary>
    /// <returns>Why it stays: it was accepted meanwhile.</returns>
    public async Task<string?> Withdraw(RoundState round, RepairMove move)
    {
        if (await Find(round, move.Student, move.From!.Value, round.Issue - 1) is not { Status: not OfferStatus.Withdrawn } offer)
        {
            return null;
        }

        return Reason(await Placement(move.From.Value).Withdraw(
            offer.Id, "You have moved up in the round: see your new offer.", WriteOptions.Default));
    }

    /// <summary>Gives up the seat of who has agreed to change places.</summary>
    /// <exception cref="StoreUnavailableException">The placement has not confirmed yet; ask again.</exception>
    public async Task GiveUp(RoundState round, RepairMove move)
    {
        if (await Find(round, move.Student, move.From!.Value, round.Issue - 1) is not { } offer || !offer.Status.IsLive())
        {
            return;
        }

        var released = await Student(move.Student).Release(offer.Id, "Changed places with another student of the round.", WriteOptions.Default);
        if (Reason(released) is null && released.Value!.Status.IsUnderWay())
        {
            throw new StoreUnavailableException($"The placement '{move.From}' has not confirmed yet that its seat is free.");
        }
    }

    /// <summary>
    /// Takes the seat for who has agreed to it by changing places. Where other work has taken the student's time since, the offer stays open
    /// and is theirs to answer.
    /// </summary>
    public async Task Accept(Offer offer)
    {
        var student = Student(offer.Student);
        await student.ApplyOffer(offer);
        Reason(await student.Accept(offer.Id, WriteOptions.Default));
    }

    /// <summary>The refusal's reason, or null.</summary>
    /// <exception cref="StoreUnavailableException">What became of it is not known.</exception>
    private static string? Reason<T>(Outcome<T> outcome)
        where T : class => outcome.Refusal switch
        {
            null => null,
            { Kind: RefusalKind.Unavailable } lost => throw new StoreUnavailableException(lost.Detail),
            var refusal => refusal.Detail,
        };

    private IPlacementGrain Placement(PlacementId placement) => grains.GetGrain<IPlacementGrain>(placement.Value);

    private IStudentGrain Student(StudentId student) => grains.GetGrain<IStudentGrain>(student.Value);
}
