using System.Globalization;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Taxonomy;
using VocMatch.Contracts.Work;

namespace VocMatch.Domain.Rules;

/// <summary>Places: points on the globe and regions of the taxonomy.</summary>
internal static class PlaceRules
{
    public static void Point(this Violations violations, string field, GeoPoint? point)
    {
        if (point is null)
        {
            return;
        }

        violations.Require(
            point.Latitude is >= -90 and <= 90, $"{field}.latitude", Text(point.Latitude), "Degrees north, -90 to 90.");
        violations.Require(
            point.Longitude is >= -180 and <= 180, $"{field}.longitude", Text(point.Longitude), "Degrees east, -180 to 180.");
    }

    public static void Region(this Violations violations, string field, RegionId region, TaxonomySnapshot taxonomy) =>
        violations.Require(taxonomy.Regions.ContainsKey(region), field, region.Value, $"The region '{region.Value}' does not exist.");

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
