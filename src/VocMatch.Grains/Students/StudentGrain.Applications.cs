using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Placements;
using VocMatch.Domain.Offers;
using VocMatch.Domain.Placements;
using VocMatch.Domain.Records;
using VocMatch.Domain.Students;
using VocMatch.Grains.Runtime;
using VocMatch.Matching.Scoring;

namespace VocMatch.Grains.Students;

/// <summary>Applications are their placements'; the student keeps which there are.</summary>
internal sealed partial class StudentGrain
{
    public async Task<Outcome<Application>> Apply(PlacementId placement, WriteOptions options, bool share = false)
    {
        return await StoreFailures.Answer<Application>(
            async () =>
            {
                var grain = GrainFactory.GetGrain<IPlacementGrain>(placement.Value);
                if (await grain.FindApplication(Id) is null && await Unfit(placement) is { } refusal)
                {
                    return refusal;
                }

                // Noted before it is begun: a note without an application does no harm, an application without a note would not be listed.
                var noted = await _record.Decide<Contracts.Students.Student>(
                    WriteOptions.Default, state => ValueTask.FromResult(Note(state, placement)));
                return noted.Succeeded ? await grain.BeginApplication(Id, options, share) : noted.Refusal;
            },
            "The placement could not be asked; the same call may be repeated.");
    }

    public async Task<Outcome<Application>> MoveApplication(PlacementId placement, ApplicationAction action, WriteOptions options)
    {
        if (action is not (ApplicationAction.Share or ApplicationAction.Withdraw))
        {
            return Refusal.Conflict($"An application cannot be {OfferWords.Of(action)} by the student: that is for the employer to do.");
        }

        return await StoreFailures.Answer<Application>(
            async () => await GrainFactory.GetGrain<IPlacementGrain>(placement.Value).MoveApplication(Id, action, options),
            "The placement could not be asked; the same call may be repeated.");
    }

    public async Task<StudentApplications?> Applications()
    {
        if (_record.Find() is null)
        {
            return null;
        }

        var applied = _record.State.Applied;
        if (applied.IsEmpty)
        {
            return new(Id, []);
        }

        // A placement answers what it has written, so the store knows whatever anybody was answered.
        var found = (await _readSide.ApplicationsOf(Id, CancellationToken.None)).ToDictionary(application => application.Placement);
        return new(Id, [.. applied.Where(found.ContainsKey).Select(placement => found[placement])]);
    }

    private async Task<Refusal?> Unfit(PlacementId placement)
    {
        if (_record.Find() is not { } student)
        {
            return Missing;
        }

        if (await GrainFactory.GetGrain<IPlacementGrain>(placement.Value).Find() is not { Status: not PlacementStatus.Draft } found)
        {
            return Refusal.NotFound($"The placement '{placement}'");
        }

        if (found.Status == PlacementStatus.Closed)
        {
            return Refusal.Conflict($"The placement '{placement}' is closed.");
        }

        return await _eligibility.Unmet(await Question(student), found, CheckPoints.Application, _time.GetUtcNow()) is { IsEmpty: false } unmet
            ? Refusal.Invalid(OfferRules.Unfit(unmet))
            : null;
    }

    private Decision<StudentState, Outcome<Contracts.Students.Student>> Note(StudentState state, PlacementId placement)
    {
        if (state.Entity is null)
        {
            return new(state, Missing);
        }

        return new(state.Applied.Contains(placement) ? state : state with { Applied = state.Applied.Add(placement) }, state.Entity);
    }
}
