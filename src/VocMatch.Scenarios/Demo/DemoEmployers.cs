using System.Collections.Immutable;
using System.Globalization;
using VocMatch.Contracts.Employers;
using VocMatch.Contracts.Identity;
using VocMatch.Data.Rows;
using VocMatch.Scenarios.Generation;

namespace VocMatch.Scenarios.Demo;

/// <summary>Employers with one to three sites, each in a region and a sector.</summary>
internal sealed class DemoEmployers
{
    /// <summary>Sites farther from the centre of their region are rural.</summary>
    private const int TownRadiusKm = 10;

    private const ulong EmployerKind = 3;

    private static readonly ImmutableDictionary<string, ImmutableArray<string>> Trades = new Dictionary<string, ImmutableArray<string>>
    {
        ["health"] = ["General Hospital", "Nursing Home", "Medical Centre", "Dental Practice", "Pharmacy", "Home Care", "Clinic"],
        ["care"] = ["Early Years", "Creche", "Community Services", "Primary School", "Leisure Centre"],
        ["hospitality"] = ["Hotel", "Restaurant", "Inn", "Catering", "Travel", "Guest House"],
        ["food"] = ["Bakery", "Craft Butchers", "Creameries", "Foods", "Patisserie"],
        ["retail"] = ["Stores", "Supermarket", "Trading", "Hardware", "Fashion"],
        ["logistics"] = ["Haulage", "Logistics", "Freight", "Warehousing", "Couriers"],
        ["construction"] = ["Builders", "Plumbing and Heating", "Roofing", "Joinery", "Civil Works", "Interiors"],
        ["electrical"] = ["Electrical", "Electronics", "Power Services", "Networks and Cabling"],
        ["metal"] = ["Engineering", "Fabrication", "Precision Tools", "Machinery", "Furniture"],
        ["automotive"] = ["Motors", "Auto Services", "Body Repairs", "Cycles"],
        ["it"] = ["Software", "IT Services", "Data Centre", "Digital"],
        ["office"] = ["Accountants", "Solicitors", "Insurance", "Business Services", "County Council"],
        ["agriculture"] = ["Farm", "Nurseries", "Landscapes", "Forestry", "Veterinary Clinic"],
        ["beauty"] = ["Hair Studio", "Beauty Rooms", "Barbers", "Spa"],
        ["media"] = ["Media", "Print Works", "Design Studio", "Event Technology"],
        ["textile"] = ["Tailoring", "Alterations", "Textiles"],
        ["security"] = ["Security", "Guarding", "Event Services"],
        ["process"] = ["Pharma", "Chemicals", "Laboratories", "Bioprocess"],
    }.ToImmutableDictionary(StringComparer.Ordinal);

    private static readonly ImmutableArray<string> SiteNames = ["Main site", "Second site", "Branch"];

    private readonly ulong seed;
    private readonly DemoOccupations occupations;
    private readonly int[] regionOfEmployer;
    private readonly Weights[] sectorsOfRegion;

    public DemoEmployers(ulong seed, int employers, DemoOccupations occupations)
    {
        (this.seed, this.occupations) = (seed, occupations);
        regionOfEmployer = DemoRegionShares.Spread(employers);
        sectorsOfRegion =
        [
            .. DemoRegions.All.Select(region => new Weights(occupations.Sectors.Select(sector => occupations.BySector[sector].Length * region.DemandOf(sector)))),
        ];
        Employers = new GeneratedRows<ImportedEmployer>(employers, Employer);
    }

    public GeneratedRows<ImportedEmployer> Employers { get; }

    public static EmployerId EmployerIdOf(int employer) => EmployerId.Parse($"employer-{(employer + 1).ToString("D5", CultureInfo.InvariantCulture)}");

    public static SiteId SiteIdOf(int site) => SiteId.Parse($"site-{(site + 1).ToString(CultureInfo.InvariantCulture)}");

    public int RegionOf(int employer) => regionOfEmployer[employer];

    public string SectorOf(int employer) => occupations.Sectors[sectorsOfRegion[regionOfEmployer[employer]].Draw(Random(employer))];

    /// <summary>Persons: many small firms, a few large ones.</summary>
    public int StaffOf(int employer)
    {
        var random = Random(employer);
        random.Next();
        return random.Below(100) switch
        {
            < 45 => random.Between(3, 12),
            < 80 => random.Between(13, 60),
            < 96 => random.Between(61, 250),
            _ => random.Between(251, 2500),
        };
    }

    public int SitesOf(int employer) => StaffOf(employer) switch
    {
        < 40 => 1,
        < 120 => 2,
        _ => 3,
    };

    /// <summary>The region of a site: the third is in the nearest neighbouring region.</summary>
    public int RegionOfSite(int employer, int site)
    {
        var region = RegionOf(employer);
        return site < 2 ? region : DemoRegions.IndexOf(DemoRegions.All[region].Region.Neighbours[0]);
    }

    private SplitMix64 Random(int employer) => SplitMix64.For(seed, EmployerKind, employer);

    private ImportedEmployer Employer(int index)
    {
        var random = SplitMix64.For(seed + 1, EmployerKind, index);
        var region = DemoRegions.All[RegionOf(index)];
        var staff = StaffOf(index);
        var trade = random.Pick(Trades[SectorOf(index)]);
        var family = random.Pick(PersonNames.Family);
        var name = random.Below(4) switch
        {
            0 => $"{family} and {random.Pick(PersonNames.Family)} {trade}",
            1 => $"{region.Region.Name} {trade} {family}",
            _ => $"{family} {trade}",
        };
        return new ImportedEmployer(EmployerIdOf(index), new EmployerProfile
        {
            Name = name,
            OfficialNumber = (400_000 + (index * 3)).ToString(CultureInfo.InvariantCulture),
            StaffCount = random.Chance(92) ? staff : null,
            InternCap = random.Chance(35) ? Math.Max(2, staff / 8) : null,
            Sites = [.. Enumerable.Range(0, SitesOf(index)).Select(site => Site(index, site, random))],
            Generated = true,
        });
    }

    private Site Site(int employer, int site, SplitMix64 random)
    {
        var region = DemoRegions.All[RegionOfSite(employer, site)];
        var location = Places.Near(region.Centre, region.RadiusKm, random);
        return new Site
        {
            Id = SiteIdOf(site),
            Name = $"{SiteNames[site]}, {region.Region.Name}",
            Region = region.Region.Id,
            Location = location,
            Rural = Places.KmBetween(region.Centre, location) > TownRadiusKm,
        };
    }
}
