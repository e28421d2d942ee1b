using System.Collections.Immutable;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Taxonomy;
using VocMatch.Data.Rows;
using VocMatch.Data.Tables;
using VocMatch.Scenarios.Generation;

namespace VocMatch.Scenarios.UnitedStates;

/// <summary>What a part of a scenario is taken from.</summary>
/// <param name="Years">The years or the edition that it is of.</param>
/// <param name="Classification">Of its codes; null where it has none.</param>
public sealed record ScenarioSource(string What, string Source, string Years, string? Classification);

/// <summary>
/// A part of the United States below the bachelor's degree: real institutions, offerings and completers (IPEDS), the occupations
/// they lead to (NCES), their openings and wages (BLS) and skills (O*NET); employers, placements and students are generated and say so.
/// </summary>
public sealed class UsScenario
{
    private const ulong Seed = 20240601;

    private readonly UsSupply supply;

    private UsScenario(UsTier tier, UsSupply supply, DateOnly today)
    {
        (Tier, this.supply) = (tier, supply);
        var calendar = new SeasonCalendar(today);
        var programs = new UsPrograms(supply);
        Completers = supply.Offerings.Sum(supply.CompletersOf);
        var students = Math.Max(1, Completers / tier.CompletersPerStudent);
        var demand = new UsDemand(Seed, Math.Max(200, students / 2), supply, calendar);
        Regions = [.. supply.Regions.All];
        Schools = programs.Schools;
        Programs = programs.Programs;
        Employers = demand.Employers;
        Placements = demand.Placements;
        ClosedPlacements = [.. demand.ClosedPlacements];
        Students = new UsStudents(Seed, students, today, supply, calendar).Students;
    }

    public UsTier Tier { get; }

    /// <summary>O*NET as published; its regions are <see cref="Regions"/>.</summary>
    public TaxonomyChanges Taxonomy => supply.Onet.Changes;

    public IReadOnlyList<Region> Regions { get; }

    public GeneratedRows<ImportedSchool> Schools { get; }

    public GeneratedRows<ImportedProgram> Programs { get; }

    public GeneratedRows<ImportedEmployer> Employers { get; }

    public GeneratedRows<ImportedPlacement> Placements { get; }

    /// <summary>Placements to close after they were published: their work began last year.</summary>
    public IReadOnlyList<PlacementId> ClosedPlacements { get; }

    public GeneratedRows<ImportedStudent> Students { get; }

    /// <summary>Completers of the programs in the last year, all of them real.</summary>
    public int Completers { get; }

    /// <summary>National series as their publishers count them, whatever the tier: for reports on supply and demand.</summary>
    public IReadOnlyList<ReferenceFile> ReferenceFiles => UsReference.Files(supply);

    /// <summary>Every source beside the reference files, with the year it is of and the classification of its codes.</summary>
    public static ImmutableArray<ScenarioSource> Sources { get; } =
    [
        new("regions", "Census Bureau, gazetteer of counties", "2017", "counties by FIPS code"),
        new("schools", "NCES IPEDS, directory of institutions", $"{UsSupply.LastYear}", null),
        new("programs and their completers", "NCES IPEDS completions", $"{UsSupply.FirstYear} to {UsSupply.LastYear}", UsReference.Cip),
        new("occupations and skills", "O*NET, the release in the folder", "not said by its files", $"O*NET-SOC, codes of {UsReference.Soc}"),
    ];

    /// <summary>What was left out or has no match.</summary>
    public IReadOnlyList<FileNote> Notes => [.. supply.Onet.Notes, .. supply.Notes];

    /// <param name="us">Files of NCES, BLS and the Census Bureau under the names they are published under.</param>
    /// <param name="onet">The text release of O*NET.</param>
    /// <exception cref="SourceFileException">A file is missing or not of the published form, or its check sum does not come out.</exception>
    public static UsScenario Load(SourceFiles us, SourceFiles onet, UsTier tier, DateOnly today) => new(tier, UsSupply.Read(us, onet, tier), today);

    /// <summary>Completers of a field over the nation, certificates and associate degrees, in a year of 2020 to 2023.</summary>
    public int NationalCompleters(string cip, int year) =>
        supply.Years.Single(y => y.Year == year).SubBaccalaureate.Where(o => o.Key.Cip == cip).Sum(o => o.Value);

    /// <summary>Projected openings a year over the occupations a field leads to, each counted once.</summary>
    public int NationalOpenings(string cip) => supply.Market.AnnualOpenings(supply.Crosswalk.OccupationsOf(cip));

    /// <summary>Completers over all fields and levels of a year, which equals the sum of the institutions' totals.</summary>
    public long AllCompleters(int year) => supply.Years.Single(y => y.Year == year).SixDigitSum;
}
