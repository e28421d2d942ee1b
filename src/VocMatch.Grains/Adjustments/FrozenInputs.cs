using System.Collections.Immutable;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Markets;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Reading;
using VocMatch.Contracts.Rounds;
using VocMatch.Contracts.Students;
using VocMatch.Domain.Adjustments;
using VocMatch.Domain.Facts;
using VocMatch.Domain.Reading;
using VocMatch.Domain.Rounds;
using VocMatch.Domain.Rounds.Clearing;
using VocMatch.Domain.Rounds.Freezing;
using VocMatch.Domain.Rounds.Lists;
using VocMatch.Domain.Runtime;
using VocMatch.Grains.Epochs;
using VocMatch.Grains.Markets;
using VocMatch.Grains.Rounds.Freezing;
using VocMatch.Grains.Rounds.Publishing;
using VocMatch.Matching.Clearing.Markets;
using VocMatch.Matching.Scoring;

namespace VocMatch.Grains.Adjustments;

/// <summary>
/// Reads what a published round was cleared from, or what one that takes lists would be cleared from: seats, reserves, caps, lists, priorities and pairs as they were frozen, for the result
/// that counts now. What a posting asks for and what a student can do is not frozen, and is read as it is today.
/// </summary>
internal sealed class FrozenInputs(
    IRoundRows rows,
    IRoundReading reading,
    MarketReader load,
    UnansweredApplications unanswered,
    RoundFreezer freezing,
    IGrainFactory grains,
    Scorers scorers,
    PatternPool patterns,
    GrainsOptions options,
    TimeProvider time)
{
    public async Task<ClearingInputs> Read(Round round)
    {
        var input = new FrozenInput(new(round.Id, round.Lock), round.Issue);
        var scorer = FrozenPolicy.EpochOf(round.Policy) is { } epoch ? await scorers.At(epoch) : await scorers.Current();
        var rowsOfRound = new MarketRows(
            await rows.Employers(input).ToListAsync(),
            await rows.Placements(input).OrderBy(row => row.Id.Value, StringComparer.Ordinal).ToListAsync(),
            await rows.Students(input).ToListAsync());
        var rankings = await grains.GetGrain<IRoundGrain>(round.Id.Value).Rankings();
        var lockedAt = round.Changes.Last(change => change.Phase is RoundPhase.Locked).At;
        return await Of(round, rowsOfRound, rankings, scorer, lockedAt, $"the lists saved for round {round.Id}") with
        {
            Basis = FormattableString.Invariant(
                $"{Named(round.Id)}lock {round.Lock}, issue {round.Issue}, epoch {FrozenPolicy.EpochOf(round.Policy) ?? scorer.Epoch.Number}"),
            Seed = round.Seed!,
            LockedAt = lockedAt,
        };
    }

    /// <summary>
    /// What a lock would freeze now of a round that takes lists, under a lottery that is not its own; null before half of its students have
    /// saved a list, since those first are not all.
    /// </summary>
    public async Task<ClearingInputs?> Today(Round round)
    {
        var grain = grains.GetGrain<IRoundGrain>(round.Id.Value);
        var (pairs, rankings) = (await grain.Pairs() ?? new([], []), await grain.Rankings());
        var state = new RoundState(round.Id, round.Settings, Seed: "") { Changes = round.Changes, Fixed = pairs.Fixed, Forbidden = pairs.Forbidden, Rankings = rankings };
        var rehearsal = await freezing.Rehearse(state);
        var found = rehearsal.Inputs;
        if (rehearsal.Refusal is not null || 2 * found.Report.StudentsRanked < found.Report.Students)
        {
            return null;
        }

        var scorer = rehearsal.Scoring.Scorer;
        var now = time.GetUtcNow();
        return await Of(round, new(found.Employers, found.Placements, found.Students), rankings, scorer, now, $"the lists saved for round {round.Id} until now") with
        {
            Basis = FormattableString.Invariant($"lists saved for round {round.Id} until {now:yyyy-MM-ddTHH:mm:ssZ}, epoch {scorer.Epoch.Number}"),
            Seed = "today",
        };
    }

    /// <summary>Whether inputs of this basis are those of a round.</summary>
    public static bool AreOf(RoundId round, string basis) => basis.StartsWith(Named(round), StringComparison.Ordinal);

    private static string Named(RoundId round) => $"round {round}, ";

    private async Task<ClearingInputs> Of(Round round, MarketRows frozen, ImmutableArray<EmployerRanking> rankings, Scorer scorer, DateTimeOffset askedAt, string lists)
    {
        var posted = await Posted(round, frozen.Placements);
        var (questions, ranked) = await Students(round, frozen.Students.ToDictionary(student => student.Id));
        return Assemble(frozen, posted, questions, ranked, rankings, scorer, options.LegalMinimumAge, patterns, askedAt, lists) with
        {
            TakenAt = time.GetUtcNow(),
            MaximumRanks = frozen.Students.Any(student => student is { Pass: 2, Completion: null }) ? round.Settings.MaximumRanks : RankBounds.MaxLength,
            Unanswered = await unanswered.At(posted),
        };
    }

    /// <summary>Rows of a round with what they stand for; basis and seed are still to be named.</summary>
    /// <param name="posted">The placements in the order of the rows.</param>
    /// <param name="ranked">What each student saved.</param>
    /// <param name="askedAt">When the lists were closed: what is past then is not eligible.</param>
    public static ClearingInputs Assemble(
        MarketRows frozen,
        IReadOnlyList<Placement> posted,
        IEnumerable<StudentQuestion> questions,
        IReadOnlyDictionary<StudentId, ImmutableArray<PlacementId>> ranked,
        ImmutableArray<EmployerRanking> rankings,
        Scorer scorer,
        int legalMinimumAge,
        PatternPool patterns,
        DateTimeOffset askedAt,
        string lists)
    {
        var own = rankings.ToDictionary(
            ranking => ranking,
            IReadOnlyDictionary<StudentId, int> (ranking) => ranking.Students
                .Select((student, at) => (student, Units: (int)new Priority(RoundRankings.Priority(at + 1, ranking.Students.Length)).Units))
                .ToDictionary(place => place.student, place => place.Units),
            (IEqualityComparer<EmployerRanking>)ReferenceEqualityComparer.Instance);
        ImmutableArray<InputPlacement> placements =
        [
            .. posted.Zip(frozen.Placements, (placement, row) => InputPlacement.Of(
                placement, EngineFacts.Of(placement, scorer.Table, legalMinimumAge, patterns), row.Reserves) with
            {
                OwnList = RoundRankings.For(rankings, row.Employer, row.Id) is { } ranking ? own[ranking] : ImmutableDictionary<StudentId, int>.Empty,
            }),
        ];
        var students = frozen.Students.ToDictionary(student => student.Id);
        var numbers = Enumerable.Range(0, placements.Length).ToDictionary(i => placements[i].Id);
        return new()
        {
            Basis = "",
            Simulated = false,
            Seed = "",
            Scorer = scorer,
            TakenAt = default,
            Placements = placements,
            Students =
            [
                .. questions
                    .OrderBy(question => question.Student.Value, StringComparer.Ordinal)
                    .Select(question => Student(question, students[question.Student], ranked.GetValueOrDefault(question.Student), numbers, scorer, patterns, askedAt)),
            ],
            Caps = frozen.Employers.ToDictionary(employer => employer.Id, employer => employer.Cap),
            Rule = new(scorer, placements, lists),
        };
    }

    /// <summary>The round's placements as they are posted today, with the seats that the round may give.</summary>
    private async Task<List<Placement>> Posted(Round round, IReadOnlyList<FrozenPlacement> frozen)
    {
        var published = new Dictionary<PlacementId, Placement>();
        foreach (var region in round.Settings.Scope.Regions)
        {
            foreach (var placement in await load.Placements(region))
            {
                published[placement.Id] = placement;
            }
        }

        // One that was closed since is still part of the round.
        foreach (var placement in await load.Placements([.. frozen.Select(row => row.Id).Where(id => !published.ContainsKey(id))]))
        {
            published[placement.Id] = placement;
        }

        return
        [
            .. frozen.Select(row => published.TryGetValue(row.Id, out var placement)
                ? placement with { OpenSeats = row.Seats }
                : throw new InvalidOperationException($"The placement '{row.Id}' of the round '{round.Id}' is gone.")),
        ];
    }

    /// <summary>The round's students as they are today, without the seats that the round itself gave them; and what each ranked.</summary>
    private async Task<(List<StudentQuestion> Questions, Dictionary<StudentId, ImmutableArray<PlacementId>> Ranked)> Students(
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
            foreach (var student in await load.Students([.. frozen.Keys.Where(id => !ranked.ContainsKey(id))]))
            {
                yield return new(WithoutOffersOf(round, student), null);
            }
        }
    }

    private static Student WithoutOffersOf(Round round, Student student)
    {
        if (student.Commitments is not { } commitments)
        {
            return student;
        }

        var own = RoundOfferStore.OffersTo(round.Id, student.Id, round.Issue).ToHashSet();
        return student with { Commitments = commitments.RemoveAll(commitment => own.Contains(commitment.Offer)) };
    }

    private static ImmutableArray<ListEntry> Entries(ImmutableArray<FrozenApplication> applications, Dictionary<PlacementId, int> numbers) =>
        [.. applications.Select(application => new ListEntry(numbers[application.Placement], (int)new Priority(application.PriorityMillionths).Units))];

    private static InputStudent Student(
        StudentQuestion question,
        FrozenStudent frozen,
        ImmutableArray<PlacementId> ranked,
        Dictionary<PlacementId, int> numbers,
        Scorer scorer,
        PatternPool patterns,
        DateTimeOffset askedAt) => new(
            question.Student,
            question,
            EngineFacts.Of(question, scorer.Table, patterns, askedAt),
            Entries(frozen.Pass == 2 && frozen.Completion is { } only ? only : frozen.Applications, numbers))
        {
            Pass = frozen.Pass,
            Completion = frozen.Pass == 1 && frozen.Completion is { } completion ? Entries(completion, numbers) : null,
            Tags = frozen.Tags,
            Ranked = frozen is { Pass: 2, Completion: not null } ? 0
                : frozen.Pass == 2 ? frozen.Applications.Count(application => !ranked.IsDefault && ranked.Contains(application.Placement)) : frozen.Applications.Length,
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
