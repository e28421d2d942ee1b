using VocMatch.Contracts.Employers;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Programs;
using VocMatch.Contracts.Schools;
using VocMatch.Contracts.Taxonomy;
using VocMatch.Domain.Employers;
using VocMatch.Domain.Placements;
using VocMatch.Domain.Programs;
using VocMatch.Domain.Schools;
using VocMatch.Domain.Students;
using VocMatch.Grains.Tests.Platforms;
using Xunit;

namespace VocMatch.Grains.Tests.Rules;

public sealed class ContentRulesTests
{
    private static readonly TaxonomySnapshot Taxonomy =
        new(1, Sample.Taxonomy.Regions, Sample.Taxonomy.SkillGroups, Sample.Taxonomy.Skills, Sample.Taxonomy.Occupations);

    private static readonly Employer Employer = new(EmployerId.Parse("e1"), Sample.Employer(), 1);

    private static readonly PlacementPosting Posting = Sample.Posting(Employer.Id);

    private static readonly ProgramContent Program = Sample.Program(SchoolId.Parse("s"));

    public static TheoryData<PlacementPosting, string?> Postings => new()
    {
        { Posting, null },
        { Posting with { Title = " " }, "title" },
        { Posting with { Title = "a\u0001b" }, "title" },
        { Posting with { Title = "a\ud800b" }, "title" },
        { Posting with { Title = new('a', 200) }, null },
        { Posting with { Title = new('a', 201) }, "title" },
        { Posting with { Description = "two\nlines" }, null },
        { Posting with { Description = "bell\a" }, "description" },
        { Posting with { Kind = (PlacementKind)9 }, "kind" },
        { Posting with { Seats = 0 }, "seats" },
        { Posting with { Seats = 10_001 }, "seats" },
        { Posting with { Skills = [new(Sample.Skill(1), true, 0)] }, "skills[0].level" },
        { Posting with { Skills = [new(Sample.Skill(1), true, 6)] }, "skills[0].level" },
        { Posting with { Skills = [new(Sample.Skill(99), true, 1)] }, "skills[0].skill" },
        { Posting with { Skills = [new(Sample.Skill(1), true, 1), new(Sample.Skill(1), false, 2)] }, "skills[1].skill" },
        { Posting with { Pay = new(-1, "EUR") }, "pay.amountPerMonth" },
        { Posting with { Pay = new(1, "eur") }, "pay.currency" },
        { Posting with { Pay = new(1, "EURO") }, "pay.currency" },
        { Posting with { Conditions = new() { RemotePercent = 101 } }, "conditions.remotePercent" },
        { Posting with { MinimumAge = 17 }, "minimumAge" },
        { Posting with { MinimumLevel = 9 }, "minimumLevel" },
        { Posting with { Fields = ["09 13"] }, "fields[0]" },
        { Posting with { Requirements = ["police", "police"] }, "requirements[1]" },
        { Posting with { Fields = ["banana"] }, "fields[0]" },
        { Posting with { Fields = ["0"] }, "fields[0]" },
        { Posting with { Fields = ["0719"] }, null },
        { Posting with { Fields = ["0799", "07", "071", "0715", "0700"] }, null },
        { Posting with { Fields = ["0750"] }, "fields[0]" },
        { Posting with { Fields = ["51", "51.", "51.38", "51.3801"] }, null },
        { Posting with { Fields = ["02.01"] }, "fields[0]" },
        { Posting with { Fields = ["51.380x"] }, "fields[0]" },
        { Posting with { Requirements = ["polcie"] }, "requirements[0]" },
        { Posting with { Pay = new(600, "ZZZ") }, "pay.currency" },
        { Posting with { Pay = new(600, "XXX") }, "pay.currency" },
        { Posting with { Pay = new(200_000, "EUR") }, null },
        { Posting with { Pay = new(200_001, "EUR") }, "pay.amountPerMonth" },
        { Posting with { Pay = new(5_000_000, "IDR") }, null },
        { Posting with { ApplyBy = DateTimeOffset.MaxValue }, "applyBy" },
        { Posting with { ApplyBy = new(Posting.Pattern.LastDay, TimeOnly.MaxValue, TimeSpan.Zero) }, null },
        { Posting with { ApplyBy = new(Posting.Pattern.LastDay.AddDays(2), TimeOnly.MinValue, TimeSpan.Zero) }, "applyBy" },
        { Posting with { WaitingList = (Contracts.Placements.WaitingListPolicy)7 }, "waitingList" },
        { Posting with { Pattern = new([.. Posting.Pattern.Blocks.Select(block => block with { MinutesPerDay = 1440 })], []) }, "pattern.blocks[0].minutesPerDay" },
        { Posting with { Pattern = new([.. Posting.Pattern.Blocks.Select(block => block with { MinutesPerDay = 780 })], []) }, null },
        { Posting with { Pattern = new([.. Posting.Pattern.Blocks.Select(block => block with { MinutesPerDay = 780, Days = [.. Enum.GetValues<DayOfWeek>()] })], []) }, "pattern.blocks" },
        { Posting with { MinimumSkillFit = 100 }, null },
        { Posting with { MinimumSkillFit = 101 }, "minimumSkillFit" },
        { Posting with { MinimumSkillFit = -1 }, "minimumSkillFit" },
        { Posting with { MinimumSkillFit = 1, Skills = [] }, "minimumSkillFit" },
        { Posting with { Skills = [new(Sample.Skill(1), true, 1, true)] }, null },
        { Posting with { Skills = [new(Sample.Skill(1), false, 1, true)] }, "skills[0].essential" },
        { Posting with { Reserves = [new("rural", 2)] }, null },
        { Posting with { Reserves = [new("rural", 2), new("disability", 1)] }, "reserves" },
        { Posting with { Reserves = [new("rural", 1), new("rural", 1)] }, "reserves[1].tag" },
    };

