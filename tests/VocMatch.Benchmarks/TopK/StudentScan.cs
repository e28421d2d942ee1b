using VocMatch.Matching.Index;
using VocMatch.Matching.Scoring;

namespace VocMatch.Benchmarks.TopK;

/// <summary>The best students of a placement by scoring every one from the same columns as the index, constraints asked last.</summary>
internal sealed class StudentScan
{
    private readonly ScoringFrame _frame;
    private readonly StudentRows _rows = new();
    private readonly PlacementQuery _query = new();
    private readonly Best<StudentFacts> _best = new();

    public StudentScan(TopKMarket market)
    {
        _frame = new ScoringFrame(market.Scorer);
        foreach (var student in market.Students)
        {
            _rows.Add(student, _frame);
        }
    }

    public RankedStudent[] Top(PlacementFacts placement, int k)
    {
        _best.Start(k);
        _query.Prepare(placement, _frame);
        for (var row = 0; row < _rows.Count; row++)
        {
            Offer(row, placement);
        }

        _query.Clear();
        return [.. _best.TakeAll(static (student, score) => new RankedStudent(student, score))];
    }

    private void Offer(int row, PlacementFacts placement)
    {
        var withoutProximity = _query.UnitsWithoutProximity(_rows.SkillsOf(row), _rows.OccupationsOf(row));
        if (withoutProximity + _frame.FullProximity < _best.Threshold)
        {
            return;
        }

        var student = _rows.Facts[row];
        var metres = _rows.Homes[row].MetresTo(_query.Site);
        var score = withoutProximity + _frame.Scorer.Proximity(metres);
        if (_best.Admits(score, student.Id) && Constraints.AllHold(student, placement, metres, new SkillCoverage(student, _frame.Scorer)))
        {
            _best.Enter(score, student.Id, student);
        }
    }
}
