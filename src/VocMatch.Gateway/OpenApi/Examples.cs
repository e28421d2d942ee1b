using VocMatch.Contracts.Adjustments;
using VocMatch.Contracts.Alignment;
using VocMatch.Contracts.Employers;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Programs;
using VocMatch.Contracts.Rounds;
using VocMatch.Contracts.Schools;
using VocMatch.Contracts.Students;
using VocMatch.Contracts.Work;
using VocMatch.Gateway.Bodies;

namespace VocMatch.Gateway.OpenApi;

/// <summary>One believable content of each kind; together they hang together.</summary>
internal static class Examples
{
    private static readonly WorkPattern Spring = new(
        [new WorkBlock(
            new DateOnly(2027, 2, 1),
            new DateOnly(2027, 6, 25),
            [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday],
            MinutesPerDay: 450)],
        [new DateRange(new DateOnly(2027, 3, 29), new DateOnly(2027, 4, 2))]);

    public static SchoolProfile School { get; } = new()
    {
        Name = "Northern County College",
        Region = RegionId.Parse("north"),
        Location = new GeoPoint(54.97, -1.61),
        OfficialNumber = "NCC-017",
        Staff = new TeachingStaff(Teachers: 84, DoubleQualified: 31),
    };

    public static ProgramContent Program { get; } = new()
    {
        School = SchoolId.Parse("northern-county"),
        Title = "Health care assistance",
        Field = "0913",
        Level = 4,
        Teaches = [new SkillLevel(SkillId.Parse("personal-care"), 4), new SkillLevel(SkillId.Parse("wound-care"), 3)],
        Intake = 48,
        DurationMonths = 24,
        TargetOccupations = [OccupationId.Parse("5321")],
        Placement = new PlacementRequirement { MinimumHours = 400, Kinds = [PlacementKind.Internship, PlacementKind.Apprenticeship] },
    };

    public static ProgramChange ProgramChange { get; } = new()
    {
        AddedSkills = [new SkillLevel(SkillId.Parse("wound-care"), 4)],
        Intake = 60,
    };

    public static EmployerProfile Employer { get; } = new()
    {
        Name = "St Hilda Hospital",
        StaffCount = 1200,
        InternCap = 60,
        Sites = [new Site { Id = SiteId.Parse("main"), Name = "Main building", Region = RegionId.Parse("north"), Location = new GeoPoint(54.98, -1.6), Rural = false }],
    };

    public static PlacementPosting Placement { get; } = new()
    {
        Employer = EmployerId.Parse("st-hilda"),
        Site = SiteId.Parse("main"),
        Title = "Health care assistant, surgical ward",
        Occupation = OccupationId.Parse("5321"),
        Kind = PlacementKind.Internship,
        Seats = 6,
        Skills = [new SkillDemand(SkillId.Parse("personal-care"), Essential: true, Level: 3, Required: true), new SkillDemand(SkillId.Parse("wound-care"), Essential: false, Level: 2)],
        Pattern = Spring,
        MinimumSkillFit = 40,
        Pay = new Pay(900, "GBP"),
        Conditions = new Conditions { Meals = true, Insurance = true },
        Reserves = [new Reserve("rural", 1)],
        ApplyBy = new DateTimeOffset(2027, 1, 15, 17, 0, 0, TimeSpan.Zero),
    };

    public static StudentProfile Student { get; } = new()
    {
        School = SchoolId.Parse("northern-county"),
        Program = ProgramId.Parse("health-care-assistance"),
        Skills = [new SkillLevel(SkillId.Parse("wound-care"), 4)],
        Region = RegionId.Parse("north"),
        Home = new GeoPoint(54.9, -1.7),
        MaximumDistanceKm = 40,
        Free = Spring,
        Tags = ["rural"],
    };

    public static StudentIdentity Identity { get; } = new()
    {
        Name = "Ada Example",
        BirthDate = new DateOnly(2008, 5, 17),
        Email = "ada@example.org",
        Guardian = new Guardian("Byron Example", "byron@example.org"),
        Sex = Sex.Female,
    };

