using VocMatch.Contracts.Work;

namespace VocMatch.Scenarios.Generation;

/// <summary>Generated places around a centre.</summary>
internal static class Places
{
    private const double KmPerDegree = 111.2;

    /// <summary>A point at most <paramref name="radiusKm"/> away, more often near than far, rounded to some 10 metres.</summary>
    public static GeoPoint Near(GeoPoint centre, int radiusKm, SplitMix64 random)
    {
        var distance = radiusKm * (random.Below(1001) / 1000.0) * (random.Below(1001) / 1000.0);
        var angle = 2 * Math.PI * random.Below(3600) / 3600;
        var latitude = centre.Latitude + (distance * Math.Sin(angle) / KmPerDegree);
        var longitude = centre.Longitude + (distance * Math.Cos(angle) / (KmPerDegree * Math.Cos(centre.Latitude * Math.PI / 180)));
        return new GeoPoint(Math.Round(latitude, 4), Math.Round(longitude, 4));
    }

    /// <summary>Distance of two points of one region, on a plane: good to a percent.</summary>
    public static double KmBetween(GeoPoint a, GeoPoint b)
    {
        var north = (b.Latitude - a.Latitude) * KmPerDegree;
        var east = (b.Longitude - a.Longitude) * KmPerDegree * Math.Cos(a.Latitude * Math.PI / 180);
        return Math.Sqrt((north * north) + (east * east));
    }
}
