using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Reading;
using VocMatch.Contracts.Rounds;
using VocMatch.Domain.Reading;

namespace VocMatch.Gateway.Imports;

/// <summary>Who ranks which placement in the rounds under way; read once an import, and only when it is asked for.</summary>
internal sealed class TouchedRounds(IRoundReading reading)
{
    private static readonly RoundPhase[] UnderWay = [RoundPhase.Collecting, RoundPhase.Locked, RoundPhase.Solving, RoundPhase.Solved];

    private readonly Lock _gate = new();
    private Task<Dictionary<PlacementId, List<RoundId>>>? _ranks;

    /// <summary>A round for every list that names the placement.</summary>
    public async Task<IReadOnlyList<RoundId>> Ranking(PlacementId placement)
    {
        Task<Dictionary<PlacementId, List<RoundId>>> ranks;
        lock (_gate)
        {
            ranks = _ranks ??= Read();
        }

        return (await ranks).GetValueOrDefault(placement) ?? [];
    }

    private async Task<Dictionary<PlacementId, List<RoundId>>> Read()
    {
        var ranks = new Dictionary<PlacementId, List<RoundId>>();
        foreach (var phase in UnderWay)
        {
            string? cursor = null;
            do
            {
                var page = await reading.Rounds(phase.ToString().ToLowerInvariant(), new PageRequest(PageRequest.MaxLimit, cursor));
                foreach (var round in page.Items)
                {
                    await Add(ranks, round.Id);
                }

                cursor = page.NextCursor;
            }
            while (cursor is not null);
        }

        return ranks;
    }

    private async Task Add(Dictionary<PlacementId, List<RoundId>> ranks, RoundId round)
    {
        await foreach (var listed in reading.Listed(round))
        {
            foreach (var placement in listed.List.Ranked)
            {
                if (!ranks.TryGetValue(placement, out var rounds))
                {
                    ranks.Add(placement, rounds = []);
                }

                rounds.Add(round);
            }
        }
    }
}
