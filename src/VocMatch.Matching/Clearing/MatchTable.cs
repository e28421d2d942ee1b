using VocMatch.Matching.Clearing.Markets;

namespace VocMatch.Matching.Clearing;

/// <summary>Who got which placement and at which rank, fixed pairs included: what is published, and what a verifier is given.</summary>
public sealed class MatchTable
{
    private readonly int[] _placementOf;
    private readonly byte[] _rankOf;

    /// <summary>An empty list for a number of students.</summary>
    public MatchTable(int studentCount)
    {
        _placementOf = new int[studentCount];
        _placementOf.AsSpan().Fill(-1);
        _rankOf = new byte[studentCount];
    }

    public int Count => _placementOf.Length - _placementOf.AsSpan().Count(-1);

    /// <summary>The matches of an assignment together with the market's fixed pairs.</summary>
    public static MatchTable Of(SeatAssignment assignment)
    {
        var market = assignment.Market.Market;
        var matches = new MatchTable(market.Students.Count);
        for (var student = 0; student < market.Students.Count; student++)
        {
            if (assignment.PlacementOf(student) is >= 0 and var placement)
            {
                matches.Set(student, placement, assignment.RankOf(student));
            }
        }

        foreach (var pair in market.Fixed)
        {
            matches.Set(pair.Student, pair.Placement, market.RankOf(pair.Student, pair.Placement));
        }

        return matches;
    }

    /// <summary>The placement of a student, or -1.</summary>
    public int PlacementOf(int student) => _placementOf[student];

    /// <summary>The rank the student gave it; 0 for a fixed pair that was not ranked.</summary>
    public int RankOf(int student) => _rankOf[student];

    /// <summary>Sets the placement of a student; a rank is 0 to <see cref="RankBounds.MaxLength"/>.</summary>
    public void Set(int student, int placement, int rank)
    {
        _placementOf[student] = placement;
        _rankOf[student] = checked((byte)rank);
    }
}
