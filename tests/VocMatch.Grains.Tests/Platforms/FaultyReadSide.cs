using System.Runtime.CompilerServices;
using VocMatch.Contracts.Employers;
using VocMatch.Contracts.Events;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Programs;
using VocMatch.Contracts.Reading;
using VocMatch.Contracts.Schools;
using VocMatch.Contracts.Students;
using VocMatch.Contracts.Tasks;
using VocMatch.Domain.Reading;

namespace VocMatch.Grains.Tests.Platforms;

/// <summary>The real read side, which fails where a test says so, and keeps what it was asked.</summary>
internal sealed class FaultyReadSide(IReadSide real, Faults faults) : IReadSide
{
    private IReadSide Asked([CallerMemberName] string question = "")
    {
        faults.Readings.Enqueue(question);
        faults.ThrowOn(Fault.ReadSide);
        return real;
    }

    public Task<Page<School>> Schools(ListFilter filter, PageRequest page, CancellationToken cancellation) =>
        Asked().Schools(filter, page, cancellation);

    public Task<Page<Program>> Programs(ListFilter filter, PageRequest page, CancellationToken cancellation) =>
        Asked().Programs(filter, page, cancellation);

    public Task<Page<Employer>> Employers(ListFilter filter, PageRequest page, CancellationToken cancellation) =>
        Asked().Employers(filter, page, cancellation);

    public Task<Page<Placement>> Placements(ListFilter filter, PageRequest page, CancellationToken cancellation) =>
        Asked().Placements(filter, page, cancellation);

    public Task<Page<Student>> Students(ListFilter filter, PageRequest page, CancellationToken cancellation) =>
        Asked().Students(filter, page, cancellation);

    public IAsyncEnumerable<Placement> OpenPlacements(RegionId? region, CancellationToken cancellation) =>
        Asked().OpenPlacements(region, cancellation);

    public IAsyncEnumerable<Placement> DemandedPlacements(CancellationToken cancellation) => Asked().DemandedPlacements(cancellation);

    public Task<ChangeMark> DemandMark(CancellationToken cancellation) => Asked().DemandMark(cancellation);

    public IAsyncEnumerable<Placement> DemandedSince(ChangeMark mark, CancellationToken cancellation) => Asked().DemandedSince(mark, cancellation);

    public Task<IReadOnlyList<Placement>> Find(IReadOnlyCollection<PlacementId> placements, CancellationToken cancellation) =>
        Asked().Find(placements, cancellation);

    public Task<IReadOnlyList<Student>> Find(IReadOnlyCollection<StudentId> students, CancellationToken cancellation) => Asked().Find(students, cancellation);

    public Task<IReadOnlyList<Program>> Find(IReadOnlyCollection<ProgramId> programs, CancellationToken cancellation) => Asked().Find(programs, cancellation);

    public Task<IReadOnlyList<Placement>> PlacementsOf(IReadOnlyCollection<EmployerId> employers, CancellationToken cancellation) =>
        Asked().PlacementsOf(employers, cancellation);

    public Task<IReadOnlyDictionary<PlacementId, string>> Titles(IReadOnlyCollection<PlacementId> placements, CancellationToken cancellation) =>
        Asked().Titles(placements, cancellation);

    public Task<IReadOnlyDictionary<EmployerId, string>> Names(IReadOnlyCollection<EmployerId> employers, CancellationToken cancellation) =>
        Asked().Names(employers, cancellation);

    public Task<IReadOnlyList<PlacementStanding>> Standing(IReadOnlyCollection<PlacementId> placements, CancellationToken cancellation) =>
        Asked().Standing(placements, cancellation);

    public IAsyncEnumerable<StudentStanding> Standing(RegionId region, CancellationToken cancellation) => Asked().Standing(region, cancellation);

    public Task<IReadOnlyList<Application>> ApplicationsOf(StudentId student, CancellationToken cancellation) => Asked().ApplicationsOf(student, cancellation);

    public IAsyncEnumerable<Program> PublishedPrograms(RegionId? schoolRegion, CancellationToken cancellation) =>
        Asked().PublishedPrograms(schoolRegion, cancellation);

    public IAsyncEnumerable<StoredStudent> StudentsOf(RegionId region, CancellationToken cancellation) =>
        Asked().StudentsOf(region, cancellation);

    public IAsyncEnumerable<(PlacementId Id, long Version)> OpenPlacementVersions(RegionId region, CancellationToken cancellation) =>
        Asked().OpenPlacementVersions(region, cancellation);

    public Task<ChangeMark> PlacementMark(RegionId region, CancellationToken cancellation) => Asked().PlacementMark(region, cancellation);

    public IAsyncEnumerable<Placement> PlacementsSince(RegionId region, ChangeMark mark, CancellationToken cancellation) =>
        Asked().PlacementsSince(region, mark, cancellation);

    public Task<ChangeMark> StudentMark(RegionId region, CancellationToken cancellation) => Asked().StudentMark(region, cancellation);

    public IAsyncEnumerable<StoredStudent> StudentsSince(RegionId region, ChangeMark mark, CancellationToken cancellation) =>
        Asked().StudentsSince(region, mark, cancellation);

    public Task<Page<Notification>> Notifications(string recipient, PageRequest page, CancellationToken cancellation) =>
        Asked().Notifications(recipient, page, cancellation);

    public Task<Page<TaskItem>> Tasks(string recipient, TaskFilter filter, PageRequest page, CancellationToken cancellation) =>
        Asked().Tasks(recipient, filter, page, cancellation);

    public Task<TagsInUse> Tags(CancellationToken cancellation) => Asked().Tags(cancellation);

    public Task<Page<DeadLetter>> DeadLetters(PageRequest page, CancellationToken cancellation) => Asked().DeadLetters(page, cancellation);

    public Task<EntityCounts> Counts(CancellationToken cancellation) => Asked().Counts(cancellation);
}
