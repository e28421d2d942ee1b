using System.Security.Cryptography;
using System.Text.Json;
using VocMatch.Contracts.Json;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Students;
using VocMatch.Data.Rows;
using VocMatch.Data.Tests.Rows;
using VocMatch.Scenarios.Demo;

namespace VocMatch.Data.Tests.Demo;

public sealed class DemoDataTests
{
    private static readonly DateOnly Today = new(2026, 11, 25);

    private static readonly DemoData Data = new(DemoData.DefaultSeed, 1, Today);

    private static readonly Lazy<ImportedPlacement[]> Placements = new(() => [.. Data.Placements]);

    private static readonly Lazy<ImportedStudent[]> Students = new(() => [.. Data.Students]);

    [Fact]
    public void Counts_are_those_of_a_small_country_and_grow_with_the_scale()
    {
        var ten = new DemoData(DemoData.DefaultSeed, 10, Today);

        Assert.Equal((12, 60, 400, 3_000, 20_000, 30_000), (Data.Taxonomy.Regions.Count, Data.Schools.Count, Data.Programs.Count, Data.Employers.Count, Data.Placements.Count, Data.Students.Count));
        Assert.Equal((12, 600, 4_000, 30_000, 200_000, 300_000), (ten.Taxonomy.Regions.Count, ten.Schools.Count, ten.Programs.Count, ten.Employers.Count, ten.Placements.Count, ten.Students.Count));
        Assert.Equal(32_000, Placements.Value.Sum(p => p.Posting.Seats));
        Assert.Equal(Data.Programs.Count, Data.Programs.Count());
    }

    [Fact]
    public void The_same_seed_and_day_make_the_same_rows_and_another_seed_does_not()
    {
        var first = Digest(Data);

        Assert.Equal(first, Digest(new DemoData(DemoData.DefaultSeed, 1, Today)));
        Assert.NotEqual(first, Digest(new DemoData(DemoData.DefaultSeed + 1, 1, Today)));
    }

    [Fact]
    public void A_row_does_not_depend_on_those_made_before_it()
    {
        var other = new DemoData(DemoData.DefaultSeed, 1, Today);

        Assert.Equal(Json(Placements.Value[12_345]), Json(other.Placements[12_345]));
        Assert.Equal(Json(Students.Value[29_999]), Json(other.Students[29_999]));
    }

    [Fact]
    public void Every_reference_leads_to_something_that_exists()
    {
        var regions = Data.Taxonomy.Regions.Select(r => r.Id).ToHashSet();
        var skills = Data.Taxonomy.Skills.Select(s => s.Id).ToHashSet();
        var groups = Data.Taxonomy.SkillGroups.Select(g => g.Id).ToHashSet();
        var occupations = Data.Taxonomy.Occupations.Select(o => o.Id).ToHashSet();
        var schools = Data.Schools.ToDictionary(s => s.Id);
        var programs = Data.Programs.ToDictionary(p => p.Id);
        var employers = Data.Employers.ToDictionary(e => e.Id);

        Assert.All(Data.Taxonomy.Regions, r => Assert.All(r.Neighbours, n => Assert.Contains(r.Id, Data.Taxonomy.Regions.Single(x => x.Id == n).Neighbours)));
        Assert.All(Data.Taxonomy.Skills, s => Assert.All(s.Groups, g => Assert.Contains(g, groups)));
        Assert.All(Data.Taxonomy.Occupations, o => Assert.All(o.Skills, s => Assert.Contains(s.Skill, skills)));
        Assert.All(Data.Schools, s => Assert.Contains(s.Profile.Region, regions));
        Assert.All(Data.Programs, p => Assert.True(schools.ContainsKey(p.Content.School) && p.Content.TargetOccupations.All(occupations.Contains) && p.Content.Teaches.All(t => skills.Contains(t.Skill))));
        Assert.All(Data.Employers, e => Assert.All(e.Profile.Sites, s => Assert.Contains(s.Region, regions)));
        Assert.True(Placements.Value.All(p => employers[p.Posting.Employer].Profile.Sites.Any(s => s.Id == p.Posting.Site)));
        Assert.True(Placements.Value.All(p => occupations.Contains(p.Posting.Occupation) && p.Posting.Skills.All(s => skills.Contains(s.Skill))));
        Assert.True(Students.Value.All(s => programs[s.Profile.Program] is { Publish: true } program && program.Content.School == s.Profile.School));
    }

