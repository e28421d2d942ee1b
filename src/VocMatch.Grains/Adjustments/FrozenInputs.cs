using System.Collections.Immutable;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Reading;
using VocMatch.Contracts.Rounds;
using VocMatch.Contracts.Students;
using VocMatch.Grains.Epochs;
using VocMatch.Grains.Markets;
using VocMatch.Grains.Rounds;
using VocMatch.Matching.Scoring;

namespace VocMatch.Grains.Adjustments;

/// <summary>
/// Reads what a published round was cleared from: seats, reserves, caps, lists, priorities and pairs as they were frozen, for the result
/// that counts now. What a posting asks for and what a student can do is not frozen, and is read as it is today.
/// </summary>
internal sealed class FrozenInputs(
    IRoundRows rows,
    IRoundReading reading,
    MarketLoad load,
    UnansweredApplications unanswered,
    IGrainFactory grains,
    Scorers scorers,
    PatternPool patterns,
    GrainsOptions options,
    TimeProvider time)
{
    private const long MillionthsPerUnit = 100;

    public async Task<RoundInputs> Read(Round round)
    {
        var input = new FrozenInput(new(round.Id, round.Lock), round.Issue);
        var scorer = FrozenPolicy.EpochOf(round.Policy) is { } epoch ? await scorers.At(epoch) : await scorers.Current();
        var caps = await rows.Employers(input).ToDictionaryAsync(employer => employer.Id, employer => employer.Cap);
        var rowsOfPlacements = await rows.Placements(input).OrderBy(row => row.Id.Value, StringComparer.Ordinal).ToListAsync();
        var posted = await Posted(round, rowsOfPlacements);
        ImmutableArray<InputPlacement> placements =
        [
            .. posted.Zip(rowsOfPlacements, (placement, row) => InputPlacement.Of(
                placement, EngineFacts.Of(placement, scorer.Table, options.LegalMinimumAge, patterns), row.Reserves)),
        ];
        var frozen = await rows.Students(input).ToDictionaryAsync(student => student.Id);
        var (questions, ranked) = await Students(round, frozen);
        var numbers = Enumerable.Range(0, placements.Length).ToDictionary(i => placements[i].Id);
        var lockedAt = round.Changes.Last(change => change.Phase is RoundPhase.Locked).At;
        return new()
        {
            Basis = FormattableString.Invariant(
                $"{Named(round.Id)}lock {round.Lock}, issue {round.Issue}, epoch {FrozenPolicy.EpochOf(round.Policy) ?? scorer.Epoch.Number}"),
            Simulated = false,
            Seed = round.Seed!,
            Scorer = scorer,
            TakenAt = time.GetUtcNow(),
            LockedAt = lockedAt,
            Placements = placements,
            Students =
            [
                .. questions
                    .OrderBy(question => question.Student.Value, StringComparer.Ordinal)
                    .Select(question => Student(question, frozen[question.Student], ranked.GetValueOrDefault(question.Student), numbers, scorer, lockedAt)),
            ],
            Caps = caps,
            Rule = new SavedLists(scorer, placements, round.Settings.MaximumRanks),
            MaximumRanks = round.Settings.MaximumRanks,
            Unanswered = await unanswered.At(posted),
        };
    }

    /// <summary>Whether inputs of this basis are those of a round.</summary>
    public static bool AreOf(RoundId round, string basis) => basis.StartsWith(Named(round), StringComparison.Ordinal);

    private static string Named(RoundId round) => $"round {round}, ";

    /// <summary>The round's placements as they are posted today, with the seats that the round may give.</summary>
    private async Task<List<Placement>> Posted(Round round, List<FrozenPlacement> frozen)
    {
        var published = new Dictionary<PlacementId, Placement>();
        foreach (var region in round.Settings.Scope.Regions)
        {
            foreach (var placement in await load.Placements(region))
            {
                published[placement.Id] = placement;
            }
        }

        var posted = new List<Placement>(frozen.Count);
        foreach (var row in frozen)
        {
            // One that was closed since is still part of the round.
            var placement = published.GetValueOrDefault(row.Id) ?? await load.Placement(row.Id)
                ?? throw new InvalidOperationException($"The placement '{row.Id}' of the round '{round.Id}' is gone.");
            posted.Add(placement with { OpenSeats = row.Seats });
        }

        return posted;
    }

    /// <summary>The round's students as they are today, without the seats that the round itself gave them; and what each ranked.</summary>
    private async Task<(List<Contracts.Markets.StudentQuestion> Questions, Dictionary<StudentId, ImmutableArray<PlacementId>> Ranked)> Students(
        Round round, Dictionary<StudentId, FrozenStudent> frozen)
    {
        var ranked = new Dictionary<StudentId, ImmutableArray<PlacementId>>();
        return (await load.Assemble(Stored()), ranked);

        async IAsyncEnumerable<StoredStudent> Stored()
        {
            await foreach (var (stored, list) in reading.Listed(round.Id))
            {
                if (frozen.ContainsKey(stored.Student.Id))
                {
                    ranked[stored.Student.Id] = list.Ranked;
                    yield return stored with { Student = WithoutOffersOf(round, stored.Student) };
                }
            }

            // Students placed by hand need no list.
            foreach (var id in frozen.Keys.Where(id => !ranked.ContainsKey(id)).ToList())
            {
                if (await grains.GetGrain<IStudentGrain>(id.Value).Find() is { } student)
                {
                    yield return new(WithoutOffersOf(round, student), null);
                }
            }
        }
    }

    private static Student WithoutOffersOf(Round round, Student student)
    {
        if (student.Commitments is not { } commitments)
        {
            return student;
        }

        var own = RoundOfferBook.OffersTo(round.Id, student.Id, round.Issue).ToHashSet();
        return student with { Commitments = commitments.RemoveAll(commitment => own.Contains(commitment.Offer)) };
    }

    private InputStudent Student(
        Contracts.Markets.StudentQuestion question,
        FrozenStudent frozen,
        ImmutableArray<PlacementId> ranked,
        Dictionary<PlacementId, int> numbers,
        Scorer scorer,
        DateTimeOffset lockedAt) => new(
            question.Student,
            question,
            EngineFacts.Of(question, scorer.Table, patterns, lockedAt),
            [.. frozen.Applications.Select(application => new ListEntry(numbers[application.Placement], (int)(application.PriorityMillionths / MillionthsPerUnit)))])
        {
            Pass = frozen.Pass,
            Tags = frozen.Tags,
            Ranked = frozen.Pass == 2 ? frozen.Applications.Count(application => !ranked.IsDefault && ranked.Contains(application.Placement)) : frozen.Applications.Length,
            Dropped =
            [
                .. frozen.Dropped
                    .Where(dropped => numbers.ContainsKey(dropped.Placement))
                    .OrderBy(dropped => dropped.Rank)
                    .Select(dropped => new DroppedEntry(numbers[dropped.Placement], frozen.Applications.Count(application => application.Rank < dropped.Rank))),
            ],
            Forbidden = [.. frozen.Forbidden.Select(pair => numbers[pair.Placement])],
            Fixed = frozen.Fixed is { } pair ? numbers[pair.Placement] : null,
        };
}
