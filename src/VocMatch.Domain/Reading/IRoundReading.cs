using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Reading;
using VocMatch.Contracts.Rounds;

namespace VocMatch.Domain.Reading;

/// <summary>What is known of rounds from the states as they are stored.</summary>
public interface IRoundReading
{
    /// <param name="phase">In camel case; null: all.</param>
    Task<Page<Round>> Rounds(string? phase, PageRequest page, CancellationToken cancellation = default);

    /// <summary>Every student who has saved a list for the round, in no order.</summary>
    IAsyncEnumerable<ListedStudent> Listed(RoundId round, CancellationToken cancellation = default);

    /// <summary>Every student whose list for a round that has begun and is not published names the placement, in no order.</summary>
    Task<IReadOnlyCollection<StudentId>> RankedBy(PlacementId placement, CancellationToken cancellation = default);
}
