using VocMatch.Contracts.Taxonomy;
using VocMatch.Data.Tables;
using VocMatch.Data.Taxonomy;

namespace VocMatch.Scenarios.UnitedStates;

/// <summary>Everything published that a scenario of one tier stands on, read once and joined.</summary>
internal sealed class UsSupply
{
    public const int FirstYear = 2020;
    public const int LastYear = 2023;

    private readonly SourceNotes notes = new();
    private readonly Dictionary<string, Occupation> occupationOfSoc;

    private UsSupply(SourceFiles us, SourceFiles onet, UsTier tier)
    {
        Onet = OnetRelease.Read(onet);
        occupationOfSoc = Onet.Changes.Occupations
            .GroupBy(o => o.Code)
            .ToDictionary(g => g.Key, g => g.OrderBy(o => o.Skills.Length == 0).ThenBy(o => o.Id.Value, StringComparer.Ordinal).First(), StringComparer.Ordinal);
        Crosswalk = CipSocCrosswalk.Read(us);
        Market = LaborMarket.Read(us);
        Regions = UsRegions.Read(us, tier);
        Years = [.. Enumerable.Range(FirstYear, LastYear - FirstYear + 1).Select(year => Completions.Read(us, year))];
        (Institutions, Offerings) = Join(UnitedStates.Institutions.Read(us, LastYear), tier);
    }

    public TaxonomyImport Onet { get; }

    public CipSocCrosswalk Crosswalk { get; }

    public LaborMarket Market { get; }

    public UsRegions Regions { get; }

    public IReadOnlyList<Completions> Years { get; }

    /// <summary>Institutions of the tier with an offering, in order of UNITID, with their region.</summary>
    public IReadOnlyList<(Institution Institution, Region Region)> Institutions { get; }

    /// <summary>Offerings of those institutions that somebody completed in the last year, in order of institution, field and level.</summary>
    public IReadOnlyList<Offering> Offerings { get; }

    public IReadOnlyList<FileNote> Notes => notes.ToList();

    public static UsSupply Read(SourceFiles us, SourceFiles onet, UsTier tier) => new(us, onet, tier);

    public int CompletersOf(Offering offering) => Years[^1].SubBaccalaureate[offering];

    /// <summary>Occupations a field leads to that O*NET describes, the one with most openings first.</summary>
    public IReadOnlyList<Occupation> TargetsOf(string cip) =>
    [
        .. Crosswalk.OccupationsOf(cip)
            .Where(occupationOfSoc.ContainsKey)
            .OrderByDescending(soc => Market.IsOpenToSubBaccalaureate(soc))
            .ThenByDescending(soc => Market.AnnualOpenings([soc]))
            .ThenBy(soc => soc, StringComparer.Ordinal)
            .Select(soc => occupationOfSoc[soc]),
    ];

    private (IReadOnlyList<(Institution, Region)>, IReadOnlyList<Offering>) Join(Dictionary<string, Institution> directory, UsTier tier)
    {
        var located = new SortedDictionary<string, (Institution, Region)>(StringComparer.Ordinal);
        var offerings = new List<Offering>();
        foreach (var (offering, completers) in Years[^1].SubBaccalaureate)
        {
            if (!directory.TryGetValue(offering.UnitId, out var institution))
            {
                notes.Add($"c{LastYear}_a.csv", "Offerings of an institution that the directory does not have: left out.", offering.UnitId);
            }
            else if (tier.Includes(institution.State) && completers == 0)
            {
                notes.Add($"c{LastYear}_a.csv", "Offerings that nobody completed: left out.", $"{offering.UnitId} {offering.Cip}");
            }
            else if (tier.Includes(institution.State) && Regions.Find(institution.State, institution.CountyFips, institution.Location) is { } region)
            {
                located.TryAdd(institution.UnitId, (institution, region));
                offerings.Add(offering);
                NoteMatch(offering.Cip);
            }
            else if (tier.Includes(institution.State))
            {
                notes.Add($"hd{LastYear}.csv", "Offerings of institutions outside the fifty states and the District of Columbia, or without a place: left out.", institution.State);
            }
        }

        offerings.Sort(static (a, b) =>
            string.CompareOrdinal(a.UnitId, b.UnitId) is var unit and not 0 ? unit
            : string.CompareOrdinal(a.Cip, b.Cip) is var cip and not 0 ? cip
            : a.AwardLevel.CompareTo(b.AwardLevel));
        return ([.. located.Values], offerings);
    }

    private void NoteMatch(string cip)
    {
        var occupations = Crosswalk.OccupationsOf(cip);
        if (occupations.Count == 0)
        {
            notes.Add("cip_soc_crosswalk.xlsx", "Offerings of a field without any occupation: imported without target occupations.", cip);
        }

        foreach (var soc in occupations.Where(soc => Market.PublishedCode(soc) is null))
        {
            notes.Add("occupation_2024-2034.xlsx", "Occupations of offerings for which no openings are published.", soc);
        }

        foreach (var soc in occupations.Where(soc => !occupationOfSoc.ContainsKey(soc)))
        {
            notes.Add(OnetRelease.OccupationFile, "Occupations of offerings that O*NET does not describe.", soc);
        }
    }
}
