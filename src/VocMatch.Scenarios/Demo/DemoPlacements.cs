using System.Collections.Immutable;
using System.Globalization;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Work;
using VocMatch.Data.Rows;
using VocMatch.Scenarios.Generation;

namespace VocMatch.Scenarios.Demo;

/// <summary>What employers post: mostly sound, some of it hasty, some of it endless.</summary>
internal sealed class DemoPlacements
{
    private const ulong PlacementKindOfRandom = 4;

    /// <summary>Minutes of a full week: who works less is paid less.</summary>
    private const int FullWeek = 38 * 60;

    /// <summary>
    /// Seats of ten placements in a row, in an order drawn for each: 16, so that the total is known beforehand. A tenth of the placements is
    /// no offer, so there are about as many seats as students looking for one (three students for every two placements).
    /// </summary>
    private static readonly ImmutableArray<int> Seats = [1, 1, 1, 1, 1, 1, 2, 2, 2, 4];

    private readonly ulong seed;
    private readonly DemoOccupations occupations;
    private readonly DemoEmployers employers;
    private readonly SeasonCalendar calendar;
    private readonly DemoSkillLists skillLists;
    private readonly Weights employersBySize;

    public DemoPlacements(ulong seed, int placements, DemoOccupations occupations, DemoEmployers employers, SeasonCalendar calendar)
    {
        (this.seed, this.occupations, this.employers, this.calendar) = (seed, occupations, employers, calendar);
        skillLists = new DemoSkillLists(occupations);
        employersBySize = new Weights(Enumerable.Range(0, employers.Employers.Count).Select(e => 2 + Math.Min(38, employers.StaffOf(e) / 8)));
        Placements = new GeneratedRows<ImportedPlacement>(placements, Placement);
    }

    public GeneratedRows<ImportedPlacement> Placements { get; }

    public static PlacementId PlacementIdOf(int placement) => PlacementId.Parse($"placement-{(placement + 1).ToString("D6", CultureInfo.InvariantCulture)}");

    /// <summary>One in fifty was of last year, and is closed.</summary>
    public static bool IsClosed(int placement) => placement % 50 == 49;

    private static bool IsDraft(int placement) => placement % 12 == 5 && !IsClosed(placement);

    private ImportedPlacement Placement(int index)
    {
        var random = SplitMix64.For(seed, PlacementKindOfRandom, index);
        var employer = employersBySize.Draw(random);
        var site = random.Below(employers.SitesOf(employer));
        var region = DemoRegions.All[employers.RegionOfSite(employer, site)];
        var occupation = random.Pick(occupations.BySector[employers.SectorOf(employer)]);
        var kind = KindOf(random);
        var night = random.Chance(4) && !IsClosed(index);
        var seats = SeatsOf(index);
        var demanding = DemandingOf(index);
        var pattern = IsClosed(index) ? calendar.BegunLastYear(random) : calendar.Work(random, night);
        var remote = occupation.Sector is "it" or "office" && random.Chance(25) ? 10 * random.Between(1, 5) : 0;
        return new ImportedPlacement(
            PlacementIdOf(index),
            new PlacementPosting
            {
                Employer = DemoEmployers.EmployerIdOf(employer),
                Site = DemoEmployers.SiteIdOf(site),
                Title = Title(random.Pick(occupation.Titles), kind, night),
                Description = $"{occupation.Titles[0]} at our site in {region.Region.Name}. {(random.Chance(50) ? "A mentor goes with you from the first day." : "You learn in a small team.")}",
                Occupation = occupation.Id,
                Kind = kind,
                Seats = seats,
                Skills = Demanding(skillLists.Draw(occupation, random), demanding),
                MinimumSkillFit = demanding.ThresholdPercent,
                Pattern = pattern,
                Pay = random.Chance(93) ? PayOf(occupation, region, kind, pattern, random) : null,
                Conditions = new Conditions
                {
                    Accommodation = random.Chance(occupation.Sector is "hospitality" or "agriculture" ? 35 : 6),
                    Meals = random.Chance(occupation.Sector is "hospitality" or "food" or "health" ? 55 : 12),
                    Insurance = random.Chance(92),
                    RemotePercent = remote,
                },
                MinimumAge = night || occupation.Sector == "security" ? 18 : null,
                MinimumLevel = random.Chance(25) ? Math.Max(2, occupation.Level - random.Below(2)) : null,
                Fields = random.Chance(10) ? [occupation.Field[..random.Between(2, 4)]] : [],
                Requirements = [.. occupation.Requires.Where(_ => random.Chance(85))],
                Reserves = ReservesOf(occupation, seats, random),
                ApplyBy = random.Chance(70) && !IsClosed(index) ? new DateTimeOffset(pattern.FirstDay.AddDays(-14), new TimeOnly(23, 59, 59), TimeSpan.Zero) : null,
                Generated = true,
            },
            Publish: !IsDraft(index));
    }

