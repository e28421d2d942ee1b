using System.Collections.Immutable;
using System.Runtime.InteropServices;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Markets;
using VocMatch.Contracts.Rounds;
using VocMatch.Domain.Eligibility;
using VocMatch.Domain.Facts;
using VocMatch.Domain.Rounds.Lists;
using VocMatch.Matching.Clearing.Markets;
using VocMatch.Matching.Index;
using VocMatch.Matching.Pairs;
using VocMatch.Matching.Scoring;

namespace VocMatch.Domain.Rounds.Freezing;

/// <summary>
/// Turns lists into applications with priorities: an employer's own list first, else the score as shown, which is rounded before clearing
/// (C2, C5 of the clearing's specification). Safe for concurrent use.
/// </summary>
internal sealed class RoundScoring
{
    /// <summary>Best matches kept for the second pass, of which those with seats left are taken.</summary>
    private const int Candidates = RankBounds.MaxLength;

    /// <summary>Best matches kept beside them that will have a seat left, however much the others are asked for.</summary>
    private const int SpareCandidates = RankBounds.MaxLength;

    private readonly PatternPool _patterns = new();
    private readonly DateTimeOffset _askedAt;
    private readonly Scorer _scorer;
    private readonly PairScorer _pairs;

    // Only completions search: who checks one list needs no index.
    private readonly Lazy<PlacementIndex> _index;

    // The placements have numbers; what is known of each stands under its number.
    private readonly FrozenPlacement[] _placements;
    private readonly PlacementFacts[] _facts;
    private readonly OwnList?[] _lists;
    private readonly Dictionary<PlacementId, int> _numbers;
    private readonly Dictionary<PlacementFacts, int> _numbersOfFacts;

    public RoundScoring(RoundState round, RoundDemand demand, Scorer scorer, int legalMinimumAge, DateTimeOffset now)
    {
        (_scorer, _askedAt) = (scorer, round.LockedAt ?? now);
        _placements = [.. demand.Placements.Select(placement => placement.Frozen)];

        // The seats are the round's by now, so the market calls none of them open.
        _facts =
        [
            .. demand.Placements.Select(placement => EngineFacts.Of(
                placement.Posted with { OpenSeats = Math.Max(1, placement.Frozen.Seats) }, scorer.Table, legalMinimumAge, _patterns)),
        ];
        _numbers = new(_placements.Length);
        _numbersOfFacts = new(_placements.Length, ReferenceEqualityComparer.Instance);
        for (var number = 0; number < _placements.Length; number++)
        {
            _numbers.Add(_placements[number].Id, number);
            _numbersOfFacts.Add(_facts[number], number);
        }

        _pairs = new(scorer, _facts);
        _index = new(() => Index(placement => placement.Seats > 0));
        var rankings = round.Rankings.ToLookup(ranking => ranking.Employer);
        var lists = round.Rankings.ToDictionary(ranking => ranking, OwnList.Of, (IEqualityComparer<EmployerRanking>)ReferenceEqualityComparer.Instance);
        _lists = Array.ConvertAll(
            _placements, placement => RoundRankings.For(rankings[placement.Employer], placement.Employer, placement.Id) is { } ranking ? lists[ranking] : null);
    }

    public Scorer Scorer => _scorer;

    /// <summary>A student as lists are scored for: with nothing in it that others hold already.</summary>
    public StudentFacts FactsOf(StudentQuestion question) => EngineFacts.Of(question, _scorer.Table, _patterns, _askedAt);

    /// <summary>A student's own list: what of it can be applied for, and what not and why.</summary>
    public (ImmutableArray<FrozenApplication> Applications, ImmutableArray<DroppedApplication> Dropped) Ranked(
        StudentFacts student, ImmutableArray<PlacementId> ranked)
    {
        var numbers = new List<int>(ranked.Length);
        foreach (var placement in ranked)
        {
            if (_numbers.TryGetValue(placement, out var number))
            {
                numbers.Add(number);
            }
        }

        var scores = Scored(student, numbers);
        var applications = ImmutableArray.CreateBuilder<FrozenApplication>(numbers.Count);
        var dropped = ImmutableArray.CreateBuilder<DroppedApplication>();
        StudentExplainer? words = null;
        var next = 0;
        for (var i = 0; i < ranked.Length; i++)
        {
            if (next == numbers.Count || _placements[numbers[next]].Id != ranked[i])
            {
                dropped.Add(new(ranked[i], i + 1, ConstraintNames.InRound, "The placement is not in this round."));
                continue;
            }

            var (number, score) = (numbers[next], scores[next]);
            next++;
            if (score.FirstFailing is { } failing)
            {
                words ??= _scorer.For(student);
                dropped.Add(Drop(ranked[i], i + 1, words.Explain(_facts[number], failing), student));
            }
            else
            {
                applications.Add(Application(student, number, score, i + 1));
            }
        }

        return (applications.ToImmutable(), dropped.ToImmutable());
    }

