using System.Collections.Immutable;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Programs;
using VocMatch.Contracts.Work;

namespace VocMatch.Contracts.Students;

/// <summary>A student without anything that says who it is.</summary>
/// <param name="Commitments">Seats taken, in the order in which they were; null where there are none.</param>
/// <param name="Held">Seats that published rounds keep for the student, who has not answered yet; null where there are none.</param>
/// <param name="Warnings">Only in the answer to a PUT: what of the content may not be meant, in sentences; null: nothing.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.Student")]
public sealed record Student(
    StudentId Id,
    StudentProfile Profile,
    ImmutableArray<PlacementId> Preferences,
    long Version,
    ImmutableArray<Commitment>? Commitments = null,
    ImmutableArray<HeldSeat>? Held = null,
    ImmutableArray<string>? Warnings = null);

/// <summary>A seat the student has taken: its time is not free for another.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.Commitment")]
public sealed record Commitment(OfferId Offer, PlacementId Placement, WorkPattern Pattern);

/// <summary>A seat that a published round keeps for the student until they answer.</summary>
/// <param name="Until">Last instant for the answer, inclusive.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.HeldSeat")]
public sealed record HeldSeat(OfferId Offer, PlacementId Placement, RoundId Round, DateTimeOffset Until);

/// <summary>What matching needs. Who the student is stands in <see cref="StudentIdentity"/>, a row of its own.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.StudentProfile")]
public sealed record StudentProfile
{
    [Id(0)] public required SchoolId School { get; init; }

    [Id(1)] public required ProgramId Program { get; init; }

    /// <summary>Skills beside those the program teaches; of two levels of one skill the higher counts.</summary>
    [Id(2)] public ImmutableArray<SkillLevel> Skills { get; init; } = [];

    [Id(3)] public required RegionId Region { get; init; }

    /// <summary>Null: the region's centroid stands in.</summary>
    [Id(4)] public GeoPoint? Home { get; init; }

    /// <summary>Regions the student would work in; empty: its own and its region's neighbours.</summary>
    [Id(5)] public ImmutableArray<RegionId> ReachableRegions { get; init; } = [];

    /// <summary>Farthest place of work, kilometres as the crow flies; null = no limit within the regions.</summary>
    [Id(6)] public int? MaximumDistanceKm { get; init; }

    /// <summary>When the student is free to work.</summary>
    [Id(7)] public required WorkPattern Free { get; init; }

    /// <summary>Occupations wanted; empty: those the program aims at.</summary>
    [Id(8)] public ImmutableArray<OccupationId> Occupations { get; init; } = [];

    /// <summary>What reserves go by: <c>rural</c>, <c>disability</c>, <c>women-in-trade</c>.</summary>
    [Id(9)] public ImmutableArray<string> Tags { get; init; } = [];

    [Id(10)] public bool NeedsAccommodation { get; init; }

    /// <summary>Checks passed, with the last day they are valid.</summary>
    [Id(11)] public ImmutableArray<HeldCheck> Checks { get; init; } = [];

    /// <summary>Employers never to be placed with, with the reason (a relative works there).</summary>
    [Id(12)] public ImmutableArray<BarredEmployer> Barred { get; init; } = [];

    [Id(13)] public bool Generated { get; init; }

    /// <summary>First day on which the student is no longer in the program; null: has not left.</summary>
    [Id(14)] public DateOnly? LeftOn { get; init; }
}

/// <summary>Evidence that a student meets a requirement, up to and including its last day.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.HeldCheck")]
public sealed record HeldCheck(string Requirement, DateOnly ValidThrough);

/// <summary>An employer with whom a student may not be placed, and why.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.BarredEmployer")]
public sealed record BarredEmployer(EmployerId Employer, string Reason);

/// <summary>Who the student is. Kept apart, never in a message of matching.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.StudentIdentity")]
public sealed record StudentIdentity
{
    [Id(0)] public required string Name { get; init; }

    [Id(1)] public required DateOnly BirthDate { get; init; }

    [Id(2)] public string? Email { get; init; }

    [Id(3)] public string? Phone { get; init; }

    [Id(4)] public Guardian? Guardian { get; init; }

    /// <summary>
    /// As the student states it, of their own will; null = nobody recorded it. It stands here because nothing but statistics may know it:
    /// matching and employers read the profile only.
    /// </summary>
    [Id(5)] public Sex? Sex { get; init; }
}

/// <summary>As the register has it, or not stated.</summary>
public enum Sex
{
    Female,
    Male,
    Other,
    NotStated,
}

/// <summary>Who signs for a student who is a minor.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.Guardian")]
public sealed record Guardian(string Name, string Contact);

/// <summary>From which days on the ages that rules ask for are reached; null where the birth date is not known, and then no rule is met.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.AgeThresholds")]
public sealed record AgeThresholds(DateOnly Sixteen, DateOnly Eighteen)
{
    public static AgeThresholds FromBirthDate(DateOnly birthDate) => new(Birthdays.Of(birthDate, 16), Birthdays.Of(birthDate, 18));
}
