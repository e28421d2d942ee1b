using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Markets;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Rounds;
using VocMatch.Domain.Eligibility;
using VocMatch.Domain.Facts;
using VocMatch.Domain.Reading;
using VocMatch.Domain.Rounds;
using VocMatch.Domain.Rounds.Freezing;
using VocMatch.Domain.Rounds.Repair;
using VocMatch.Domain.Runtime;
using VocMatch.Grains.Eligibility;
using VocMatch.Grains.Epochs;
using VocMatch.Grains.Rounds.Publishing;
using VocMatch.Matching.Clearing.Markets;
using VocMatch.Matching.Scoring;

namespace VocMatch.Grains.Rounds.Repair;

/// <summary>
/// Two students who have each accepted a place of the round change them, where no third student has a claim to either: cleared again with each
/// wanting the other's place alone, the round gives it to them and moves nobody else.
/// </summary>
internal sealed class RoundSwaps(
    IRoundRows rows,
    RoundRepairs repairs,
    RoundOfferStore offers,
    EligibilityCheck eligibility,
    Scorers scorers,
    IGrainFactory grains,
    GrainsOptions options,
    TimeProvider time)
{
    /// <summary>A place in the round, accepted.</summary>
    private sealed record Place(FrozenStudent Student, PlacementId Placement, Offer Offer);

    public async Task<Outcome<PreparedRepair>> Prepare(RoundState round, StudentId first, StudentId second)
    {
        if (first == second)
        {
            return Refusal.Invalid([new("with", second.Value, "Another student than oneself.")]);
        }

        if (RoundRepairing.Refused(round) is { } refused)
        {
            return refused;
        }

        var places = new[] { await PlaceOf(round, first), await PlaceOf(round, second) };
        if (places[0].Refusal is { } no || (no = places[1].Refusal) is not null)
        {
            return no;
        }

        return await Prepare(round, places[0].Value!, places[1].Value!);
    }

    private async Task<Outcome<PreparedRepair>> Prepare(RoundState round, Place first, Place second)
    {
        if (first.Placement == second.Placement)
        {
            return Refusal.Conflict($"Both are placed at '{first.Placement}'.");
        }

        var toSecond = await Application(round, first, second.Placement);
        var toFirst = await Application(round, second, first.Placement);
        if (toSecond.Refusal is { } no || (no = toFirst.Refusal) is not null)
        {
            return no;
        }

        var swapped = new Dictionary<StudentId, FrozenApplication> { [first.Student.Id] = toSecond.Value!, [second.Student.Id] = toFirst.Value! };
        var prepared = await repairs.Prepare(round, swapped: swapped);
        return prepared.Succeeded && Broken(prepared.Value.Proposal, swapped) is { } broken ? broken : prepared;
    }

    /// <summary>Whose claim the swap would break; null where nobody's.</summary>
    private static Refusal? Broken(RepairProposal proposal, Dictionary<StudentId, FrozenApplication> swapped)
    {
        if (swapped.FirstOrDefault(wish => !proposal.Moves.Any(move => move.Student == wish.Key && move.To == wish.Value.Placement)).Value is { } claimed)
        {
            return Refusal.Conflict($"Another student who ranked the placement '{claimed.Placement}' comes before who would take it.");
        }

        return proposal.Moves.Length > swapped.Count
            ? Refusal.Conflict("Seats came free since the result, and others move up first: a repair is due before a swap.")
            : null;
    }

    private async Task<Outcome<Place>> PlaceOf(RoundState round, StudentId student)
    {
        if (await rows.Student(new(round.Lock, round.Issue), student) is not { } frozen)
        {
            return Refusal.Invalid([new("student", student.Value, $"The student '{student}' takes no part in the round.")]);
        }

        if (frozen.Fixed is not null)
        {
            return Refusal.Conflict($"The student '{student}' was placed by hand.");
        }

        var own = RoundOfferStore.OffersTo(round.Id, student, round.Issue).ToHashSet();
        var place = (await Student(student).Find())?.Commitments?.FirstOrDefault(commitment => own.Contains(commitment.Offer));
        if (place is not null
            && await offers.Find(round, student, place.Placement, round.Issue) is { Status: OfferStatus.Accepted } offer && offer.Id == place.Offer)
        {
            return new Place(frozen, place.Placement, offer);
        }

        return Refusal.Conflict($"The student '{student}' has not accepted a place of the round.");
    }

    /// <summary>As the lock scored it, or would have.</summary>
    private async Task<Outcome<FrozenApplication>> Application(RoundState round, Place place, PlacementId other)
    {
        if (place.Student.Forbidden.FirstOrDefault(pair => pair.Placement == other) is { } forbidden)
        {
            return Refusal.Conflict($"The student '{place.Student.Id}' may not be placed at '{other}': {forbidden.Reason}");
        }

        if (await grains.GetGrain<IPlacementGrain>(other.Value).Find() is not { } posted)
        {
            return Refusal.NotFound($"The placement '{other}'");
        }

        if (await Collision(place, posted) is { } collision)
        {
            return collision;
        }

        if (await Student(place.Student.Id).Question(without: place.Offer.Id) is not { } question)
        {
            return Refusal.NotFound($"The student '{place.Student.Id}'");
        }

        return await eligibility.Unmet(question, posted, CheckPoints.Swap) is { IsEmpty: false } unmet
            ? Refusal.Conflict($"The student '{place.Student.Id}' may not be placed at '{other}': {ConstraintWords.WithValues(unmet)}.")
            : place.Student.Applications.Concat(place.Student.Completion ?? []).FirstOrDefault(application => application.Placement == other)
                ?? await Scored(round, place, posted, question);
    }

    private async Task<Outcome<FrozenApplication>> Scored(RoundState round, Place place, Placement posted, StudentQuestion question)
    {
        var scorer = await (FrozenPolicy.EpochOf(round.Policy) is { } epoch ? scorers.At(epoch) : scorers.Current());
        var frozen = new FrozenPlacement(posted.Id, posted.Posting.Employer, 1, []);
        var scoring = new RoundScoring(round, new([], [new(frozen, posted)]), scorer, options.LegalMinimumAge, time.GetUtcNow());
        var (applications, dropped) = scoring.Ranked(scoring.FactsOf(question), [posted.Id]);
        return applications is [var scored]
            ? scored with { Rank = Math.Min(RankBounds.MaxLength, place.Student.Applications.Length + 1) }
            : Refusal.Conflict($"The student '{place.Student.Id}' may not be placed at '{posted.Id}' ({ConstraintWords.Name(dropped[0].Constraint)}): {dropped[0].Reason}.");
    }

    private async Task<Refusal?> Collision(Place place, Placement other)
    {
        foreach (var commitment in (await Student(place.Student.Id).Find())?.Commitments ?? [])
        {
            if (commitment.Offer != place.Offer.Id && commitment.Pattern.FirstCommonDay(other.Posting.Pattern) is { } day)
            {
                return Refusal.Conflict($"On {day:O} the placement '{other.Id}' collides with other work of the student '{place.Student.Id}'.");
            }
        }

        return null;
    }

    private IStudentGrain Student(StudentId student) => grains.GetGrain<IStudentGrain>(student.Value);
}
