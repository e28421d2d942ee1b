using System.Collections.Immutable;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Work;

namespace VocMatch.Contracts.Employers;

/// <summary>An employer as stored. Its version rises by one with every change, from 1.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.Employer")]
public sealed record Employer(EmployerId Id, EmployerProfile Profile, long Version);

/// <summary>What an employer says of itself and its sites.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.EmployerProfile")]
public sealed record EmployerProfile
{
    [Id(0)] public required string Name { get; init; }

    /// <summary>The company register's number.</summary>
    [Id(1)] public string? OfficialNumber { get; init; }

    /// <summary>Employees, for caps on the share of interns; null = not known.</summary>
    [Id(2)] public int? StaffCount { get; init; }

    /// <summary>Most students it takes over all its placements at once; null = no cap.</summary>
    [Id(3)] public int? InternCap { get; init; }

    /// <summary>Where its work is done; at least one.</summary>
    [Id(4)] public required ImmutableArray<Site> Sites { get; init; }

    [Id(5)] public bool Generated { get; init; }
}

/// <summary>Where an employer's work is done.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.Site")]
public sealed record Site
{
    [Id(0)] public required SiteId Id { get; init; }

    [Id(1)] public required string Name { get; init; }

    [Id(2)] public required RegionId Region { get; init; }

    /// <summary>Null: the region's centroid stands in.</summary>
    [Id(3)] public GeoPoint? Location { get; init; }

    /// <summary>The site this one is part of (a ward of a hospital), of the same employer.</summary>
    [Id(4)] public SiteId? PartOf { get; init; }

    /// <summary>In a rural area, as the authority draws them; null = not known. Counted, never matched by.</summary>
    [Id(5)] public bool? Rural { get; init; }
}
