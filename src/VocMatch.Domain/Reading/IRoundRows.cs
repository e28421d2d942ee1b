using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Reading;
using VocMatch.Contracts.Rounds;

namespace VocMatch.Domain.Reading;

/// <summary>Frozen inputs, assignments and certificates: rows of their own, written in bulk, never part of a grain's state.</summary>
/// <remarks>All are kept under a lock, so that work of an earlier lock that comes late never mixes with a later one's.</remarks>
public interface IRoundRows
{
    /// <summary>Removes what this lock and those before it have written.</summary>
    Task Clear(RoundLock under, CancellationToken cancellation = default);

    /// <summary>Adds rows, or replaces those of the same id.</summary>
    Task Add(FrozenInput input, IReadOnlyList<FrozenEmployer> employers, CancellationToken cancellation = default);

    /// <inheritdoc cref="Add(FrozenInput, IReadOnlyList{FrozenEmployer}, CancellationToken)"/>
    Task Add(FrozenInput input, IReadOnlyList<FrozenPlacement> placements, CancellationToken cancellation = default);

    /// <inheritdoc cref="Add(FrozenInput, IReadOnlyList{FrozenEmployer}, CancellationToken)"/>
    Task Add(FrozenInput input, IReadOnlyList<FrozenStudent> students, CancellationToken cancellation = default);

    /// <summary>In the order of their ids' UTF-8 bytes.</summary>
    IAsyncEnumerable<FrozenEmployer> Employers(FrozenInput input, CancellationToken cancellation = default);

    /// <inheritdoc cref="Employers"/>
    IAsyncEnumerable<FrozenPlacement> Placements(FrozenInput input, CancellationToken cancellation = default);

    /// <inheritdoc cref="Employers"/>
    IAsyncEnumerable<FrozenStudent> Students(FrozenInput input, CancellationToken cancellation = default);

    Task<FrozenPlacement?> Placement(FrozenInput input, PlacementId placement, CancellationToken cancellation = default);

    /// <summary>Those of some ids that there are, in no order, in one query.</summary>
    Task<IReadOnlyList<FrozenPlacement>> Placements(
        FrozenInput input, IReadOnlyCollection<PlacementId> placements, CancellationToken cancellation = default);

    Task<FrozenStudent?> Student(FrozenInput input, StudentId student, CancellationToken cancellation = default);

    /// <summary>Adds assignments of one issue of the result, or replaces those of the same students.</summary>
    /// <param name="issue">1 = as cleared; each repair makes the next.</param>
    Task Add(RoundLock under, int issue, IReadOnlyList<Assignment> assignments, CancellationToken cancellation = default);

    /// <summary>In the order of the students' ids.</summary>
    IAsyncEnumerable<Assignment> Assignments(RoundLock under, int issue, CancellationToken cancellation = default);

    /// <exception cref="FormatException">The cursor is none of ours.</exception>
    Task<Page<Assignment>> Assignments(RoundLock under, int issue, PageRequest page, CancellationToken cancellation = default);

    Task WriteDocument(RoundLock under, string name, byte[] content, CancellationToken cancellation = default);

    Task<byte[]?> Document(RoundLock under, string name, CancellationToken cancellation = default);
}
