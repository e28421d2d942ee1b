using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Work;

namespace VocMatch.Contracts.Schools;

/// <summary>A vocational college.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.School")]
public sealed record School(SchoolId Id, SchoolProfile Profile, long Version);

/// <summary>What a school says of itself.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.SchoolProfile")]
public sealed record SchoolProfile
{
    [Id(0)] public required string Name { get; init; }

    [Id(1)] public required RegionId Region { get; init; }

    [Id(2)] public GeoPoint? Location { get; init; }

    /// <summary>The authority's number for it: UNITID in the United States.</summary>
    [Id(3)] public string? OfficialNumber { get; init; }

    [Id(4)] public TeachingStaff? Staff { get; init; }
}

/// <param name="Teachers">Persons.</param>
/// <param name="DoubleQualified">Of them with both a teaching and a trade qualification.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.TeachingStaff")]
public sealed record TeachingStaff(int Teachers, int DoubleQualified);
