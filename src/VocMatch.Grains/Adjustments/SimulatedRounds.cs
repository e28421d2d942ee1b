using System.Collections.Immutable;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Markets;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Students;
using VocMatch.Domain.Adjustments;
using VocMatch.Domain.Facts;
using VocMatch.Domain.Reading;
using VocMatch.Domain.Rounds.Clearing;
using VocMatch.Domain.Runtime;
using VocMatch.Grains.Epochs;
using VocMatch.Grains.Markets;
using VocMatch.Matching.Index;
using VocMatch.Matching.Scoring;

namespace VocMatch.Grains.Adjustments;

/// <summary>Simulates a round from what is open now and those still to be placed.</summary>
internal sealed class SimulatedRounds(
    MarketReader load,
    UnansweredApplications unanswered,
    Scorers scorers,
    PatternPool patterns,
    IAlignmentReading reading,
    GrainsOptions options,
    TimeProvider time) : IClearingInputs
{
    private readonly RecentInputs _recent = new(time);

    /// <summary>A simulated round is of every field of study: whoever competes for a seat is in it.</summary>
    public Task<ClearingInputs> Latest(QuestionScope scope, DateTimeOffset notBefore, CancellationToken cancellation) => _recent.Get(
        string.Join(' ', scope.Regions.Select(region => region.Value).Order(StringComparer.Ordinal)), notBefore, () => Take(scope.Regions), cancellation);

    private async Task<ClearingInputs> Take(ImmutableArray<RegionId> regions)
    {
        var now = time.GetUtcNow();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var scorer = await scorers.Current();
        var open = new List<Placement>();
        var living = new List<StudentQuestion>();
        foreach (var region in regions)
        {
            open.AddRange((await load.Placements(region)).Where(placement => placement.OpenSeats > 0 && !(now > placement.Posting.ApplyBy)));
            living.AddRange(await load.Students(region, student => student.IsUnplaced(today)));
        }

        var caps = await Caps();
        open.Sort((one, other) => string.CompareOrdinal(one.Id.Value, other.Id.Value));
        var placements = Placements(open, caps, scorer);
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
            Students = Students(living, lists, scorer, now),
            Caps = caps,
            Rule = new(scorer, placements, $"simulated lists: {SimulatedLists.Assumption}") { Made = lists.Of },
            Unanswered = await unanswered.At(open),
        };
    }

    /// <summary>With reserves as a lock would fit them to seats and caps.</summary>
    /// <param name="open">In order of their ids.</param>
    private ImmutableArray<InputPlacement> Placements(List<Placement> open, Dictionary<EmployerId, int> caps, Scorer scorer)
    {
        var reservable = new Dictionary<EmployerId, int>(caps);
        return
        [
            .. open.Select(placement => InputPlacement.Of(
                placement,
                EngineFacts.Of(placement, scorer.Table, options.LegalMinimumAge, patterns),
                FittedReserves.Of(placement.Posting.Reserves, placement.Posting.Employer, placement.OpenSeats, reservable))),
        ];
    }

    private ImmutableArray<InputStudent> Students(List<StudentQuestion> living, SimulatedLists lists, Scorer scorer, DateTimeOffset now) =>
    [
        .. living
            .AsParallel()
            .WithDegreeOfParallelism(Cores.Most)
            .Select(question => (question, Facts: EngineFacts.Of(question, scorer.Table, patterns, now)))
            .Select(student => new InputStudent(student.question.Student, student.question, student.Facts, lists.Of(student.Facts)))
            .OrderBy(student => student.Id.Value, StringComparer.Ordinal),
    ];

    private async Task<Dictionary<EmployerId, int>> Caps()
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