    /// <summary>
    /// Candidates for the second pass, by score: the best matches that the student did not rank, and the best of those that fewer ranked than
    /// they have seats for, since where everybody's best are full somebody would be left without a place beside free seats.
    /// </summary>
    /// <param name="without">What is no candidate: ranked, or never to come about.</param>
    /// <param name="spare">Which placements will have a seat left after the first pass; null: only the best matches are candidates.</param>
    public ImmutableArray<FrozenApplication> Completion(StudentFacts student, IEnumerable<PlacementId> without, SparePlacements? spare = null)
    {
        var asking = student with { ForbiddenPlacements = student.ForbiddenPlacements.Union(without.Select(placement => placement.Value)) };
        var best = spare is null ? _index.Value.Top(asking, Candidates).Ranked : Best(asking, spare);
        var numbers = new List<int>(best.Length);
        foreach (var match in best)
        {
            numbers.Add(_numbersOfFacts[match.Placement]);
        }

        var scores = Scored(student, numbers);
        var candidates = ImmutableArray.CreateBuilder<FrozenApplication>(numbers.Count);
        for (var i = 0; i < scores.Length; i++)
        {
            candidates.Add(Application(student, numbers[i], scores[i], i + 1));
        }

        return candidates.MoveToImmutable();
    }

    /// <summary>Divides the placements into those with more seats than applications, where every lottery leaves one unless the employer's cap is reached, and the others.</summary>
    /// <param name="applied">Applications by placement; absent: none.</param>
    public SparePlacements Spare(IReadOnlyDictionary<PlacementId, int> applied) => new(
        Index(placement => placement.Seats > applied.GetValueOrDefault(placement.Id)),
        Index(placement => placement.Seats > 0 && placement.Seats <= applied.GetValueOrDefault(placement.Id)));

    /// <summary>
    /// The best of all placements and the best of the spare ones, each placement once, best first. The others are searched second, and only for
    /// what beats the last of the spare ones that would be among the best of all, so that nothing is looked at twice.
    /// </summary>
    private static ImmutableArray<RankedPlacement> Best(StudentFacts student, SparePlacements placements)
    {
        var spare = placements.Spare.Top(student, SpareCandidates).Ranked;
        var others = placements.Others.Top(student, Candidates, spare.Length >= Candidates ? spare[Candidates - 1].Score : 0).Ranked;
        var best = ImmutableArray.CreateBuilder<RankedPlacement>(spare.Length + others.Length);
        for (int s = 0, o = 0; s < spare.Length || (o < others.Length && best.Count < Candidates);)
        {
            var isOther = o < others.Length && best.Count < Candidates && (s == spare.Length || Before(others[o], spare[s]));
            best.Add(isOther ? others[o++] : spare[s++]);
        }

        return best.ToImmutable();

        static bool Before(RankedPlacement a, RankedPlacement b) =>
            a.Score != b.Score ? a.Score > b.Score : Utf8Order.Compare(a.Placement.Id, b.Placement.Id) < 0;
    }

    private PlacementIndex Index(Func<FrozenPlacement, bool> isHeld)
    {
        var index = new PlacementIndex(_scorer);
        index.Load(_facts.Where((_, number) => isHeld(_placements[number])));
        return index;
    }

    private PairScore[] Scored(StudentFacts student, List<int> numbers)
    {
        var scores = new PairScore[numbers.Count];
        _pairs.Score(student, CollectionsMarshal.AsSpan(numbers), scores);
        return scores;
    }

    private FrozenApplication Application(StudentFacts student, int number, PairScore score, int rank)
    {
        var parts = new PriorityParts(score.Skills, score.Occupation, score.Proximity, score.Conditions);
        return new(
            _placements[number].Id, rank, _lists[number]?.PriorityOf(student.Id) ?? Priority.OfHundredths(parts.Score).Millionths, parts);
    }

    private static DroppedApplication Drop(PlacementId placement, int rank, ConstraintVerdict failed, StudentFacts student) => new(
        placement,
        rank,
        Constraints.Of(failed.Constraint).Name,
        ConstraintWords.Reason(failed.Asked, failed.Found),
        Constraints.Of(failed.Constraint).Unknown(student));

    /// <summary>An employer's own list, by student.</summary>
    private sealed record OwnList(Dictionary<string, int> Positions)
    {
        public static OwnList Of(EmployerRanking ranking) =>
            new(ranking.Students.Select((student, i) => (student, Position: i + 1)).ToDictionary(one => one.student.Value, one => one.Position, StringComparer.Ordinal));

        /// <summary>Null for whoever is not on it.</summary>
        public long? PriorityOf(string student) => Positions.TryGetValue(student, out var position) ? RoundRankings.Priority(position, Positions.Count) : null;
    }
}

/// <summary>The placements of a round with seats.</summary>
/// <param name="Spare">Those that will have a seat left, however much the others are asked for.</param>
/// <param name="Others">All others.</param>
internal sealed record SparePlacements(PlacementIndex Spare, PlacementIndex Others);