    public static RoundSettings Round { get; } = new()
    {
        Title = "Spring placements 2027",
        Scope = new RoundScope([RegionId.Parse("north")], ["0913"]),
        ClosesAt = new DateTimeOffset(2027, 1, 15, 17, 0, 0, TimeSpan.Zero),
        AnswerDays = 14,
        MaximumRanks = 10,
        MinimumRanks = 3,
    };

    public static RoundPairSet RoundPairs { get; } = new(
        [new FixedPair(StudentId.Parse("student-1"), PlacementId.Parse("surgical-ward-2027"), "Agreed with the ward after the taster week")],
        []);

    public static OverrideConfirmation OverrideConfirmation { get; } =
        new(StudentId.Parse("student-1"), PlacementId.Parse("surgical-ward-2027"), "B. Second, head of placements");

    public static EmployerRanking Ranking { get; } = new(EmployerId.Parse("st-hilda"), [StudentId.Parse("student-1")]);

    public static RoundPreferences RoundPreferences { get; } = new([PlacementId.Parse("surgical-ward-2027")], AgreesToCompletion: true);

    public static RoundCommand RoundLock { get; } = new(Report: "digest-of-the-completeness-report");

    public static RoundCommand RoundReason { get; } = new(Reason: "An employer's list came late");

    public static ReportRequest Report { get; } = new()
    {
        Region = RegionId.Parse("north"),
        From = new DateOnly(2025, 1, 1),
        Through = new DateOnly(2025, 12, 31),
        Publisher = "Ministry of Education",
        Contact = "statistics@education.example",
    };

    public static ReportRequest Simulation { get; } = new()
    {
        Region = RegionId.Parse("north"),
        From = new DateOnly(2027, 1, 1),
        Through = new DateOnly(2027, 12, 31),
    };

    /// <summary>Statistics Canada's table of completions.</summary>
    public static ReferenceMapping Mapping { get; } = new()
    {
        Kind = ReferenceKind.Completions,
        Code = new ColumnPart("Field of study", @"\[([0-9.]+)\]$"),
        Title = new ColumnPart("Field of study", @"^(.*) \["),
        Region = new ColumnPart("GEO"),
        Regions = [new RegionName("Canada"), new RegionName("Manitoba", RegionId.Parse("north"))],
        LeaveOutOtherRegions = true,
        Year = new ColumnPart("REF_DATE"),
        Values = [new ValueColumn("VALUE")],
        Status = new ColumnPart("STATUS"),
        Where = [new RowFilter("Gender", ["Total, gender"])],
        Marks = [new FigureMark("..", MissingFigure.NotAvailable)],
        Classification = "cip-2020",
    };

    public static AdjustmentReason Decline { get; } = new("The workshop has no room for it before 2029.");

    public static AcceptedRepair RoundRepair { get; } = new("certificate-digest-of-the-proposal");

    public static SwapRequest RoundSwap { get; } = new(StudentId.Parse("student-2"));

    public static TaskContent Task { get; } = new(
        "school:st-marys/00001801526400000/0123456789abcdef0123", "K. Byrne, placement office", "The hospital has agreed to the later start.");

    public static DeadLetterName DeadLetter { get; } = new("placement:surgical-ward-2027:7");

    public static RankedPlacements Preferences { get; } = new([PlacementId.Parse("surgical-ward-2027")]);

    public static OfferContent Offer { get; } = new(
        new DateTimeOffset(2027, 1, 10, 17, 0, 0, TimeSpan.Zero), Student: StudentId.Parse("student-1"), Message: "We would like to have you on the ward.");

    public static ReasonContent Reason { get; } = new("The ward closes in March.");

    public static OptionalReasonContent OptionalReason { get; } = new() { Reason = "I have chosen another place." };

    public static DeadlineContent Deadline { get; } = new(new DateTimeOffset(2027, 1, 17, 17, 0, 0, TimeSpan.Zero));

    public static ProposalContent Proposal { get; } = new(
        Placement with { Pay = new Pay(950, "GBP") }, new DateTimeOffset(2027, 1, 24, 17, 0, 0, TimeSpan.Zero));

    public static TermsAnswerContent TermsAnswer { get; } = new(Proposal: 1, Agreed: true);

    public static FeedbackContent Feedback { get; } = new("We took somebody with more practice in wound care; do apply again in autumn.");

    public static ApplicationContent Application { get; } = new(Shared: true);
}
