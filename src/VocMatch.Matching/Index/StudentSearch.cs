using System.Collections.Immutable;
using System.Runtime.InteropServices;
using VocMatch.Matching.Scoring;

namespace VocMatch.Matching.Index;

/// <summary>Exact top-k of students: every one is scored, constraints are asked only of those who would enter. One for each thread.</summary>
internal sealed class StudentSearch
{
    [ThreadStatic]
    private static StudentSearch? _ofThisThread;

    private readonly PlacementQuery _query = new();
    private readonly Best<StudentFacts> _best = new();

    public static StudentSearch OfThisThread => _ofThisThread ??= new StudentSearch();

    public ImmutableArray<RankedStudent> Top(ScoringFrame frame, StudentRow?[][] chunks, PlacementFacts placement, int k)
    {
        _best.Start(k);
        try
        {
            _query.Prepare(placement, frame);
            foreach (var chunk in chunks)
            {
                foreach (var student in chunk)
                {
                    if (student is not null)
                    {
                        Offer(student, placement, frame);
                    }
                }
            }

            var ranked = new RankedStudent[_best.Count];
            while (_best.Count > 0)
            {
                var last = _best.Count - 1;
                var (score, student) = _best.TakeWorst();
                ranked[last] = new RankedStudent(student, score);
            }

            return ImmutableCollectionsMarshal.AsImmutableArray(ranked);
        }
        finally
        {
            _query.Clear();
            _best.Clear();
        }
    }

    private void Offer(StudentRow student, PlacementFacts placement, ScoringFrame frame)
    {
        var withoutProximity = _query.UnitsWithoutProximity(student);
        if (withoutProximity + frame.FullProximity < _best.Threshold)
        {
            return;
        }

        var metres = student.Home.MetresTo(_query.Site);
        var score = withoutProximity + frame.Scorer.Proximity(metres);
        if (_best.Admits(score, student.Facts.Id) && Constraints.AllHold(student.Facts, placement, metres, new SkillCoverage(student.Facts, frame.Scorer)))
        {
            _best.Enter(score, student.Facts.Id, student.Facts);
        }
    }
}
