using System.Collections.Immutable;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Taxonomy;
using VocMatch.Contracts.Work;

namespace VocMatch.Scenarios.Demo;

/// <summary>A region of the demonstration: a real town of Ireland with its surroundings.</summary>
/// <param name="Weight">Share of people and employers, percent.</param>
/// <param name="PayPercent">Level of pay, the country = 100.</param>
/// <param name="Demand">Sectors in which employers look for more (over 100) or fewer people than elsewhere, percent.</param>
/// <param name="Supply">Sectors for which colleges train more or fewer people than elsewhere, percent.</param>
internal sealed record DemoRegion(
    Region Region,
    int Weight,
    int PayPercent,
    ImmutableDictionary<string, int> Demand,
    ImmutableDictionary<string, int> Supply)
{
    /// <summary>How far from the centre people of the region live and work.</summary>
    public int RadiusKm => Weight > 10 ? 22 : 30;

    public GeoPoint Centre => Region.Centroid;

    public int DemandOf(string sector) => Demand.GetValueOrDefault(sector, 100);

    public int SupplyOf(string sector) => Supply.GetValueOrDefault(sector, 100);
}

/// <summary>Twelve regions whose supply and demand differ the way they do in life.</summary>
internal static class DemoRegions
{
    /// <summary>In an order that never changes: rows refer to regions by their place here.</summary>
    public static ImmutableArray<DemoRegion> All { get; } =
    [
        // The capital: much office and IT work; more hairdressers and media people trained than it needs.
        Region("dublin", "Dublin", 53.3498, -6.2603, 27, 110, "dundalk portlaoise athlone wexford", "it=190 office=140 media=150 agriculture=15 beauty=60", "beauty=400 media=230"),
        Region("cork", "Cork", 51.8985, -8.4756, 14, 104, "waterford limerick tralee", "process=260 it=120 food=120", "beauty=170"),
        Region("limerick", "Limerick", 52.6638, -8.6267, 9, 101, "cork tralee galway athlone portlaoise kilkenny", "metal=170 logistics=120", "office=200"),
        Region("galway", "Galway", 53.2707, -9.0568, 9, 100, "limerick athlone sligo", "health=190 hospitality=150", "health=45 care=140"),
        Region("waterford", "Waterford", 52.2593, -7.1101, 7, 98, "kilkenny wexford cork", "metal=190 process=200", "hospitality=60"),
        Region("wexford", "Wexford", 52.3369, -6.4633, 6, 95, "kilkenny waterford dublin", "agriculture=260 food=160 hospitality=130", "it=190"),
        Region("dundalk", "Dundalk", 54.0000, -6.4167, 6, 97, "dublin athlone", "logistics=230 food=140", "construction=60"),
        Region("kilkenny", "Kilkenny", 52.6541, -7.2448, 5, 96, "portlaoise waterford wexford limerick", "agriculture=220 hospitality=120", "textile=260"),
        Region("athlone", "Athlone", 53.4239, -7.9407, 5, 97, "dublin dundalk galway portlaoise sligo limerick", "construction=150 process=150", "automotive=230"),
        Region("portlaoise", "Portlaoise", 53.0344, -7.2998, 4, 97, "dublin athlone kilkenny limerick", "logistics=260 security=200", "retail=180"),
        Region("tralee", "Tralee", 52.2675, -9.6962, 4, 94, "cork limerick", "hospitality=260 health=170", "health=40 it=170"),
        Region("sligo", "Sligo", 54.2697, -8.4694, 4, 94, "galway athlone", "health=230 care=150", "health=30 media=180"),
    ];

    public static int IndexOf(RegionId region)
    {
        for (var i = 0; i < All.Length; i++)
        {
            if (All[i].Region.Id == region)
            {
                return i;
            }
        }

        throw new ArgumentException($"'{region}' is no region of the demonstration.", nameof(region));
    }

    private static DemoRegion Region(
        string id, string name, double latitude, double longitude, int weight, int payPercent, string neighbours, string demand, string supply) => new(
            new Region
            {
                Id = RegionId.Parse(id),
                Name = name,
                Centroid = new GeoPoint(latitude, longitude),
                Neighbours = [.. neighbours.Split(' ').Select(n => RegionId.Parse(n))],
            },
            weight,
            payPercent,
            Percents(demand),
            Percents(supply));

    private static ImmutableDictionary<string, int> Percents(string text) =>
        text.Split(' ').Select(part => part.Split('=')).ToImmutableDictionary(part => part[0], part => int.Parse(part[1]), StringComparer.Ordinal);
}
