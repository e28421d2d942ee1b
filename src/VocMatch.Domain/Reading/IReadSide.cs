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

namespace VocMatch.Domain.Reading;

/// <summary>Lists over the stored states. It reads the very rows the grains write, so it can never disagree with them.</summary>
/// <remarks>
/// A state is stored as <c>{"schema":1,"entity":{...},...}</c>; <c>entity</c> is the public record of the contracts,
/// and all that this side may look at.
/// </remarks>
public interface IReadSide
{
    Task<Page<School>> Schools(ListFilter filter, PageRequest page, CancellationToken cancellation);

    Task<Page<Program>> Programs(ListFilter filter, PageRequest page, CancellationToken cancellation);

    Task<Page<Employer>> Employers(ListFilter filter, PageRequest page, CancellationToken cancellation);

    Task<Page<Placement>> Placements(ListFilter filter, PageRequest page, CancellationToken cancellation);

    Task<Page<Student>> Students(ListFilter filter, PageRequest page, CancellationToken cancellation);

    /// <summary>Every published placement, of one region or of all, in no order.</summary>
    IAsyncEnumerable<Placement> OpenPlacements(RegionId? region, CancellationToken cancellation);

    /// <summary>Every published placement, in no order, where seats count as open that are kept for a round: nobody has them yet.</summary>
    IAsyncEnumerable<Placement> DemandedPlacements(CancellationToken cancellation);

    /// <summary>Before <see cref="DemandedPlacements"/> are read: what is written from now on is found with <see cref="DemandedSince"/>, whoever writes it.</summary>
    Task<ChangeMark> DemandMark(CancellationToken cancellation);

    /// <summary>As <see cref="DemandedPlacements"/>, every placement, published or not, that was written at or after a mark; one from just before it may be among them.</summary>
    IAsyncEnumerable<Placement> DemandedSince(ChangeMark mark, CancellationToken cancellation);

    /// <summary>Placements by their ids, in no order; one that does not exist is left out. One query, however many they are.</summary>
    Task<IReadOnlyList<Placement>> Find(IReadOnlyCollection<PlacementId> placements, CancellationToken cancellation);

    /// <inheritdoc cref="Find(IReadOnlyCollection{PlacementId}, CancellationToken)"/>
    Task<IReadOnlyList<Student>> Find(IReadOnlyCollection<StudentId> students, CancellationToken cancellation);

    /// <inheritdoc cref="Find(IReadOnlyCollection{PlacementId}, CancellationToken)"/>
    Task<IReadOnlyList<Program>> Find(IReadOnlyCollection<ProgramId> programs, CancellationToken cancellation);

    /// <summary>Every placement of some employers, open or not, in no order. One query, however many they are.</summary>
    Task<IReadOnlyList<Placement>> PlacementsOf(IReadOnlyCollection<EmployerId> employers, CancellationToken cancellation);

    /// <summary>The titles of placements; one that does not exist is left out. One query, however many they are.</summary>
    Task<IReadOnlyDictionary<PlacementId, string>> Titles(IReadOnlyCollection<PlacementId> placements, CancellationToken cancellation);

    /// <summary>The names of employers; one that does not exist is left out. One query, however many they are.</summary>
    Task<IReadOnlyDictionary<EmployerId, string>> Names(IReadOnlyCollection<EmployerId> employers, CancellationToken cancellation);

    /// <summary>How placements stand, in no order; one that does not exist is left out. One query, however many they are.</summary>
    Task<IReadOnlyList<PlacementStanding>> Standing(IReadOnlyCollection<PlacementId> placements, CancellationToken cancellation);

    /// <summary>How every student of a region stands, in no order.</summary>
    IAsyncEnumerable<StudentStanding> Standing(RegionId region, CancellationToken cancellation);

    /// <summary>Every application that a student has begun, in no order. One query, however many they are.</summary>
    Task<IReadOnlyList<Application>> ApplicationsOf(StudentId student, CancellationToken cancellation);

    IAsyncEnumerable<Program> PublishedPrograms(RegionId? schoolRegion, CancellationToken cancellation);

    IAsyncEnumerable<StoredStudent> StudentsOf(RegionId region, CancellationToken cancellation);

    /// <summary>Id and version of every published placement of a region, to compare with an index.</summary>
    IAsyncEnumerable<(PlacementId Id, long Version)> OpenPlacementVersions(RegionId region, CancellationToken cancellation);

    /// <summary>Before a region is read: what is written there from now on is found with <see cref="PlacementsSince"/>, whoever writes it.</summary>
    Task<ChangeMark> PlacementMark(RegionId region, CancellationToken cancellation);

    /// <summary>
    /// Every placement of a region, open or not, that was written at or after a mark, in no order; one from just before it may be among
    /// them. One that has moved to another region is found there only.
    /// </summary>
    IAsyncEnumerable<Placement> PlacementsSince(RegionId region, ChangeMark mark, CancellationToken cancellation);

    /// <inheritdoc cref="PlacementMark"/>
    Task<ChangeMark> StudentMark(RegionId region, CancellationToken cancellation);

    /// <summary>Every student of a region whose own row was written at or after a mark, as <see cref="PlacementsSince"/>.</summary>
    IAsyncEnumerable<StoredStudent> StudentsSince(RegionId region, ChangeMark mark, CancellationToken cancellation);

    /// <summary>Somebody's notifications, the latest first.</summary>
    /// <param name="recipient">As <see cref="Notification.Recipient"/>.</param>
    /// <exception cref="FormatException">The cursor is none of this list's.</exception>
    Task<Page<Notification>> Notifications(string recipient, PageRequest page, CancellationToken cancellation);

    /// <summary>What somebody has to see to or has seen to, the latest first.</summary>
    /// <param name="recipient">As <see cref="TaskItem.Recipient"/>.</param>
    /// <exception cref="FormatException">The cursor is none of this list's.</exception>
    Task<Page<TaskItem>> Tasks(string recipient, TaskFilter filter, PageRequest page, CancellationToken cancellation);

    /// <summary>Every tag that a student has, and every tag that a placement reserves seats for. Costs by how many sets of tags there are, not by who has them.</summary>
    Task<TagsInUse> Tags(CancellationToken cancellation);

    /// <summary>Events that their receivers refused, in the order of their ids.</summary>
    /// <inheritdoc cref="Notifications"/>
    Task<Page<DeadLetter>> DeadLetters(PageRequest page, CancellationToken cancellation);

    Task<EntityCounts> Counts(CancellationToken cancellation);
}
