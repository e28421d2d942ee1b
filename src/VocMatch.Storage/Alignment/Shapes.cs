using System.Collections.Immutable;
using VocMatch.Contracts.Alignment;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Schools;

namespace VocMatch.Storage.Alignment;

// As much of each stored entity as statistics count; every other member is skipped unread.
internal sealed record PlacementShape(PlacementId Id, RegionId Region, int OpenSeats, PostingShape Posting)
{
    public PostedPlacement ToPosted() => new(
        Id,
        Posting.Employer,
        Region,
        Posting.Occupation,
        Posting.Seats,
        OpenSeats,
        Posting.Pattern.Blocks.Min(block => block.FirstDay),
        Posting.Skills,
        Posting.Generated);
}

internal sealed record PostingShape(
    EmployerId Employer, OccupationId Occupation, int Seats, ImmutableArray<SkillDemand> Skills, PatternShape Pattern, bool Generated);

internal sealed record PatternShape(ImmutableArray<BlockShape> Blocks);

internal sealed record BlockShape(DateOnly FirstDay);

internal sealed record StudentShape(StudentId Id, StudentProfileShape Profile)
{
    public CountedStudent ToCounted(DateOnly? birthDate) =>
        new(Id, Profile.Program, Profile.Region, Profile.Tags, birthDate, Profile.Generated);
}

internal sealed record StudentProfileShape(ProgramId Program, RegionId Region, ImmutableArray<string> Tags, bool Generated);

internal sealed record EmployerShape(EmployerId Id, EmployerProfileShape Profile)
{
    public EmployerSize ToSize() => new(Id, Profile.StaffCount, Profile.InternCap);
}

internal sealed record EmployerProfileShape(int? StaffCount, int? InternCap);

internal sealed record SchoolShape(SchoolId Id, SchoolProfileShape Profile)
{
    public SchoolStaff ToStaff() => new(Id, Profile.Region, Profile.Staff);
}

internal sealed record SchoolProfileShape(RegionId Region, TeachingStaff? Staff);