    [Fact]
    public void The_taxonomy_has_some_seventy_occupations_of_eight_to_fifteen_skills_or_so()
    {
        Assert.InRange(Data.Taxonomy.Occupations.Count, 60, 75);
        Assert.InRange(Data.Taxonomy.Skills.Count, 350, 560);
        Assert.All(Data.Taxonomy.Occupations, o => Assert.InRange(o.Skills.Length, 8, 16));
        Assert.All(Data.Taxonomy.Occupations, o => Assert.Matches("^[0-9]{4}$", o.Code));
        Assert.All(Data.Taxonomy.Occupations, o => Assert.Equal(o.Skills.Length, o.Skills.DistinctBy(s => s.Skill).Count()));
    }

    [Fact]
    public void A_postings_skills_reserves_and_dates_hold_together()
    {
        Assert.True(Placements.Value.All(p => p.Posting.Skills.DistinctBy(s => s.Skill).Count() == p.Posting.Skills.Length));
        Assert.True(Placements.Value.All(p => p.Posting.Reserves.Sum(r => r.Seats) <= p.Posting.Seats));
        var ofLastYear = Data.ClosedPlacements.ToHashSet();
        Assert.True(Placements.Value.All(p => ofLastYear.Contains(p.Id) ? p.Posting.Pattern.FirstDay.Year == Today.Year - 1 : p.Posting.Pattern.FirstDay > Today));
        Assert.True(Placements.Value.All(p => p.Posting.Pattern.LastDay > Today && p.Posting.Pattern.Blocks.All(b => b.FirstDay <= b.LastDay && b.Days.Length > 0)));
        Assert.True(Placements.Value.All(p => p.Posting.Skills.All(s => s.Level is >= 1 and <= 5)));
        Assert.True(Placements.Value.All(p => p.Posting.Generated) && Students.Value.All(s => s.Profile.Generated));
    }

    [Fact]
    public void Rural_sites_and_both_sexes_are_common_enough_to_be_counted()
    {
        var sites = Data.Employers.SelectMany(employer => employer.Profile.Sites).ToList();

        Assert.InRange(100.0 * sites.Count(site => site.Rural == true) / sites.Count, 15, 45);
        Assert.InRange(100.0 * Students.Value.Count(student => student.Identity!.Sex == Sex.Female) / Students.Value.Length, 40, 60);
        Assert.InRange(100.0 * Students.Value.Count(student => student.Identity!.Sex == Sex.Male) / Students.Value.Length, 35, 55);
        Assert.True(Students.Value.Where(student => student.Profile.Tags.Contains("women-in-trade")).All(student => student.Identity!.Sex != Sex.Male));
    }

    [Fact]
    public void Some_advertisements_are_thin_and_some_are_endless()
    {
        Assert.InRange(Placements.Value.Count(p => p.Posting.Skills.Length == 1), 400, 1_200);
        Assert.InRange(Placements.Value.Count(p => p.Posting.Skills.Length >= 40), 200, 700);
        Assert.InRange(Placements.Value.Average(p => p.Posting.Skills.Length), 7, 14);
    }

