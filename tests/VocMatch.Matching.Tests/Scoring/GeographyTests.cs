using VocMatch.Matching.Scoring;

namespace VocMatch.Matching.Tests.Scoring;

public sealed class GeographyTests
{
    [Fact]
    public void Distances_agree_with_the_haversine_formula_to_a_metre()
    {
        var random = new SplitMix64(1);
        for (var i = 0; i < 20_000; i++)
        {
            Coordinates a = Random(random), b = i % 2 == 0 ? Random(random) : Near(a, random);
            Assert.InRange(a.MetresTo(b) - Haversine(a, b), -1, 1);
            Assert.Equal(a.MetresTo(b), b.MetresTo(a));
        }
    }

    [Theory]
    [InlineData(0, 0, 0, 0, 0)]
    [InlineData(90, 0, -90, 0, 20_015_114)]
    [InlineData(0, 180, 0, -180, 0)]
    [InlineData(0, 0, 0, 180, 20_015_114)]
    [InlineData(0, 90, 0, -90, 20_015_114)]
    [InlineData(90, 12, 90, -100, 0)]
    public void Poles_and_the_date_line_are_places_like_others(double lat1, double lon1, double lat2, double lon2, int metres) =>
        Assert.Equal(metres, new Coordinates(lat1, lon1).MetresTo(new Coordinates(lat2, lon2)));

    [Theory]
    [InlineData(90.1, 0)]
    [InlineData(0, -180.1)]
    [InlineData(double.NaN, 0)]
    public void Places_off_the_map_are_refused(double latitude, double longitude) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Coordinates(latitude, longitude));

    [Fact]
    public void Proximity_halves_with_every_half_distance_and_never_rises()
    {
        Assert.Equal([150_000, 75_000, 37_500], new[] { 0, 20_000, 40_000 }.Select(metres => HalfDistance.Units(1_500, metres, 20_000)));
        var last = int.MaxValue;
        for (var metres = 0; metres < 400_000; metres += 7)
        {
            var units = HalfDistance.Units(1_500, metres, 20_000);
            Assert.True(units <= last);
            Assert.InRange(units - (150_000 * Math.Pow(0.5, metres / 20_000.0)), -1, 1);
            last = units;
        }
    }

    private static double Haversine(Coordinates a, Coordinates b)
    {
        double lat1 = double.DegreesToRadians(a.Latitude), lat2 = double.DegreesToRadians(b.Latitude);
        var sinLat = Math.Sin((lat2 - lat1) / 2);
        var sinLon = Math.Sin(double.DegreesToRadians(b.Longitude - a.Longitude) / 2);
        return 2 * 6_371_008.8 * Math.Asin(Math.Min(1, Math.Sqrt((sinLat * sinLat) + (Math.Cos(lat1) * Math.Cos(lat2) * sinLon * sinLon))));
    }

    private static Coordinates Random(SplitMix64 random) => new((random.Below(180_001) / 1_000.0) - 90, (random.Below(360_001) / 1_000.0) - 180);

    private static Coordinates Near(Coordinates point, SplitMix64 random) =>
        new(Math.Clamp(point.Latitude + (random.Below(1_000) / 10_000.0), -90, 90), Math.Clamp(point.Longitude + (random.Below(1_000) / 10_000.0), -180, 180));
}
