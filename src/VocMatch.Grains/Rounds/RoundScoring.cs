using System.Collections.Immutable;
using System.Text.Json;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Markets;
using VocMatch.Contracts.Rounds;
using VocMatch.Grains.Markets;
using VocMatch.Matching.Index;
using VocMatch.Matching.Scoring;

namespace VocMatch.Grains.Rounds;

/// <summary>
/// Turns lists into applications with priorities: an employer's own list first, else the score as shown, which is rounded before clearing
/// (C2, C5 of the clearing's specification). Safe for concurrent use.
/// </summary>
internal sealed class RoundScoring
{
    /// <summary>Candidates kept for a student of the second pass, of which those with seats left are taken.</summary>
    private const int Candidates = 60;

    private const long MillionthsPerHundredth = 10_000;

    private readonly PatternPool _patterns = new();
    private readonly DateTimeOffset _askedAt;
    private readonly RoundState _round;
    private readonly Scorer _scorer;
    private readonly PlacementIndex _index;
    private readonly Dictionary<PlacementId, (PlacementFacts Facts, FrozenPlacement Frozen)> _placements;
    private readonly Dictionary<EmployerRanking, Dictionary<StudentId, int>> _positions;

    public RoundScoring(RoundState round, RoundDemand demand, Scorer scorer, int legalMinimumAge, DateTimeOffset now)
    {
        (_round, _scorer, _askedAt) = (round, scorer, round.LockedAt ?? now);

        // The seats are the round's by now, so the market calls none of them open.
        _placements = demand.Placements.ToDictionary(
            placement => placement.Frozen.Id,
            placement => (EngineFacts.Of(placement.Posted with { OpenSeats = Math.Max(1, placement.Frozen.Seats) }, scorer.Table, legalMinimumAge, _patterns),
                placement.Frozen));
        _index = new(scorer);
        _index.Load(_placements.Values.Where(placement => placement.Frozen.Seats > 0).Select(placement => placement.Facts));
        _positions = round.Rankings.ToDictionary(
            ranking => ranking,
            ranking => ranking.Students.Select((student, i) => (student, Position: i + 1)).ToDictionary(p => p.student, p => p.Position),
            (IEqualityComparer<EmployerRanking>)ReferenceEqualityComparer.Instance);
    }

    /// <summary>A student's own list: what of it can be applied for, and what not and why.</summary>
    public (ImmutableArray<FrozenApplication> Applications, ImmutableArray<DroppedApplication> Dropped) Ranked(
        StudentQuestion question, ImmutableArray<PlacementId> ranked)
    {
        var student = EngineFacts.Of(question, _scorer.Table, _patterns, _askedAt);
        var applications = ImmutableArray.CreateBuilder<FrozenApplication>();
        var dropped = ImmutableArray.CreateBuilder<DroppedApplication>();
        for (var i = 0; i < ranked.Length; i++)
        {
            if (!_placements.TryGetValue(ranked[i], out var placement))
            {
                dropped.Add(new(ranked[i], i + 1, "inRound", "The placement is not in this round."));
                continue;
            }

            var explanation = _scorer.Explain(student, placement.Facts);
            if (explanation.Constraints.FirstOrDefault(constraint => !constraint.Holds) is { } failed)
            {
                dropped.Add(Drop(ranked[i], i + 1, failed, question));
            }
            else
            {
                applications.Add(Application(question.Student, placement.Frozen, explanation, i + 1));
            }
        }

        return (applications.ToImmutable(), dropped.ToImmutable());
    }

    /// <summary>A list for the second pass: what the student ranked, then their best matches.</summary>
    public ImmutableArray<FrozenApplication> Completed(StudentQuestion question, ImmutableArray<FrozenApplication> ranked)
    {
        var completed = ranked.ToBuilder();
        var own = ranked.Select(application => application.Placement).ToHashSet();
        var student = EngineFacts.Of(question, _scorer.Table, _patterns, _askedAt);
        foreach (var match in _index.Top(student, Candidates).Ranked)
        {
            var id = PlacementId.Parse(match.Placement.Id);
            if (own.Add(id))
            {
                var placement = _placements[id];
                completed.Add(Application(question.Student, placement.Frozen, _scorer.Explain(student, placement.Facts), completed.Count + 1));
            }
        }

        return [.. completed.Select((application, i) => application with { Rank = i + 1 })];
    }

    private FrozenApplication Application(StudentId student, FrozenPlacement placement, Explanation explanation, int rank)
    {
        var shown = explanation.Shown();
        var parts = new PriorityParts(shown.Total - shown.Occupation - shown.Proximity - shown.Conditions, shown.Occupation, shown.Proximity, shown.Conditions);
        var priority = RoundRankings.For(_round.Rankings, placement.Employer, placement.Id) is { } ranking
            && _positions[ranking].TryGetValue(student, out var position)
                ? RoundRankings.Priority(position, ranking.Students.Length)
                : parts.Score * MillionthsPerHundredth;
        return new(placement.Id, rank, priority, parts);
    }

    private static DroppedApplication Drop(PlacementId placement, int rank, Matching.Scoring.ConstraintResult failed, StudentQuestion question) => new(
        placement,
        rank,
        JsonNamingPolicy.CamelCase.ConvertName(failed.Constraint.ToString()),
        $"{failed.Asked} is asked, it is {failed.Found}",
        failed.Constraint == Constraint.MinimumAge && question.Ages is null ? "birthDate" : null);
}
