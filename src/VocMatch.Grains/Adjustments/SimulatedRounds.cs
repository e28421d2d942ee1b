using System.Collections.Immutable;
using VocMatch.Contracts.Alignment;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Markets;
using VocMatch.Contracts.Placements;
using VocMatch.Grains.Epochs;
using VocMatch.Grains.Markets;
using VocMatch.Matching.Index;
using VocMatch.Matching.Scoring;

namespace VocMatch.Grains.Adjustments;

/// <summary>Simulates a round from what is open now, on the silo's threads; the last few are kept for the questions that follow.</summary>
internal sealed class SimulatedRounds(
    MarketLoad load, Scorers scorers, PatternPool patterns, IAlignmentReading reading, GrainsOptions options, TimeProvider time) : IRoundInputs
{
    private const int Kept = 4;

    private readonly Lock _gate = new();
    private readonly List<(string Scope, DateTimeOffset Begun, Task<RoundInputs> Inputs)> _recent = [];

    public Task<RoundInputs> Latest(ImmutableArray<RegionId> regions, DateTimeOffset notBefore, CancellationToken cancellation)
    {
        var scope = string.Join(' ', regions.Select(region => region.Value).Order(StringComparer.Ordinal));
        lock (_gate)
        {
            _recent.RemoveAll(recent => recent.Inputs.IsFaulted || (recent.Scope == scope && recent.Begun < notBefore));
            var found = _recent.FindIndex(recent => recent.Scope == scope);
            if (found >= 0)
            {
                return _recent[found].Inputs.WaitAsync(cancellation);
            }

            if (_recent.Count == Kept)
            {
                _recent.RemoveAt(0);
            }

            var inputs = Task.Run(() => Take(regions), CancellationToken.None);
            _recent.Add((scope, time.GetUtcNow(), inputs));
            return inputs.WaitAsync(cancellation);
        }
    }

    private async Task<RoundInputs> Take(ImmutableArray<RegionId> regions)
    {
        var now = time.GetUtcNow();
        var scorer = await scorers.Current();
        var open = new List<Placement>();
        var living = new List<StudentQuestion>();
        foreach (var region in regions)
        {
            open.AddRange((await load.Placements(region)).Where(placement => placement.OpenSeats > 0));
            living.AddRange(await load.Students(region));
        }

        var placements = Placements(open, scorer);
        var index = new PlacementIndex(scorer);
        index.Load(placements.Select(placement => placement.Facts));
        var numbers = Enumerable.Range(0, placements.Length).ToDictionary(i => placements[i].Id.Value, i => i, StringComparer.Ordinal);
        var lists = new SimulatedLists(index, numbers);
        return new()
        {
            Basis = FormattableString.Invariant($"simulated {now:yyyy-MM-ddTHH:mm:ssZ}, epoch {scorer.Epoch.Number}"),
            Simulated = true,
            Seed = "simulated",
            Scorer = scorer,
            TakenAt = now,
            Placements = placements,
            Students = Students(living, lists, scorer),
            Caps = await Caps(),
            Rule = lists,
        };
    }

    private ImmutableArray<InputPlacement> Placements(List<Placement> open, Scorer scorer) =>
    [
        .. open
            .OrderBy(placement => placement.Id.Value, StringComparer.Ordinal)
            .Select(placement => InputPlacement.Of(placement, EngineFacts.Of(placement, scorer.Table, options.LegalMinimumAge, patterns))),
    ];

    private ImmutableArray<InputStudent> Students(List<StudentQuestion> living, SimulatedLists lists, Scorer scorer) =>
    [
        .. living
            .AsParallel()
            .Select(question => (question, Facts: EngineFacts.Of(question, scorer.Table, patterns)))
            .Select(student => new InputStudent(student.question.Student, student.question, student.Facts, lists.Of(student.Facts)))
            .OrderBy(student => student.Id.Value, StringComparer.Ordinal),
    ];

    private async Task<IReadOnlyDictionary<EmployerId, int>> Caps()
    {
        var caps = new Dictionary<EmployerId, int>();
        await foreach (var employer in reading.Employers(CancellationToken.None))
        {
            if (employer.Cap is { } cap)
            {
                caps[employer.Id] = cap;
            }
        }

        return caps;
    }
}
