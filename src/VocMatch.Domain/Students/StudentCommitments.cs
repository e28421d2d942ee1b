using System.Text.Json.Serialization;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Outcomes;
using VocMatch.Domain.Facts;
using VocMatch.Domain.Records;

namespace VocMatch.Domain.Students;

/// <summary>
/// A student's offers and commitments. It is part of the student's state, and the student is its only writer, so that one row with its
/// version decides what the student is bound to. A yes is recorded before the placement is asked; what is left to do follows from the
/// state alone (<see cref="NextSteps"/>), so that the next activation of the student finishes it.
/// Always: no two offers that bind the student's time (<see cref="StudentOfferTransitions.BindsTime"/>) collide.
/// </summary>
public sealed partial record StudentCommitments(StudentId Student)
{
    /// <summary>In the order in which they came; each in a row of its own, not in the student's.</summary>
    [JsonIgnore]
    public Parts<StudentOffer> Offers { get; init; } = new(KeyOf);

    public StudentOffer? Find(OfferId id) => Offers.Find(id.Value);

    /// <summary>The calls still to be made to placements.</summary>
    public IEnumerable<StudentStep> NextSteps()
    {
        foreach (var offer in Offers)
        {
            var (placement, id) = (offer.Copy.Placement, offer.Copy.Id);
            switch (offer.Status)
            {
                case StudentOfferStatus.Accepting:
                    yield return new StudentStep.Take(placement, id, offer.Attempt, offer.AnsweredAt!.Value);
                    break;
                case StudentOfferStatus.Declining:
                    yield return new StudentStep.Decline(placement, id, offer.Reason);
                    break;
                case StudentOfferStatus.Releasing:
                    yield return new StudentStep.Release(placement, id, offer.Reason ?? "The student had declined.");
                    break;
                case StudentOfferStatus.Received when offer.TimeToAsk is { } until:
                    yield return new StudentStep.AskForTime(placement, id, until);
                    break;
            }

            if (TermsStep(offer) is { } answer)
            {
                yield return answer;
            }
        }
    }

    /// <summary>Says yes. Repeating it changes nothing. The answer is the offer as it is now: under way, not yet a commitment.</summary>
    public Decision<StudentCommitments, Outcome<StudentOffer>> Accept(OfferId id, DateTimeOffset now)
    {
        if (Find(id) is not { } found)
        {
            return Missing(id);
        }

        if (found.Status is StudentOfferStatus.Accepting or StudentOfferStatus.Committed)
        {
            return new(this, found);
        }

        if (StudentOfferTransitions.Table.Next(found.Status, StudentOfferAction.Accept) is not { } next)
        {
            return Refuse(found, "accepted");
        }

        if (now > found.Copy.ExpiresAt)
        {
            return new(this, Refusal.Conflict($"Its deadline was {found.Copy.ExpiresAt:O}."));
        }

        if (CollisionWith(found.Copy) is var (other, day))
        {
            return new(this, Refusal.Conflict(
                $"On {day:O} it collides with the placement '{other.Copy.Placement}', which is {Words(other.Status)}."));
        }

        var accepting = found with { Status = next, Attempt = found.Attempt + 1, AnsweredAt = now, Reason = null, TimeToAsk = null };
        return new(With(accepting), accepting);
    }

    /// <summary>Says no, or leaves the waiting list. Repeating it changes nothing.</summary>
    public Decision<StudentCommitments, Outcome<StudentOffer>> Decline(OfferId id, string? reason, DateTimeOffset now) => Find(id) switch
    {
        null => Missing(id),
        { Status: StudentOfferStatus.Declining or StudentOfferStatus.Declined } found => new(this, found),
        var found when StudentOfferTransitions.Table.Next(found.Status, StudentOfferAction.Decline) is { } next =>
            Step(found with { Status = next, Reason = reason, AnsweredAt = now, TimeToAsk = null }),
        var found => Refuse(found, "declined"),
    };

    /// <summary>Gives up a commitment. Repeating it changes nothing. The time is free again once the placement has confirmed.</summary>
    public Decision<StudentCommitments, Outcome<StudentOffer>> Release(OfferId id, string reason, DateTimeOffset now) => Find(id) switch
    {
        null => Missing(id),
        { Status: StudentOfferStatus.Releasing or StudentOfferStatus.Released } found => new(this, found),
        var found when StudentOfferTransitions.Table.Next(found.Status, StudentOfferAction.Release) is { } next =>
            Step(found with { Status = next, Reason = reason, AnsweredAt = now }),
        var found => Refuse(found, "given up"),
    };

    /// <summary>Asks the employer for a later deadline.</summary>
    public Decision<StudentCommitments, Outcome<StudentOffer>> AskForTime(OfferId id, DateTimeOffset until, DateTimeOffset now)
    {
        if (Find(id) is not { } found)
        {
            return Missing(id);
        }

        if (found.Status is not StudentOfferStatus.Received || now > found.Copy.ExpiresAt)
        {
            return Refuse(found, "given more time");
        }

        if (found.TimeToAsk == until || found.Copy.TimeAsked == until)
        {
            return new(this, found);
        }

        return until <= found.Copy.ExpiresAt
            ? new(this, Refusal.Invalid([new("until", until.ToString("O"), $"It lies after the deadline of {found.Copy.ExpiresAt:O}.")]))
            : Step(found with { TimeToAsk = until });
    }

    /// <summary>The first commitment, or acceptance under way, that asks for the same time, and the day.</summary>
    public (StudentOffer Other, DateOnly Day)? CollisionWith(Offer offer)
    {
        foreach (var other in Offers)
        {
            if (other.Status.BindsTime() && other.Copy.Id != offer.Id
                && Times(other).Select(time => time.FirstCommonDay(offer.Pattern)).FirstOrDefault(common => common is not null) is { } day)
            {
                return (other, day);
            }
        }

        return null;
    }

    internal static string KeyOf(StudentOffer offer) => offer.Copy.Id.Value;

    private StudentCommitments With(StudentOffer offer) => this with { Offers = Offers.With(offer) };

    private Decision<StudentCommitments, Outcome<StudentOffer>> Step(StudentOffer next) => new(With(next), next);

    private Decision<StudentCommitments, Outcome<StudentOffer>> Missing(OfferId id) =>
        new(this, Refusal.NotFound($"Offer '{id}'"));

    private Decision<StudentCommitments, Outcome<StudentOffer>> Refuse(StudentOffer found, string what) =>
        new(this, Refusal.Conflict($"It cannot be {what}: it is {Words(found.Status)}."));

    /// <summary>A state in words that follow "it is".</summary>
    public static string Words(StudentOfferStatus status) => status switch
    {
        StudentOfferStatus.Waiting => "on the waiting list",
        StudentOfferStatus.Received => "waiting for an answer",
        StudentOfferStatus.Accepting => "being accepted",
        StudentOfferStatus.Committed => "accepted",
        StudentOfferStatus.Declining or StudentOfferStatus.Declined => "declined",
        StudentOfferStatus.Releasing => "being given up",
        StudentOfferStatus.Released => "given up",
        StudentOfferStatus.Withdrawn => "withdrawn",
        StudentOfferStatus.Expired => "expired",
        _ => throw new InvalidOperationException($"{status} has no words."),
    };
}
