using System.Collections.Immutable;
using System.Globalization;
using VocMatch.Contracts.Employers;
using VocMatch.Contracts.Events;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Taxonomy;
using VocMatch.Domain.Rules;

namespace VocMatch.Domain.Placements;

/// <summary>A change of terms as the placement's row keeps it. The answers stand with the offers they are about.</summary>
internal sealed record PostingProposal(
    int Number,
    ProposalStatus Status,
    PlacementPosting Posting,
    ImmutableArray<TermsDifference> Differences,
    DateTimeOffset ProposedAt,
    DateTimeOffset AnswerBy,
    int Asked,
    int Agreed = 0,
    string? Reason = null);

/// <summary>How a change of terms is proposed, and what becomes of it. Wherever it stops, it is settled by the next activation of the placement.</summary>
internal static class PostingProposals
{
    private const int MaxDays = 60;

    public static bool IsProposing(this PlacementState state) => state.Proposal is { Status: ProposalStatus.Open };

    public static TermsProposal? ShownProposal(this PlacementState state) => state.Proposal is { } proposal
        ? new(
            state.Entity!.Id,
            proposal.Number,
            proposal.Status,
            proposal.Posting,
            proposal.Differences,
            proposal.ProposedAt,
            proposal.AnswerBy,
            proposal.Asked,
            proposal.Status is ProposalStatus.Open ? Answers(state).Count(answer => answer is true) : proposal.Agreed,
            proposal.Reason)
        : null;

    /// <summary>Puts the terms to everybody bound. What could not be posted is not proposed.</summary>
    public static Outcome<PlacementState> Propose(
        PlacementState state,
        PlacementPosting posting,
        DateTimeOffset answerBy,
        Employer? employer,
        TaxonomySnapshot taxonomy,
        DateTimeOffset now)
    {
        if (state.IsProposing())
        {
            return Refusal.Conflict(
                $"The proposal {state.Proposal!.Number} is open until {state.Proposal.AnswerBy:O}: take it back before another is made.");
        }

        var violations = new Violations();
        violations.Require(
            answerBy > now && answerBy <= now.AddDays(MaxDays), "answerBy", answerBy.ToString("O", CultureInfo.InvariantCulture), $"In the future, at most {MaxDays} days from now.");
        if (violations.ToImmutable() is { Length: > 0 } broken)
        {
            return Refusal.Invalid(broken);
        }

        var edited = PlacementEdits.Edit(state.Entity!.Id, state, posting, publish: false, employer, taxonomy, now, consented: true);
        if (!edited.Succeeded)
        {
            return edited.Refusal.Violations.IsDefaultOrEmpty
                ? edited.Refusal
                : Refusal.Invalid([.. edited.Refusal.Violations.Select(violation => violation with { Field = $"posting.{violation.Field}" })]);
        }

        var differences = PostingMembers.Differences(state.Entity.Posting, posting);
        var bound = PostingTerms.Bound(state).ToList();
        if (bound.Count == 0 || differences.IsEmpty)
        {
            return Refusal.Conflict(
                bound.Count == 0 ? "Nobody has an offer or a seat: the posting can be edited." : "The posting has these terms already.");
        }

        var proposal = new PostingProposal(
            (state.Proposal?.Number ?? 0) + 1, ProposalStatus.Open, posting, differences, now, answerBy, bound.Count);
        var next = state with
        {
            Proposal = proposal,
            Ledger = state.Ledger!.Propose(new(proposal.Number, differences, posting.Pattern, answerBy)),
        };
        var detail = $"{string.Join(", ", differences.Select(difference => MemberWords.Of(difference.Member)))}; answer by {answerBy.UtcDateTime:yyyy-MM-dd HH:mm} UTC";
        return next.Record([.. bound.Select(offer => Event(EventKind.TermsProposed, offer, detail))], now);
    }

    /// <summary>When there is something to settle: at once where all have answered or one has not agreed, else at the deadline.</summary>
    public static DateTimeOffset? SettlesAt(this PlacementState state, DateTimeOffset now)
    {
        if (!state.IsProposing())
        {
            return null;
        }

        var answers = Answers(state).ToList();
        return answers.Contains(false) || answers.TrueForAll(answer => answer is true) || Late(state).Any()
            ? now
            : state.Proposal!.AnswerBy + Offer.Grace;
    }

    /// <summary>Ends an open proposal whose time has come: the posting and every offer have the new terms, or all keep the present ones.</summary>
    public static PlacementState Settle(PlacementState state, Employer? employer, TaxonomySnapshot taxonomy, DateTimeOffset now)
    {
        if (!(state.SettlesAt(now) <= now))
        {
            return state;
        }

        if (Late(state).Any())
        {
            return End(state, ProposalStatus.Void, "An offer was made meanwhile.", now);
        }

        var answers = Answers(state).ToList();
        if (answers.Contains(false))
        {
            return End(state, ProposalStatus.Declined, "Not everybody agreed.", now);
        }

        if (answers.Contains(null))
        {
            return End(state, ProposalStatus.Expired, "Not everybody had answered in time.", now);
        }

        var proposal = state.Proposal!;
        var edited = PlacementEdits.Edit(
            state.Entity!.Id, state, proposal.Posting, publish: false, employer, taxonomy, now, consented: true);
        return edited.Succeeded
            ? Agree(edited.Value, now)
            : End(state, ProposalStatus.Void, $"They cannot be posted any more: {edited.Refusal.Detail}", now);
    }

    /// <summary>Everybody keeps the present terms.</summary>
    public static PlacementState End(PlacementState state, ProposalStatus status, string reason, DateTimeOffset now)
    {
        var asked = PostingTerms.Bound(state).Where(offer => offer.Proposed is not null).ToList();
        var next = state with
        {
            Proposal = state.Proposal! with { Status = status, Reason = reason, Agreed = Answers(state).Count(answer => answer is true) },
            Ledger = state.Ledger?.Settle(agreed: null),
        };
        return next.Record(
            [new(EventKind.TermsRefused, state.Entity!.Id, Detail: reason), .. asked.Select(offer => Event(EventKind.TermsRefused, offer, reason))], now);
    }

    private static PlacementState Agree(PlacementState edited, DateTimeOffset now)
    {
        var bound = PostingTerms.Bound(edited).ToList();
        var next = edited with
        {
            Proposal = edited.Proposal! with { Status = ProposalStatus.Agreed, Agreed = bound.Count },
            Ledger = edited.Ledger?.Settle(edited.Proposal.Posting.Pattern),
        };
        return next.Record(
            [new(EventKind.TermsAgreed, edited.Entity!.Id), .. bound.Select(offer => Event(EventKind.TermsAgreed, offer, null))], now);
    }

    /// <summary>Of everybody who was asked and is still bound.</summary>
    private static IEnumerable<bool?> Answers(PlacementState state) => PostingTerms.Bound(state)
        .Where(offer => offer.Proposed?.Number == state.Proposal!.Number)
        .Select(offer => offer.Proposed!.Agreed);

    /// <summary>Offers that a round has made since: nobody has put the terms to them.</summary>
    private static IEnumerable<Offer> Late(PlacementState state) =>
        PostingTerms.Bound(state).Where(offer => offer.Proposed?.Number != state.Proposal!.Number);

    /// <summary>For the student alone: the employer is notified once.</summary>
    private static DomainEvent Event(EventKind kind, Offer offer, string? detail) =>
        new(kind, offer.Placement, offer.Student, offer.Id, offer.Round, Detail: detail);
}