    [Fact]
    public void A_third_of_the_postings_take_nobody_without_some_of_the_skills()
    {
        Assert.InRange(Placements.Value.Count(p => p.Posting.MinimumSkillFit > 0 || p.Posting.Skills.Any(s => s.Required)), 6_000, 7_200);
        Assert.InRange(Placements.Value.Count(p => p.Posting.MinimumSkillFit > 0), 4_500, 5_500);
        Assert.InRange(Placements.Value.Count(p => p.Posting.Skills.Any(s => s.Required)), 2_800, 3_600);
        Assert.True(Placements.Value.All(p => p.Posting.MinimumSkillFit is >= 0 and <= 60 && p.Posting.Skills.All(s => s.Essential || !s.Required)));
    }

    [Fact]
    public void There_are_blocks_series_of_blocks_and_day_release()
    {
        Assert.InRange(Placements.Value.Count(p => p.Posting.Pattern.Blocks.Length > 1), 2_000, 4_000);
        Assert.InRange(Placements.Value.Count(p => p.Posting.Pattern.Blocks[0].Days.Length < 5), 5_000, 7_000);
    }

    [Fact]
    public void Most_is_published_some_is_a_draft_and_some_is_closed()
    {
        Assert.InRange(Placements.Value.Count(p => !p.Publish), 1_000, 2_000);
        Assert.Equal(400, Data.ClosedPlacements.Count());
        Assert.Equal(10, Data.Programs.Count(p => !p.Publish));
        Assert.Empty(Data.ClosedPlacements.Intersect(Placements.Value.Where(p => !p.Publish).Select(p => p.Id)));
    }

    [Fact]
    public void Sligo_is_short_of_nurses_and_dublin_trains_more_hairdressers_than_it_needs()
    {
        var (sligo, country) = (SeatsPerStudent("sligo", "3221", "5321"), SeatsPerStudent(null, "3221", "5321"));
        var (dublin, hairCountry) = (SeatsPerStudent("dublin", "5141", "5142"), SeatsPerStudent(null, "5141", "5142"));

        Assert.True(sligo > 1.5 * country, $"Sligo has {sligo:F2} nursing seats a student, the country {country:F2}.");
        Assert.True(dublin < 0.8 * hairCountry, $"Dublin has {dublin:F2} hairdressing seats a student, the country {hairCountry:F2}.");
    }

    [Fact]
    public void Supply_and_demand_are_near_each_other_short_in_some_fields_and_regions_and_over_in_others()
    {
        var closed = Data.ClosedPlacements.ToHashSet();
        var open = Placements.Value.Where(p => p.Publish && !closed.Contains(p.Id)).ToList();
        var seats = open.Sum(p => p.Posting.Seats);
        var completers = Data.Programs.Where(p => p.Publish).Sum(p => p.Content.History[^1].Completers);
        var programs = Data.Programs.ToDictionary(p => p.Id, p => p.Content);
        var fields = programs.Values.ToLookup(p => p.TargetOccupations[0], p => p.Field);
        var sites = Data.Employers.SelectMany(e => e.Profile.Sites.Select(s => ((e.Id, s.Id), s.Region.Value))).ToDictionary(s => s.Item1, s => s.Value);
        var byField = Ratios(p => fields[p.Occupation].First(), s => programs[s.Program].Field);
        var byRegion = Ratios(p => sites[(p.Employer, p.Site)], s => s.Region.Value);

        Assert.InRange((double)seats / Students.Value.Length, 0.9, 1.1);
        Assert.InRange((double)seats / completers, 0.9, 1.1);
        Assert.True(byField.Count(ratio => ratio < 0.8) >= 4 && byField.Count(ratio => ratio > 1.25) >= 4, string.Join(' ', byField.Order()));
        Assert.True(byRegion.Count(ratio => ratio < 0.85) >= 3 && byRegion.Count(ratio => ratio > 1.05) >= 3, string.Join(' ', byRegion.Order()));

        List<double> Ratios(Func<PlacementPosting, string> keyOfPosting, Func<StudentProfile, string> keyOfStudent)
        {
            var offered = open.ToLookup(p => keyOfPosting(p.Posting), p => p.Posting.Seats);
            return [.. Students.Value.CountBy(s => keyOfStudent(s.Profile)).Select(looking => (double)offered[looking.Key].Sum() / looking.Value)];
        }
    }

