using VocMatch.Contracts.Alignment;
using VocMatch.Contracts.Rounds;

namespace VocMatch.Domain.Reading;

/// <summary>The stored rows as statistics need them: little of each, all of them, streamed.</summary>
public interface IAlignmentReading
{
    /// <summary>Every placement that was ever published, in no order.</summary>
    IAsyncEnumerable<PostedPlacement> PostedPlacements(CancellationToken cancellation);

    /// <summary>Every student, in no order.</summary>
    IAsyncEnumerable<CountedStudent> Students(CancellationToken cancellation);

    /// <summary>Every student whose list a lock froze, with what its result and the repairs of it came to, in no order.</summary>
    /// <param name="issue">The result that counts now: 1 = as cleared; each repair makes the next.</param>
    IAsyncEnumerable<RoundOutcome> Outcomes(RoundLock under, int issue, CancellationToken cancellation);

    IAsyncEnumerable<CountedEmployer> Employers(CancellationToken cancellation);

    /// <summary>Every school, with its teaching staff where that is known.</summary>
    IAsyncEnumerable<SchoolStaff> Schools(CancellationToken cancellation);
}