    /// <summary>A third of the employers take nobody without some of the skills: one they cannot do without, a good part of all, or both.</summary>
    private (bool RequiresOne, int ThresholdPercent) DemandingOf(int index)
    {
        // A stream of its own, so that everything else about a placement stays as it is.
        var random = SplitMix64.For(seed, PlacementKindOfRandom + 200, index);
        return random.Below(12) switch
        {
            0 => (true, 10 * random.Between(3, 6)),
            1 => (true, 0),
            2 or 3 => (false, 10 * random.Between(3, 6)),
            _ => (false, 0),
        };
    }

    private static ImmutableArray<SkillDemand> Demanding(ImmutableArray<SkillDemand> skills, (bool RequiresOne, int ThresholdPercent) demanding) =>
        demanding.RequiresOne && skills.FirstOrDefault(demand => demand.Essential) is { } essential
            ? skills.Replace(essential, essential with { Required = true })
            : skills;

    private static PlacementKind KindOf(SplitMix64 random) => random.Below(100) switch
    {
        < 55 => PlacementKind.Internship,
        < 82 => PlacementKind.Apprenticeship,
        _ => PlacementKind.Job,
    };

    private static string Title(string title, PlacementKind kind, bool night)
    {
        var trade = title.StartsWith("Apprentice ", StringComparison.Ordinal) ? char.ToUpperInvariant(title[11]) + title[12..] : title;
        var named = kind switch
        {
            PlacementKind.Internship => $"{trade}, work placement",
            PlacementKind.Apprenticeship => $"{trade}, apprenticeship",
            _ => trade,
        };
        return night ? $"{named} (night shift)" : named;
    }

    private static Pay PayOf(
        DemoOccupation occupation, DemoRegion region, PlacementKind kind, WorkPattern pattern, SplitMix64 random)
    {
        var kindPercent = kind switch
        {
            PlacementKind.Internship => 84,
            PlacementKind.Apprenticeship => 88,
            _ => 100,
        };
        var fullTime = (long)occupation.MonthlyPay * region.PayPercent * kindPercent * random.Between(88, 118) / 1_000_000;
        var amount = fullTime * Math.Min(FullWeek, pattern.Blocks.Max(block => block.MinutesPerWeek)) / FullWeek;
        return new Pay((int)(amount / 10 * 10), "EUR");
    }

    private static ImmutableArray<Reserve> ReservesOf(DemoOccupation occupation, int seats, SplitMix64 random)
    {
        if (seats < 2 || !random.Chance(30))
        {
            return [];
        }

        var tag = occupation.Sector is "construction" or "electrical" or "metal" or "automotive" or "it" && random.Chance(60)
            ? "women-in-trade"
            : random.Pick<string>(["rural", "disability"]);
        return [new Reserve(tag, random.Between(1, Math.Max(1, seats / 3)))];
    }

    private int SeatsOf(int index)
    {
        // 1, 3, 7 and 9 have no divisor in common with 10: each step walks through all ten places.
        var random = SplitMix64.For(seed, PlacementKindOfRandom + 100, index / Seats.Length);
        var (start, step) = (random.Below(Seats.Length), random.Pick<int>([1, 3, 7, 9]));
        return Seats[(start + (step * (index % Seats.Length))) % Seats.Length];
    }
}
