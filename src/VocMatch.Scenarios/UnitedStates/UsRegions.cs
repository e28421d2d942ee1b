using System.Globalization;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Taxonomy;
using VocMatch.Contracts.Work;
using VocMatch.Data.Tables;

namespace VocMatch.Scenarios.UnitedStates;

/// <summary>
/// Regions from the Census gazetteer. Within one state a region is a county: a student of a college travels within a county and
/// to the next. For the nation a region is a state, so that a market stays large enough to choose in and there are 51, not 3,142.
/// </summary>
internal sealed class UsRegions
{
    private const string File = "gazetteer_counties_2017.txt";
    private const int Neighbours = 5;

    private readonly Dictionary<string, Region> regionOfArea = new(StringComparer.Ordinal);
    private readonly UsTier tier;

    private UsRegions(UsTier tier, IReadOnlyList<County> counties)
    {
        this.tier = tier;
        var areas = tier.State is null
            ? counties.GroupBy(c => c.State).Select(state => (Area: state.Key, Name: state.Key, Id: $"us-{state.Key.ToLowerInvariant()}", Centroid: Centroid([.. state])))
            : counties.Select(c => (Area: c.Fips, c.Name, Id: $"us-{c.Fips}", Centroid: c.Location));
        var all = areas.ToList();
        var near = all.Select(a => all.Where(b => b.Id != a.Id).OrderBy(b => DistanceKm(a.Centroid, b.Centroid)).ThenBy(b => b.Id, StringComparer.Ordinal).Take(Neighbours).Select(b => b.Id).ToHashSet()).ToList();
        for (var i = 0; i < all.Count; i++)
        {
            // To be near is mutual, or a student could go where nobody comes from.
            var neighbours = all.Where((b, j) => near[i].Contains(b.Id) || near[j].Contains(all[i].Id)).Select(b => RegionId.Parse(b.Id));
            regionOfArea.Add(all[i].Area, new Region { Id = RegionId.Parse(all[i].Id), Name = all[i].Name, Centroid = all[i].Centroid, Neighbours = [.. neighbours] });
        }
    }

    public IReadOnlyCollection<Region> All => regionOfArea.Values;

    public static UsRegions Read(SourceFiles files, UsTier tier)
    {
        using var reader = new StreamReader(files.Open(File));
        var counties = new List<County>();
        for (var line = 1; reader.ReadLine() is { } text; line++)
        {
            if (text.Split('|') is not [var state, var fips, _, var name, var land, _, _, _, var latitude, var longitude])
            {
                throw new SourceFileException(File, line, null, "A county has ten cells: state, code, GNIS code, name, four areas, latitude, longitude.");
            }

            if (state != "PR" && tier.Includes(state))
            {
                var place = new GeoPoint(double.Parse(latitude, CultureInfo.InvariantCulture), double.Parse(longitude, CultureInfo.InvariantCulture));
                counties.Add(new County(state, fips, $"{name}, {state}", double.Parse(land, CultureInfo.InvariantCulture), place));
            }
        }

        return new UsRegions(tier, counties);
    }

    /// <summary>The region of a place: by code, or the nearest where the code is not in the gazetteer (Connecticut changed its own in 2022).</summary>
    /// <returns>Null outside the fifty states and the District of Columbia.</returns>
    public Region? Find(string state, string countyFips, GeoPoint? place)
    {
        if (regionOfArea.TryGetValue(tier.State is null ? state : countyFips, out var region))
        {
            return region;
        }

        return tier.State is null || place is null ? null : All.MinBy(r => DistanceKm(r.Centroid, place));
    }

    private static GeoPoint Centroid(IReadOnlyList<County> counties)
    {
        var land = counties.Sum(c => c.Land);
        return new GeoPoint(
            Math.Round(counties.Sum(c => c.Location.Latitude * c.Land) / land, 4),
            Math.Round(counties.Sum(c => c.Location.Longitude * c.Land) / land, 4));
    }

    /// <summary>Great-circle distance, haversine formula, mean radius of the earth.</summary>
    private static double DistanceKm(GeoPoint a, GeoPoint b)
    {
        const double RadiusKm = 6371.0088;
        var (latitudeA, latitudeB) = (double.DegreesToRadians(a.Latitude), double.DegreesToRadians(b.Latitude));
        var (north, east) = (Math.Sin((latitudeB - latitudeA) / 2), Math.Sin(double.DegreesToRadians(b.Longitude - a.Longitude) / 2));
        return 2 * RadiusKm * Math.Asin(Math.Sqrt((north * north) + (Math.Cos(latitudeA) * Math.Cos(latitudeB) * east * east)));
    }

    private sealed record County(string State, string Fips, string Name, double Land, GeoPoint Location);
}
