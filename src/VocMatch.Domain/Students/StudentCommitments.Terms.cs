using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Work;
using VocMatch.Domain.Records;

namespace VocMatch.Domain.Students;

/// <summary>Answers to other terms that an employer proposes.</summary>
public sealed partial record StudentCommitments
{
    /// <summary>Agrees or not. Repeating it changes nothing; it cannot be changed. Who agrees may not be bound elsewhere at that time.</summary>
    public Decision<StudentCommitments, Outcome<StudentOffer>> AnswerTerms(OfferId id, int proposal, bool agreed, DateTimeOffset now)
    {
        if (Find(id) is not { } found)
        {
            return Missing(id);
        }

        if (found.Copy.Proposed is not { } terms || terms.Number != proposal || !found.Status.IsLive())
        {
            return new(this, Refusal.Conflict($"No terms with the number {proposal} are proposed for it."));
        }

        if ((terms.Agreed ?? AnswerOf(found)) is { } before)
        {
            return before == agreed ? new(this, found) : new(this, Refusal.Conflict($"You have answered already: {(before ? "agreed" : "not agreed")}."));
        }

        if (now > terms.AnswerBy)
        {
            return new(this, Refusal.Conflict($"It could be answered until {terms.AnswerBy:O}."));
        }

        return agreed && CollisionWith(found.Copy with { Pattern = terms.Pattern }) is var (other, day)
            ? new(this, Refusal.Conflict($"On {day:O} it would collide with the placement '{other.Copy.Placement}', which is {Words(other.Status)}."))
            : Step(found with { Terms = new(proposal, agreed) });
    }

    /// <summary>The times that an offer may come to bind: its own, and those of terms that the student has agreed to.</summary>
    private static IEnumerable<WorkPattern> Times(StudentOffer offer)
    {
        yield return offer.Copy.Pattern;
        if (offer.Copy.Proposed is { } terms && (terms.Agreed ?? AnswerOf(offer)) is true)
        {
            yield return terms.Pattern;
        }
    }

    private static bool? AnswerOf(StudentOffer offer) =>
        offer.Terms is { } answer && answer.Proposal == offer.Copy.Proposed?.Number ? answer.Agreed : null;

    /// <summary>An answer that the placement has not recorded.</summary>
    private static StudentStep? TermsStep(StudentOffer offer) =>
        offer.Copy.Proposed is { Agreed: null } && offer.Status.IsLive() && !offer.Status.IsUnderWay() && AnswerOf(offer) is { } agreed
            ? new StudentStep.AnswerTerms(offer.Copy.Placement, offer.Copy.Id, offer.Copy.Proposed.Number, agreed)
            : null;
}
