namespace VocMatch.Matching.Scoring;

/// <summary>
/// A place as a unit vector from the centre of the Earth. Everything here uses only addition, multiplication, division and square
/// root, each of which IEEE 754 rounds exactly, and is rounded to metres once at the end: every machine finds the same
/// number of metres, which library sines and arcsines do not promise.
/// </summary>
internal readonly record struct Direction(double X, double Y, double Z)
{
    private const double MeanEarthRadiusMetres = 6_371_008.8;
    private const double RadiansPerDegree = Math.PI / 180;

    public static Direction Of(Coordinates point)
    {
        var cosine = SineOfDegrees(90 - Math.Abs(point.Latitude));
        var longitude = Math.Abs(point.Longitude);
        return new Direction(
            cosine * (longitude <= 90 ? SineOfDegrees(90 - longitude) : -SineOfDegrees(longitude - 90)),
            cosine * Math.Sign(point.Longitude) * SineOfDegrees(longitude <= 90 ? longitude : 180 - longitude),
            Math.Sign(point.Latitude) * SineOfDegrees(Math.Abs(point.Latitude)));
    }

    /// <summary>Length of the straight line through the Earth, in radii: 0 to 2.</summary>
    public double ChordTo(Direction other)
    {
        double x = X - other.X, y = Y - other.Y, z = Z - other.Z;
        return Math.Sqrt((x * x) + (y * y) + (z * z));
    }

    public int MetresTo(Direction other) => MetresOfChord(ChordTo(other));

    /// <summary>Great-circle metres of a chord, a half rounded up.</summary>
    public static int MetresOfChord(double chord) => (int)((2 * MeanEarthRadiusMetres * ArcSine(Math.Min(1, chord / 2))) + 0.5);

    /// <summary>Sine of 0 to 90 degrees by its Taylor series at the nearer end; the terms left out are below 1e-17.</summary>
    private static double SineOfDegrees(double degrees)
    {
        if (degrees > 45)
        {
            var c = (90 - degrees) * RadiansPerDegree;
            var square = c * c;
            double cosine = 1, cosineTerm = 1;
            for (var n = 1; n <= 17; n += 2)
            {
                cosineTerm *= -square / (n * (n + 1));
                cosine += cosineTerm;
            }

            return cosine;
        }

        var x = degrees * RadiansPerDegree;
        double sine = x, term = x;
        for (var n = 2; n <= 18; n += 2)
        {
            term *= -(x * x) / (n * (n + 1));
            sine += term;
        }

        return sine;
    }

    /// <summary>Arcsine of 0 to 1 by its series, halving the angle first where the series is slow.</summary>
    private static double ArcSine(double sine)
    {
        if (sine > 0.5)
        {
            return (Math.PI / 2) - (2 * ArcSine(Math.Sqrt((1 - sine) / 2)));
        }

        var square = sine * sine;
        double sum = sine, power = sine;
        for (var n = 1; n < 60 && power > 1e-18; n += 2)
        {
            power *= square * n / (n + 1);
            sum += power / (n + 2);
        }

        return sum;
    }
}
