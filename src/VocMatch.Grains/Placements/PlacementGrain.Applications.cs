using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Outcomes;
using VocMatch.Domain.Placements;
using VocMatch.Domain.Records;

namespace VocMatch.Grains.Placements;

/// <summary>Applications: the placement is the only writer of those for it.</summary>
internal sealed partial class PlacementGrain
{
    public Task<Outcome<Application>> BeginApplication(StudentId student, WriteOptions options, bool share = false) =>
        Decide(
            options,
            (state, now) =>
            {
                var begun = Begin(state, student, now);
                return share && begun.Answer is { Succeeded: true, Value.SharedAt: null }
                    ? begun.State.Move(student, ApplicationAction.Share, null, now)
                    : begun;
            },
            state => new(state.ApplicationOf(student)?.Changes.Length ?? 0));

    private Decision<PlacementState, Outcome<Application>> Begin(PlacementState state, StudentId student, DateTimeOffset now)
    {
        if (state.ApplicationOf(student) is { } present)
        {
            return new(state, present);
        }

        if (Unpublished(state) is { } unpublished)
        {
            return Refuse<Application>(state, unpublished);
        }

        if (state.Entity!.Posting.ApplyBy is { } last && now > last)
        {
            return Refuse<Application>(state, Refusal.Conflict($"Applications were taken until {last:O}."));
        }

        var begun = ApplicationSteps.Begin(Id, student, now);
        return new(state.With(begun, now), begun);
    }

    public Task<Outcome<Application>> MoveApplication(StudentId student, ApplicationAction action, WriteOptions options) =>
        Decide(options, (state, now) => state.Move(student, action, null, now));

    public Task<Outcome<EmployerApplication>> AnswerApplication(
        string candidate, ApplicationAction action, string? feedback, WriteOptions options) =>
        Decide(options, (state, now) =>
        {
            if (state.StudentCalled(candidate, _pseudonyms) is not { } student || state.ApplicationOf(student) is null)
            {
                return Refuse<EmployerApplication>(state, Refusal.NotFound($"The application of '{candidate}' for the placement '{Id}'"));
            }

            if (state.Seats().Offers.HasLive(student))
            {
                return Refuse<EmployerApplication>(
                    state, Refusal.Conflict("An offer was made on this application; it is withdrawn or released first."));
            }

            var moved = state.Move(student, action, feedback, now);
            return new(
                moved.State,
                moved.Answer.Succeeded ? moved.Answer.Value.Shown(_pseudonyms) : (Outcome<EmployerApplication>)moved.Answer.Refusal);
        });

    public Task<Application?> FindApplication(StudentId student) =>
        Task.FromResult(_record.Find() is null ? null : _record.State.ApplicationOf(student));

    public Task<EmployerApplications?> Applications() => Task.FromResult(_record.Find() is null
        ? null
        : new EmployerApplications(Id, [.. _record.State.Applications.Select(application => application.Shown(_pseudonyms))]));

    public async Task<StudentId?> StudentBehind(string candidate)
    {
        if (_record.Find() is not { } placement)
        {
            return null;
        }

        if (_record.State.StudentCalled(candidate, _pseudonyms) is { } known)
        {
            return known;
        }

        if (_pseudonyms.MarkBehind(Id, candidate) is not { } mark)
        {
            return null;
        }

        var markets = await PlacementCandidates.Markets(GrainFactory, placement.Region);
        return (await ManyGrains.Ask(markets, market => market.StudentMarked(placement.Region, mark))).FirstOrDefault(found => found is not null);
    }
}