    [Theory]
    [MemberData(nameof(Postings))]
    public void A_posting_that_breaks_a_rule_is_told_which_field(PlacementPosting posting, string? broken) =>
        Assert.Equal(broken, PlacementRules.Check(posting, Employer, Taxonomy).FirstOrDefault()?.Field);

    [Fact]
    public void A_deadline_is_inclusive()
    {
        var deadline = new DateTimeOffset(2027, 1, 31, 12, 0, 0, TimeSpan.FromHours(1));
        var posting = Posting with { ApplyBy = deadline };

        Assert.Empty(PlacementRules.CheckDeadline(posting, deadline));
        Assert.Equal("applyBy", Assert.Single(PlacementRules.CheckDeadline(posting, deadline.AddTicks(1))).Field);
    }

    [Fact]
    public void Work_that_is_over_is_not_published()
    {
        var midnight = new DateTimeOffset(Posting.Pattern.LastDay.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero);

        Assert.Empty(PlacementRules.CheckPublication(Posting, midnight.AddHours(11)));
        Assert.Equal("pattern.blocks", Assert.Single(PlacementRules.CheckPublication(Posting, midnight.AddHours(12))).Field);
    }

    [Fact]
    public void Sites_form_a_tree()
    {
        Site Named(string id, string? partOf) => new()
        {
            Id = SiteId.Parse(id),
            Name = id,
            Region = Sample.North,
            PartOf = partOf is null ? null : SiteId.Parse(partOf),
        };
        string? Broken(params Site[] sites) =>
            EmployerRules.Check(Sample.Employer() with { Sites = [.. sites] }, Taxonomy).FirstOrDefault()?.Field;

        Assert.Null(Broken(Named("hospital", null), Named("ward", "hospital"), Named("room", "ward")));
        Assert.Equal("sites[0].partOf", Broken(Named("a", "b"), Named("b", "a")));
        Assert.Equal("sites[0].partOf", Broken(Named("a", "nowhere")));
        Assert.Equal("sites[1].id", Broken(Named("a", null), Named("a", null)));
        Assert.Equal("sites", Broken());
    }

    public static TheoryData<ProgramContent, string?> Programs => new()
    {
        { Program, null },
        { Program with { Field = "banana" }, "field" },
        { Program with { Field = "9" }, "field" },
        { Program with { Field = "51.3801" }, null },
        { Program with { Intake = 0 }, "intake" },
        { Program with { Intake = 100_001 }, "intake" },
        { Program with { DurationMonths = 0 }, "durationMonths" },
        { Program with { DurationMonths = 121 }, "durationMonths" },
        { Program with { TargetOccupations = [OccupationId.Parse("nothing")] }, "targetOccupations[0]" },
        { Program with { Placement = new() { MinimumHours = 0, Period = new(new(2027, 1, 1), DateOnly.MaxValue) } }, "placement.period.lastDay" },
    };

    [Theory]
    [MemberData(nameof(Programs))]
    public void A_program_that_breaks_a_rule_is_told_which_field(ProgramContent content, string? broken) =>
        Assert.Equal(broken, ProgramRules.Check(content, schoolExists: true, Taxonomy).FirstOrDefault()?.Field);

    [Fact]
    public void A_student_is_barred_only_from_employers_that_exist_and_shows_only_checks_that_are_known()
    {
        var profile = Sample.Student(SchoolId.Parse("s"), ProgramId.Parse("p")) with
        {
            Barred = [new(Employer.Id, "A relative works there"), new(EmployerId.Parse("hopsital"), "A relative works there")],
            Checks = [new("police", new(2030, 1, 1)), new("polcie", new(2030, 1, 1)), new("medical", DateOnly.MaxValue)],
            ReachableRegions = [RegionId.Parse("nowhere")],
            Occupations = [OccupationId.Parse("nothing")],
        };
        var program = new Contracts.Programs.Program(profile.Program, ProgramStatus.Published, 1, Program with { School = profile.School }, null, 1);

        var broken = StudentRules.Check(profile, schoolExists: true, program, new HashSet<EmployerId> { Employer.Id }, Taxonomy);

        Assert.Equal(
            ["reachableRegions[0]", "occupations[0]", "checks[1].requirement", "checks[2].validThrough", "barred[1].employer"],
            broken.Select(violation => violation.Field));
        Assert.Equal("hopsital", broken[^1].Value);
    }

    [Theory]
    [InlineData(91, 0, "location.latitude")]
    [InlineData(0, -180.5, "location.longitude")]
    [InlineData(double.NaN, 0, "location.latitude")]
    [InlineData(-90, 180, null)]
    public void A_place_is_on_the_globe(double latitude, double longitude, string? broken) =>
        Assert.Equal(
            broken,
            SchoolRules.Check(Sample.School() with { Location = new(latitude, longitude) }, Taxonomy).FirstOrDefault()?.Field);

    [Fact]
    public void No_more_teachers_are_double_qualified_than_there_are()
    {
        var profile = Sample.School() with { Staff = new TeachingStaff(3, 4) };

        Assert.Equal("staff.doubleQualified", Assert.Single(SchoolRules.Check(profile, Taxonomy)).Field);
    }
}
