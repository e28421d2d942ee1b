using VocMatch.Matching.Scoring;

namespace VocMatch.Matching.Index;

/// <summary>A ball that holds some places, as straight lines through the Earth, which obey the triangle inequality.</summary>
internal readonly record struct Area(Direction Centre, double Radius)
{
    /// <summary>Six millimetres in radii: far more than the rounding of the distances compared.</summary>
    private const double Slack = 1e-9;

    /// <summary>The ball around the mean of the places.</summary>
    public static Area Of(ReadOnlySpan<Direction> places)
    {
        double x = 0, y = 0, z = 0;
        foreach (var place in places)
        {
            (x, y, z) = (x + place.X, y + place.Y, z + place.Z);
        }

        var centre = new Direction(x / places.Length, y / places.Length, z / places.Length);
        var radius = 0.0;
        foreach (var place in places)
        {
            radius = Math.Max(radius, centre.ChordTo(place));
        }

        return new Area(centre, radius + Slack);
    }

    /// <summary>A number of metres that no place of the area is nearer than.</summary>
    public int LeastMetresFrom(Direction home) =>
        Math.Max(0, Direction.MetresOfChord(Math.Max(0, Centre.ChordTo(home) - Radius)) - 1);
}
