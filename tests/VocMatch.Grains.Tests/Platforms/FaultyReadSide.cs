using VocMatch.Contracts.Employers;
using VocMatch.Contracts.Events;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Programs;
using VocMatch.Contracts.Reading;
using VocMatch.Contracts.Schools;
using VocMatch.Contracts.Students;
using VocMatch.Contracts.Tasks;
using VocMatch.Domain.Reading;

namespace VocMatch.Grains.Tests.Platforms;

/// <summary>The real read side, which fails where a test says so.</summary>
internal sealed class FaultyReadSide(IReadSide real, Faults faults) : IReadSide
{
    private IReadSide Real
    {
        get
        {
            faults.ThrowOn(Fault.ReadSide);
            return real;
        }
    }

    public Task<Page<School>> Schools(ListFilter filter, PageRequest page, CancellationToken cancellation) =>
        Real.Schools(filter, page, cancellation);

    public Task<Page<Program>> Programs(ListFilter filter, PageRequest page, CancellationToken cancellation) =>
        Real.Programs(filter, page, cancellation);

    public Task<Page<Employer>> Employers(ListFilter filter, PageRequest page, CancellationToken cancellation) =>
        Real.Employers(filter, page, cancellation);

    public Task<Page<Placement>> Placements(ListFilter filter, PageRequest page, CancellationToken cancellation) =>
        Real.Placements(filter, page, cancellation);

    public Task<Page<Student>> Students(ListFilter filter, PageRequest page, CancellationToken cancellation) =>
        Real.Students(filter, page, cancellation);

    public IAsyncEnumerable<Placement> OpenPlacements(RegionId? region, CancellationToken cancellation) =>
        Real.OpenPlacements(region, cancellation);

    public IAsyncEnumerable<Placement> DemandedPlacements(CancellationToken cancellation) => Real.DemandedPlacements(cancellation);

    public Task<IReadOnlyList<PlacementStanding>> Standing(IReadOnlyCollection<PlacementId> placements, CancellationToken cancellation) =>
        Real.Standing(placements, cancellation);

    public IAsyncEnumerable<Program> PublishedPrograms(RegionId? schoolRegion, CancellationToken cancellation) =>
        Real.PublishedPrograms(schoolRegion, cancellation);

    public IAsyncEnumerable<StoredStudent> StudentsOf(RegionId region, CancellationToken cancellation) =>
        Real.StudentsOf(region, cancellation);

    public IAsyncEnumerable<(PlacementId Id, long Version)> OpenPlacementVersions(RegionId region, CancellationToken cancellation) =>
        Real.OpenPlacementVersions(region, cancellation);

    public Task<ChangeMark> PlacementMark(RegionId region, CancellationToken cancellation) => Real.PlacementMark(region, cancellation);

    public IAsyncEnumerable<Placement> PlacementsSince(RegionId region, ChangeMark mark, CancellationToken cancellation) =>
        Real.PlacementsSince(region, mark, cancellation);

    public Task<ChangeMark> StudentMark(RegionId region, CancellationToken cancellation) => Real.StudentMark(region, cancellation);

    public IAsyncEnumerable<StoredStudent> StudentsSince(RegionId region, ChangeMark mark, CancellationToken cancellation) =>
        Real.StudentsSince(region, mark, cancellation);

    public Task<Page<Notification>> Notifications(string recipient, PageRequest page, CancellationToken cancellation) =>
        Real.Notifications(recipient, page, cancellation);

    public Task<Page<TaskItem>> Tasks(string recipient, TaskFilter filter, PageRequest page, CancellationToken cancellation) =>
        Real.Tasks(recipient, filter, page, cancellation);

    public Task<TagsInUse> Tags(CancellationToken cancellation) => Real.Tags(cancellation);

    public Task<bool> HasStudentTag(string tag, CancellationToken cancellation) => Real.HasStudentTag(tag, cancellation);

    public Task<bool> HasReserveTag(string tag, CancellationToken cancellation) => Real.HasReserveTag(tag, cancellation);

    public Task<Page<DeadLetter>> DeadLetters(PageRequest page, CancellationToken cancellation) => Real.DeadLetters(page, cancellation);

    public Task<EntityCounts> Counts(CancellationToken cancellation) => Real.Counts(cancellation);
}
