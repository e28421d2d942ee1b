namespace VocMatch.Matching.Scoring;

/// <summary>Which constraints keep a pair apart, without words: for questions about many pairs.</summary>
public static class FailedConstraints
{
    /// <summary>A set with a bit for every constraint: bit <c>1 &lt;&lt; (int)constraint</c> where it fails; 0 where all hold.</summary>
    public static int Of(StudentFacts student, PlacementFacts placement)
    {
        ArgumentNullException.ThrowIfNull(student);
        ArgumentNullException.ThrowIfNull(placement);
        var metres = student.Home.MetresTo(placement.Location);
        var failed = 0;
        foreach (var constraint in Constraints.All)
        {
            if (!Constraints.Holds(constraint, student, placement, metres))
            {
                failed |= 1 << (int)constraint;
            }
        }

        return failed;
    }
}
