using System.Collections.Immutable;
using Orleans.Concurrency;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Markets;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Rounds;

namespace VocMatch.Contracts.Grains;

/// <remarks>
/// Offers and commitments: the student is the only writer of them. Each answer to an offer is recorded before the placement is asked, and
/// finished by the next activation of the student; until then the outcome is <see cref="RefusalKind.Unavailable"/>, and repeating the call with
/// the same operation id gives it.
/// </remarks>
public partial interface IStudentGrain
{
    /// <summary>
    /// Says yes, and the answer is a commitment. Every constraint is asked again, on what is recorded at this moment: one that does not hold
    /// is a refusal by its name, and the offer stays open. Where every seat was taken first it is a conflict, and the student waits.
    /// </summary>
    Task<Outcome<StudentOffer>> Accept(OfferId offer, WriteOptions options);

    /// <summary>Says no, or leaves the waiting list.</summary>
    Task<Outcome<StudentOffer>> Decline(OfferId offer, string? reason, WriteOptions options);

    /// <summary>Gives up a commitment.</summary>
    Task<Outcome<StudentOffer>> Release(OfferId offer, string reason, WriteOptions options);

    /// <summary>Asks the employer for a later deadline.</summary>
    Task<Outcome<StudentOffer>> AskForTime(OfferId offer, DateTimeOffset until, WriteOptions options);

    /// <summary>Answers terms that the employer proposes for an offer or a seat. It is recorded, and sent to the placement until it has it.</summary>
    Task<Outcome<StudentOffer>> AnswerTerms(OfferId offer, int proposal, bool agreed, WriteOptions options);

    /// <summary>What is known of the student for matching, on the rows as they are now; null where there is no such student.</summary>
    /// <param name="without">As if this commitment were given up.</param>
    [AlwaysInterleave]
    Task<StudentQuestion?> Question(OfferId? without = null);

    /// <summary>Holds offers and commitments against what is known of the student now, as after a correction.</summary>
    Task Review();

    /// <summary>Every offer, in the order in which they came; null where there is no such student.</summary>
    [AlwaysInterleave]
    Task<StudentOffers?> Offers();

    /// <summary>Begins an application for a published placement whose every constraint the student meets. Repeating it changes nothing.</summary>
    Task<Outcome<Application>> Apply(PlacementId placement, WriteOptions options, bool share = false);

    /// <summary>Shares an application with the employer, who then sees who applies, or takes it back.</summary>
    /// <param name="action"><see cref="ApplicationAction.Share"/> or <see cref="ApplicationAction.Withdraw"/>.</param>
    Task<Outcome<Application>> MoveApplication(PlacementId placement, ApplicationAction action, WriteOptions options);

    /// <summary>The student's applications, in the order in which they were begun; null where there is no such student.</summary>
    [AlwaysInterleave]
    Task<StudentApplications?> Applications();

    /// <summary>A placement sends how an offer stands. Older and repeated copies change nothing.</summary>
    /// <returns>The revision that is held now; 0 where the copy has to be sent again.</returns>
    /// <exception cref="StoreUnavailableException">The store did not confirm the write.</exception>
    [AlwaysInterleave]
    Task<long> ApplyOffer(Offer copy);

    /// <summary>
    /// Saves the list for a round; the latest one counts. It is confirmed only where the round took lists before and after the write;
    /// a conflict says which of the two it did not.
    /// </summary>
    Task<Outcome<RoundList>> SaveList(RoundId round, ImmutableArray<PlacementId> ranked, bool agreesToCompletion, WriteOptions options);

    /// <summary>The student's lists, one a round, in the order in which they were first saved.</summary>
    [AlwaysInterleave]
    Task<ImmutableArray<RoundList>> Lists();
}
