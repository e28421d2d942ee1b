using System.Collections.Immutable;
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
    private readonly RoundState _round;
    private readonly Scorer _scorer;
    private readonly PairScorer _pairs;

    // Only completions search: who checks one list needs no index.
    private readonly Lazy<PlacementIndex> _index;
    private readonly Dictionary<PlacementId, (int Number, PlacementFacts Facts, FrozenPlacement Frozen)> _placements;
    private readonly Dictionary<EmployerRanking, Dictionary<StudentId, int>> _positions;

    public RoundScoring(RoundState round, RoundDemand demand, Scorer scorer, int legalMinimumAge, DateTimeOffset now)
    {
        (_round, _scorer, _askedAt) = (round, scorer, round.LockedAt ?? now);

        // The seats are the round's by now, so the market calls none of them open.
        PlacementFacts[] facts =
        [
            .. demand.Placements.Select(placement => EngineFacts.Of(
                placement.Posted with { OpenSeats = Math.Max(1, placement.Frozen.Seats) }, scorer.Table, legalMinimumAge, _patterns)),
        ];
        _placements = demand.Placements
            .Select((placement, number) => (placement.Frozen, Number: number))
            .ToDictionary(placement => placement.Frozen.Id, placement => (placement.Number, facts[placement.Number], placement.Frozen));
        _pairs = new(scorer, facts);
        _index = new(() => Index(placement => placement.Seats > 0));
        _positions = round.Rankings.ToDictionary(
            ranking => ranking,
            ranking => ranking.Students.Select((student, i) => (student, Position: i + 1)).ToDictionary(p => p.student, p => p.Position),
            (IEqualityComparer<EmployerRanking>)ReferenceEqualityComparer.Instance);
    }

    public Scorer Scorer => _scorer;

    /// <summary>A student's own list: what of it can be applied for, and what not and why.</summary>
    public (ImmutableArray<FrozenApplication> Applications, ImmutableArray<DroppedApplication> Dropped) Ranked(
        StudentQuestion question, ImmutableArray<PlacementId> ranked)
    {
        var student = EngineFacts.Of(question, _scorer.Table, _patterns, _askedAt);
        var applications = ImmutableArray.CreateBuilder<FrozenApplication>(ranked.Length);
        var dropped = ImmutableArray.CreateBuilder<DroppedApplication>();
        StudentExplainer? words = null;
        foreach (var (placement, rank, score) in Scored(student, ranked))
        {
            if (score is not { } found)
            {
                dropped.Add(new(placement, rank, ConstraintNames.InRound, "The placement is not in this round."));
            }
            else if (found.FirstFailing is { } failing)
            {
                words ??= _scorer.For(student);
                dropped.Add(Drop(placement, rank, words.Explain(_placements[placement].Facts, failing), student));
            }
            else
            {
                applications.Add(Application(question.Student, _placements[placement].Frozen, found, rank));
            }
        }

        return (applications.ToImmutable(), dropped.ToImmutable());
    }

    /// <summary>
    /// Candidates for the second pass, by score: the best matches that the student did not rank, and the best of those that fewer ranked than
    /// they have seats for, since where everybody's best are full somebody would be left without a place beside free seats.
    /// </summary>
    /// <param name="without">What is no candidate: ranked, or never to come about.</param>
    /// <param name="spare">Placements that will have a seat left after the first pass, as <see cref="Spare"/> finds them.</param>
    public ImmutableArray<FrozenApplication> Completion(StudentQuestion question, IReadOnlySet<PlacementId> without, PlacementIndex? spare = null)
    {
        var student = EngineFacts.Of(question, _scorer.Table, _patterns, _askedAt);
        ImmutableArray<PlacementId> best =
        [
            .. Best(_index.Value, Candidates).Concat(spare is null ? [] : Best(spare, SpareCandidates))
                .DistinctBy(match => match.Id)
                .OrderByDescending(match => match.Score)
                .ThenBy(match => match.Id.Value, StringComparer.Ordinal)
                .Select(match => match.Id),
        ];
        return [.. Scored(student, best).Select(one => Application(question.Student, _placements[one.Placement].Frozen, one.Score!.Value, one.Rank))];

        IEnumerable<(PlacementId Id, int Score)> Best(PlacementIndex index, int most) => index.Top(student, most + without.Count).Ranked
            .Select(match => (Id: PlacementId.Parse(match.Placement.Id), match.Score))
            .Where(match => !without.Contains(match.Id))
            .Take(most);
    }

    /// <summary>Placements with more seats than applications: every lottery leaves a seat there, unless the employer's cap is reached.</summary>
    /// <param name="applied">Applications by placement; absent: none.</param>
    public PlacementIndex Spare(IReadOnlyDictionary<PlacementId, int> applied) => Index(placement => placement.Seats > applied.GetValueOrDefault(placement.Id));

    private PlacementIndex Index(Func<FrozenPlacement, bool> isHeld)
    {
        var index = new PlacementIndex(_scorer);
        index.Load(_placements.Values.Where(placement => isHeld(placement.Frozen)).Select(placement => placement.Facts));
        return index;
    }

    /// <summary>The score of every placement of a list with its place in it; null where the placement is not in the round.</summary>
    private IEnumerable<(PlacementId Placement, int Rank, PairScore? Score)> Scored(StudentFacts student, ImmutableArray<PlacementId> ranked)
    {
        int[] numbers = [.. ranked.Where(_placements.ContainsKey).Select(placement => _placements[placement].Number)];
        var scores = new PairScore[numbers.Length];
        _pairs.Score(student, numbers, scores);
        var next = 0;
        for (var i = 0; i < ranked.Length; i++)
        {
            yield return (ranked[i], i + 1, _placements.ContainsKey(ranked[i]) ? scores[next++] : null);
        }
    }

    private FrozenApplication Application(StudentId student, FrozenPlacement placement, PairScore score, int rank)
    {
        var parts = new PriorityParts(score.Skills, score.Occupation, score.Proximity, score.Conditions);
        var priority = RoundRankings.For(_round.Rankings, placement.Employer, placement.Id) is { } ranking
            && _positions[ranking].TryGetValue(student, out var position)
                ? RoundRankings.Priority(position, ranking.Students.Length)
                : Priority.OfHundredths(parts.Score).Millionths;
        return new(placement.Id, rank, priority, parts);
    }

    private static DroppedApplication Drop(PlacementId placement, int rank, ConstraintVerdict failed, StudentFacts student) => new(
        placement,
        rank,
        Constraints.Of(failed.Constraint).Name,
        ConstraintWords.Reason(failed.Asked, failed.Found),
        Constraints.Of(failed.Constraint).Unknown(student));
}
