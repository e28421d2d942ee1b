using System.Collections.Immutable;
using Orleans.Concurrency;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Placements;

namespace VocMatch.Contracts.Grains;

/// <remarks>
/// Seats: the placement is the only writer of its ledger. Every call is idempotent, by offer, round or operation id. Each may answer
/// <see cref="RefusalKind.Unavailable"/>: what became of it is then not known, and it may be repeated.
/// </remarks>
public partial interface IPlacementGrain
{
    /// <summary>The seats, counted; null where there is no such placement.</summary>
    [AlwaysInterleave]
    Task<SeatCount?> Count();

    /// <summary>Gives free seats of a published placement to a round. A round that has some keeps them, and learns how many are left.</summary>
    /// <param name="seats">1 and more; all of them free now, or it is a conflict.</param>
    Task<Outcome<SeatGrant>> Reserve(RoundId round, int seats);

    /// <summary>What a round was given here, and what is free besides; null where there is no such placement.</summary>
    [AlwaysInterleave]
    Task<RoundSeatCount?> CountOf(RoundId round);

    /// <summary>Gives a round that has seats here more of those that are free.</summary>
    /// <param name="given">What the round is to have in all: left over, held and taken by its offers.</param>
    Task<Outcome<SeatGrant>> Raise(RoundId round, int given);

    /// <summary>The round lets go of what it has left here; unlike after its end it may be given seats again.</summary>
    Task<Outcome<SeatCount>> GiveBack(RoundId round);

    /// <summary>Turns one of the round's seats into an offer. Repeating it with the same id answers with the offer as it stands.</summary>
    Task<Outcome<Offer>> MakeRoundOffer(RoundId round, OfferTerms terms);

    /// <summary>
    /// Turns seats of the round into offers, in one write. One that was made by its id before stays as it stands; each that may not be made is
    /// left out, the others are made.
    /// </summary>
    Task<Outcome<RoundOffers>> MakeRoundOffers(RoundId round, ImmutableArray<OfferTerms> offers);

    /// <summary>The round has no more claim to seats here: what it did not use is free. Its offers stand.</summary>
    Task<Outcome<SeatCount>> EndReservation(RoundId round);

    /// <summary>
    /// Offers a seat of a published placement to a student who meets every constraint of it. Repeating it with the same id changes
    /// nothing; a student has at most one live offer here.
    /// </summary>
    Task<Outcome<EmployerOffer>> MakeOffer(OfferTerms terms, WriteOptions options);

    /// <summary>Takes an offer back before it is accepted.</summary>
    Task<Outcome<EmployerOffer>> Withdraw(OfferId offer, string reason, WriteOptions options);

    /// <summary>Moves the deadline of an open offer: to the one the student asked for, or any other that is not earlier.</summary>
    Task<Outcome<EmployerOffer>> GrantTime(OfferId offer, DateTimeOffset until, WriteOptions options);

    /// <summary>The deadline stays as it is.</summary>
    Task<Outcome<EmployerOffer>> RefuseTime(OfferId offer, WriteOptions options);

    /// <summary>Offers a free seat to the first who waits: what an employer confirms under <see cref="WaitingListPolicy.OnConfirmation"/>.</summary>
    Task<Outcome<EmployerOffer>> PromoteNext(WriteOptions options);

    /// <summary>The employer's view of every offer made here, in the order in which they were made; null where there is no such placement.</summary>
    [AlwaysInterleave]
    Task<EmployerOffers?> Offers();

    /// <summary>The employer's view of one offer; null where there is no such offer.</summary>
    [AlwaysInterleave]
    Task<EmployerOffer?> FindOffer(OfferId offer);

    /// <summary>An offer with its history, as it is recorded; null where there is no such offer.</summary>
    [AlwaysInterleave]
    Task<OfferHistory?> History(OfferId offer);

    /// <summary>Of each row of ids the first of which there is an offer, as it is recorded, in the order of the rows; null where there is none.</summary>
    [AlwaysInterleave]
    Task<ImmutableArray<Offer?>> FirstOffers(ImmutableArray<ImmutableArray<OfferId>> ids);

    /// <summary>
    /// A student's grain takes the seat it was offered. An attempt that was decided gets the same verdict again, whatever has happened
    /// since.
    /// </summary>
    /// <param name="attempt">Counts the student's own acceptances of this offer, from 1.</param>
    /// <param name="answeredAt">When the student's yes was recorded; in time up to and including the deadline.</param>
    Task<Outcome<SeatAnswer>> Take(OfferId offer, int attempt, DateTimeOffset answeredAt);

    /// <summary>A student's grain says no, or leaves the waiting list. The answer is the offer as it stands.</summary>
    Task<Outcome<Offer>> Decline(OfferId offer, string? reason);

    /// <summary>A student's grain gives up a seat that was taken. The answer is the offer as it stands.</summary>
    Task<Outcome<Offer>> Release(OfferId offer, string reason);

    /// <summary>A student's grain asks for a later deadline. The answer is the offer as it stands.</summary>
    Task<Outcome<Offer>> AskForTime(OfferId offer, DateTimeOffset until);

    /// <summary>
    /// Puts other terms to everybody who has an offer or a seat. They come about when all agree by the deadline; until then, and otherwise,
    /// the present ones stand. One proposal at a time.
    /// </summary>
    Task<Outcome<TermsProposal>> Propose(PlacementPosting posting, DateTimeOffset answerBy, WriteOptions options);

    /// <summary>Takes an open proposal back.</summary>
    Task<Outcome<TermsProposal>> WithdrawProposal(WriteOptions options);

    /// <summary>The latest proposal; null where there was none.</summary>
    [AlwaysInterleave]
    Task<TermsProposal?> FindProposal();

    /// <summary>A student's grain answers proposed terms. The answer is the offer as it stands.</summary>
    Task<Outcome<Offer>> AnswerTerms(OfferId offer, int proposal, bool agreed);

    /// <summary>Begins a student's application. Repeating it changes nothing.</summary>
    Task<Outcome<Application>> BeginApplication(StudentId student, WriteOptions options, bool share = false);

    /// <summary>What a student does with an application that was begun: shares it, or takes it back.</summary>
    Task<Outcome<Application>> MoveApplication(StudentId student, ApplicationAction action, WriteOptions options);

    /// <summary>What the employer does with an application: reviews it, invites the student, or says no.</summary>
    /// <param name="candidate">The student's pseudonym here, or their id.</param>
    /// <param name="feedback">Shown to an unsuccessful student; asked for where the employer says no.</param>
    Task<Outcome<EmployerApplication>> AnswerApplication(
        string candidate, ApplicationAction action, string? feedback, WriteOptions options);

    /// <summary>Null where the student has begun none.</summary>
    [AlwaysInterleave]
    Task<Application?> FindApplication(StudentId student);

    /// <summary>The employer's view of every application, in the order in which they were begun; null where there is no such placement.</summary>
    [AlwaysInterleave]
    Task<EmployerApplications?> Applications();

    /// <summary>The student behind a pseudonym of this placement: one who has applied, has an offer, or lives in a region around it; null where nobody is.</summary>
    [AlwaysInterleave]
    Task<StudentId?> StudentBehind(string candidate);
}