    [Fact]
    public void Most_students_are_sixteen_to_twenty_two()
    {
        var young = Students.Value.Count(s => s.Identity!.BirthDate.AddYears(16) <= Today && s.Identity.BirthDate.AddYears(23) > Today);

        Assert.InRange(young, 25_500, 29_000);
        Assert.All(Students.Value.Where(s => s.Identity!.BirthDate.AddYears(18) > Today), s => Assert.NotNull(s.Identity!.Guardian));
    }

    [Fact]
    public void A_typical_student_may_take_twenty_placements_and_some_in_the_own_trade()
    {
        var programs = Data.Programs.ToDictionary(p => p.Id, p => p.Content);
        var sites = Data.Employers.SelectMany(e => e.Profile.Sites.Select(s => ((e.Id, Site: s.Id), s.Region))).ToDictionary(s => s.Item1, s => s.Region);
        var closed = Data.ClosedPlacements.ToHashSet();
        var open = Placements.Value.Where(p => p.Publish && !closed.Contains(p.Id)).ToLookup(p => sites[(p.Posting.Employer, p.Posting.Site)], p => p.Posting);
        var (any, ownTrade, asked) = (0, 0, 0);
        foreach (var student in Students.Value.Where((_, i) => i % 100 == 0))
        {
            var program = programs[student.Profile.Program];
            var reachable = Eligibility.Reachable(student, Data.Taxonomy.Regions).SelectMany(r => open[r]).ToList();
            asked++;
            any += reachable.Where(p => Eligibility.Holds(student, program, p)).Take(20).Count() == 20 ? 1 : 0;
            ownTrade += reachable.Any(p => program.TargetOccupations.Contains(p.Occupation) && Eligibility.Holds(student, program, p)) ? 1 : 0;
        }

        Assert.True(any >= asked * 95 / 100, $"{any} of {asked} students may take twenty placements.");
        Assert.True(ownTrade >= asked * 90 / 100, $"{ownTrade} of {asked} students may take one in their own trade.");
    }

    [Fact]
    public async Task Rows_pass_the_import_they_are_made_for()
    {
        using var stream = new MemoryStream();
        await NdjsonRows.Write(stream, Placements.Value.Take(500));

        var read = await Reading.Ndjson<ImportedPlacement>(stream.ToArray());

        Assert.Equal(500, read.Count);
        Assert.All(read, r => Assert.Empty(r.Errors));
    }

    private static double SeatsPerStudent(string? region, params string[] occupations)
    {
        var sites = Data.Employers.SelectMany(e => e.Profile.Sites.Select(s => ((e.Id, s.Id), s.Region.Value))).ToDictionary(s => s.Item1, s => s.Value);
        var programs = Data.Programs.Where(p => occupations.Contains(p.Content.TargetOccupations[0].Value)).Select(p => p.Id).ToHashSet();
        var seats = Placements.Value
            .Where(p => occupations.Contains(p.Posting.Occupation.Value) && (region is null || sites[(p.Posting.Employer, p.Posting.Site)] == region))
            .Sum(p => p.Posting.Seats);
        var students = Students.Value.Count(s => programs.Contains(s.Profile.Program) && (region is null || s.Profile.Region.Value == region));
        return (double)seats / Math.Max(1, students);
    }

    private static string Digest(DemoData data)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var row in data.Taxonomy.Skills.Concat<object>(data.Schools).Concat(data.Programs).Concat(data.Employers).Concat(data.Placements.Take(1_000)).Concat(data.Students.Take(1_000)))
        {
            hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(row, row.GetType(), WireJson.Options));
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static string Json<TRow>(TRow row) => JsonSerializer.Serialize(row, WireJson.Options);
}
