using VocMatch.Contracts.Employers;
using VocMatch.Contracts.Events;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Taxonomy;
using VocMatch.Domain.Records;

namespace VocMatch.Domain.Placements;

/// <summary>What a posting makes of a placement.</summary>
internal static class PlacementEdits
{
    /// <param name="publish">Opens a draft to applications; what is published already stays so.</param>
    /// <param name="consented">Everybody who has an offer or a seat has agreed to it.</param>
    /// <param name="employer">The employer named by the posting, null where there is none of that id.</param>
    public static Outcome<PlacementState> Edit(
        PlacementId id,
        PlacementState state,
        PlacementPosting posting,
        bool publish,
        Employer? employer,
        TaxonomySnapshot taxonomy,
        DateTimeOffset now,
        bool consented = false)
    {
        if (state.Entity?.Status == PlacementStatus.Closed)
        {
            return Refusal.Conflict($"The placement '{id}' is closed; reopen it before editing it.");
        }

        if (PlacementRules.Check(posting, employer, taxonomy) is { Length: > 0 } broken)
        {
            return Refusal.Invalid(broken);
        }

        var status = publish || state.Entity?.Status == PlacementStatus.Published ? PlacementStatus.Published : PlacementStatus.Draft;
        if (PostingTerms.Refused(state, posting, consented) is { Length: > 0 } bound)
        {
            return Refusal.Invalid(bound);
        }

        if (state.IsProposing() && !consented && !RecordJson.Same(state.Entity!.Posting, posting))
        {
            return Refusal.Conflict($"Other terms are proposed, and answered until {state.Proposal!.AnswerBy:O}: take the proposal back before you edit the posting.");
        }

        var isEdit = !publish && state.Entity is not null && posting.ApplyBy == state.Entity.Posting.ApplyBy;
        if (!isEdit && PlacementRules.CheckDeadline(posting, now) is { Length: > 0 } late)
        {
            return Refusal.Invalid(late);
        }

        if (status == PlacementStatus.Published && PlacementRules.CheckPublication(posting, now) is { Length: > 0 } unfit)
        {
            return Refusal.Invalid(unfit);
        }

        var site = PlacementRules.SiteOf(posting, employer!)!;
        var location = site.Location ?? taxonomy.Regions[site.Region].Centroid;
        var edited = state with
        {
            Entity = new Placement(
                id, status, posting, site.Region, location, posting.Seats, state.Entity?.Version ?? 0, state.Entity?.Answering),
            MovedFrom = state.Entity is { } present && present.Region != site.Region ? present.Region : state.MovedFrom,
            PublishedAt = state.PublishedAt ?? (status > (state.Entity?.Status ?? PlacementStatus.Draft) ? now : null),
        };
        edited = edited.Record(PostingChanges.Of(state, posting), now);
        return state.Ledger is { } ledger ? Reseat(edited, ledger, posting, now) : edited;
    }

    /// <summary>Ends the posting: offers that are not accepted are taken back, and everybody it concerns is notified.</summary>
    public static Outcome<PlacementState> Close(PlacementState state, DateTimeOffset now)
    {
        state = state.IsProposing() ? PostingProposals.End(state, ProposalStatus.Withdrawn, "The placement has closed.", now) : state;
        var closed = state with { Entity = state.Entity! with { Status = PlacementStatus.Closed } };
        if (state.Ledger is { } ledger)
        {
            var taken = ledger.Close("The placement has closed.", now);
            if (!taken.Answer.Succeeded)
            {
                return taken.Answer.Refusal;
            }

            closed = closed.After(taken.State, taken.Events, now);
        }

        // A round that holds seats here has to be solved again without them.
        var rounds = (state.Ledger?.Reservations ?? []).Where(reservation => !reservation.Ended && reservation.Left > 0)
            .Select(reservation => new DomainEvent(EventKind.PlacementClosed, state.Entity.Id, Round: reservation.Round));
        return closed.Record([new(EventKind.PlacementClosed, state.Entity.Id), .. rounds, .. PostingChanges.OfClosing(closed)], now);
    }

    /// <summary>Seats that are taken, held or a round's stay so: fewer than those there cannot be.</summary>
    private static Outcome<PlacementState> Reseat(PlacementState edited, SeatLedger ledger, PlacementPosting posting, DateTimeOffset now)
    {
        var seats = ledger.SetSeats(posting.Seats, now);
        if (!seats.Answer.Succeeded)
        {
            return seats.Answer.Refusal;
        }

        var policy = seats.State.SetPolicy(PlacementSeats.PolicyOf(posting), now);
        return edited.After(policy.State, [.. seats.Events, .. policy.Events], now);
    }
}
