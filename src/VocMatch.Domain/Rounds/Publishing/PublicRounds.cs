using System.Runtime.CompilerServices;
using System.Text.Json;
using VocMatch.Contracts.Reading;
using VocMatch.Contracts.Rounds;
using VocMatch.Domain.Reading;

namespace VocMatch.Domain.Rounds.Publishing;

/// <summary>Rounds whose results are public.</summary>
internal static class PublicRounds
{
    private const int PageSize = 200;

    /// <summary>All of them, in no order.</summary>
    public static async IAsyncEnumerable<Round> Published(
        this IRoundReading reading, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var phase in (RoundPhase[])[RoundPhase.Published, RoundPhase.Closed])
        {
            await foreach (var round in reading.InPhase(phase, cancellation))
            {
                yield return round;
            }
        }
    }

    /// <summary>All rounds of a phase, in no order.</summary>
    public static async IAsyncEnumerable<Round> InPhase(
        this IRoundReading reading, RoundPhase phase, [EnumeratorCancellation] CancellationToken cancellation)
    {
        string? cursor = null;
        do
        {
            var page = await reading.Rounds(JsonNamingPolicy.CamelCase.ConvertName(phase.ToString()), new PageRequest(PageSize, cursor), cancellation);
            foreach (var round in page.Items)
            {
                yield return round;
            }

            cursor = page.NextCursor;
        }
        while (cursor is not null);
    }

    /// <summary>When its result became public.</summary>
    public static DateTimeOffset PublishedAt(this Round round) => round.Changes.Last(change => change.Phase is RoundPhase.Published).At;
}
