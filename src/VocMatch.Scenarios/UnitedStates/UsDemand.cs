using System.Globalization;
using VocMatch.Contracts.Employers;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Taxonomy;
using VocMatch.Data.Rows;
using VocMatch.Scenarios.Generation;

namespace VocMatch.Scenarios.UnitedStates;

/// <summary>
/// Generated employers and placements: no vacancy of the United States is published with its skills. Occupations come in proportion
/// to the openings BLS projects, shared among the occupations the tier trains for; regions in proportion to completers.
/// </summary>
internal sealed class UsDemand
{
    private const ulong EmployerKind = 11;
    private const ulong PlacementKindOfRandom = 12;
    private const int PlacementsPerEmployer = 6;
    private const int FallbackMonthlyPay = 3_000;
    private const int RadiusKm = 25;

    private const int OfLastYear = 10;

    private readonly ulong seed;
    private readonly UsSupply supply;
    private readonly SeasonCalendar calendar;
    private readonly IReadOnlyList<Region> regions;
    private readonly Weights regionsByCompleters;
    private readonly IReadOnlyList<Occupation> occupations;
    private readonly Weights occupationsByOpenings;

    public UsDemand(ulong seed, int placements, UsSupply supply, SeasonCalendar calendar)
    {
        (this.seed, this.supply, this.calendar) = (seed, supply, calendar);
        var regionOfUnit = supply.Institutions.ToDictionary(i => i.Institution.UnitId, i => i.Region.Id);
        var completersOfRegion = supply.Offerings.GroupBy(o => regionOfUnit[o.UnitId]).ToDictionary(g => g.Key, g => g.Sum(supply.CompletersOf));
        regions = [.. supply.Regions.All.OrderBy(r => r.Id.Value, StringComparer.Ordinal)];
        regionsByCompleters = new Weights(regions.Select(r => 1 + completersOfRegion.GetValueOrDefault(r.Id)));
        occupations =
        [
            .. supply.Offerings.Select(o => o.Cip).Distinct(StringComparer.Ordinal)
                .SelectMany(supply.TargetsOf)
                .Where(o => o.Skills.Length > 0 && supply.Market.IsOpenToSubBaccalaureate(o.Code))
                .DistinctBy(o => o.Id)
                .OrderBy(o => o.Id.Value, StringComparer.Ordinal),
        ];
        occupationsByOpenings = new Weights(occupations.Select(OpeningsOf));
        Employers = new GeneratedRows<ImportedEmployer>(Math.Max(1, placements / PlacementsPerEmployer), Employer);
        Placements = new GeneratedRows<ImportedPlacement>(placements, Placement);
    }

    /// <summary>One placement in ten began last year and is closed: a report can be published of that year.</summary>
    public IEnumerable<PlacementId> ClosedPlacements => Enumerable.Range(0, Placements.Count).Where(IsOfLastYear).Select(PlacementIdOf);

    public GeneratedRows<ImportedEmployer> Employers { get; }

    public GeneratedRows<ImportedPlacement> Placements { get; }

    /// <summary>Openings published for several occupations together are shared among them.</summary>
    private int OpeningsOf(Occupation occupation)
    {
        var published = supply.Market.PublishedCode(occupation.Code);
        var sharing = occupations.Count(o => supply.Market.PublishedCode(o.Code) == published);
        return supply.Market.AnnualOpenings([occupation.Code]) / sharing;
    }

    private static EmployerId EmployerIdOf(int employer) => EmployerId.Parse($"us-employer-{(employer + 1).ToString("D6", CultureInfo.InvariantCulture)}");

    private static PlacementId PlacementIdOf(int index) => PlacementId.Parse($"us-placement-{(index + 1).ToString("D7", CultureInfo.InvariantCulture)}");

    private static bool IsOfLastYear(int index) => index % OfLastYear == OfLastYear - 1;

    private static SiteId SiteIdOf() => SiteId.Parse("site-1");

    private ImportedEmployer Employer(int index)
    {
        var random = SplitMix64.For(seed, EmployerKind, index);
        var region = regions[regionsByCompleters.Draw(random)];
        var staff = random.Between(5, 400);
        return new ImportedEmployer(EmployerIdOf(index), new EmployerProfile
        {
            Name = $"{random.Pick(PersonNames.Family)} and {random.Pick(PersonNames.Family)}, {region.Name}",
            StaffCount = staff,
            InternCap = random.Chance(25) ? Math.Max(5, staff / 8) : null,
            Sites = [new Site { Id = SiteIdOf(), Name = region.Name, Region = region.Id, Location = Places.Near(region.Centroid, RadiusKm, random) }],
            Generated = true,
        });
    }

    private ImportedPlacement Placement(int index)
    {
        var random = SplitMix64.For(seed, PlacementKindOfRandom, index);
        var occupation = occupations[occupationsByOpenings.Draw(random)];
        var pay = (supply.Market.MedianMonthlyPay(occupation.Code) ?? FallbackMonthlyPay) * random.Between(80, 110) / 1000 * 10;
        var leading = UsPrograms.Leading(occupation).Take(20).ToList();
        return new ImportedPlacement(
            PlacementIdOf(index),
            new PlacementPosting
            {
                Employer = EmployerIdOf(random.Below(Employers.Count)),
                Site = SiteIdOf(),
                Title = $"{occupation.Name}, work placement",
                Occupation = occupation.Id,
                Kind = random.Chance(70) ? PlacementKind.Internship : PlacementKind.Apprenticeship,
                Seats = random.Between(1, 4),
                Skills = [.. random.Some(leading, random.Between(6, 12)).Select(s => new SkillDemand(s.Skill, s.Essential, random.Between(1, 3)))],
                Pattern = IsOfLastYear(index) ? calendar.BegunLastYear(random) : calendar.Work(random, night: false),
                Pay = new Pay(pay, "USD"),
                Conditions = new Conditions { Insurance = true },
                Generated = true,
            },
            Publish: true);
    }
}
