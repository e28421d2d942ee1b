using System.Collections.Frozen;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Rounds;
using VocMatch.Domain.Reading;
using VocMatch.Domain.Rounds.Publishing;

namespace VocMatch.Domain.Alignment;

/// <summary>What published rounds decided on work of one period.</summary>
/// <param name="Rounds">Rounds with a placement whose work begins in the period, the latest published first.</param>
/// <param name="Decided">Students whom one of these rounds gave a placement, or nothing of a list of theirs.</param>
internal sealed record RoundDecisions(IReadOnlyList<Round> Rounds, FrozenSet<StudentId> Decided);

/// <summary>Reads the rounds whose results are public: those of others are nobody's business yet.</summary>
internal sealed class PeriodRounds(IRoundReading rounds, IRoundRows rows, IAlignmentReading reading)
{
    /// <param name="placements">Those whose work begins in the period.</param>
    public async Task<RoundDecisions> Read(IReadOnlySet<PlacementId> placements, CancellationToken cancellation)
    {
        var (concerned, decided) = (new List<Round>(), new HashSet<StudentId>());
        var published = await rounds.Published(cancellation).ToListAsync(cancellation);
        foreach (var round in published.OrderBy(round => round.PublishedAt()).ThenBy(round => round.Id.Value, StringComparer.Ordinal))
        {
            var under = new RoundLock(round.Id, round.Lock);
            if (!await rows.Placements(new(under), cancellation).AnyAsync(placement => placements.Contains(placement.Id), cancellation))
            {
                continue;
            }

            concerned.Add(round);
            await foreach (var outcome in reading.Outcomes(under, round.Issue, cancellation))
            {
                if (outcome.Missed is not { IsEmpty: false } missed || missed.Any(placements.Contains))
                {
                    decided.Add(outcome.Student);
                }
            }
        }

        concerned.Reverse();
        return new(concerned, decided.ToFrozenSet());
    }
}
