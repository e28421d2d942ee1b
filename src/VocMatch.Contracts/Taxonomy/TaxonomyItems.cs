using System.Collections.Immutable;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Work;

namespace VocMatch.Contracts.Taxonomy;

/// <summary>A labour-market area.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.Region")]
public sealed record Region
{
    [Id(0)] public required RegionId Id { get; init; }

    [Id(1)] public required string Name { get; init; }

    /// <summary>The centroid stands in for a place that is not known more exactly.</summary>
    [Id(2)] public required GeoPoint Centroid { get; init; }

    [Id(3)] public ImmutableArray<RegionId> Neighbours { get; init; } = [];
}

/// <summary>A group of skills; groups form a tree.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.SkillGroup")]
public sealed record SkillGroup
{
    [Id(0)] public required SkillGroupId Id { get; init; }

    [Id(1)] public required string Name { get; init; }

    [Id(2)] public SkillGroupId? Parent { get; init; }

    /// <summary>
    /// True: its skills are asked for in every kind of work (working in a team, managing time), and so tell no work from other. Null = as its parent says;
    /// without one, no, except for ESCO's pillar of transversal skills.
    /// </summary>
    [Id(3)] public bool? Transversal { get; init; }
}

/// <summary>A skill that programs teach and placements ask for.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.Skill")]
public sealed record Skill
{
    [Id(0)] public required SkillId Id { get; init; }

    [Id(1)] public required string Name { get; init; }

    [Id(2)] public ImmutableArray<SkillGroupId> Groups { get; init; } = [];

    [Id(3)] public ImmutableArray<string> AlternativeNames { get; init; } = [];

    /// <summary>Where it was taken from: <c>onet</c>, <c>esco</c>, or the importer's own word.</summary>
    [Id(4)] public string? Source { get; init; }

    /// <summary>True: its classification does not have it any more. What names it goes on to be right. Null = no.</summary>
    [Id(5)] public bool? Retired { get; init; }
}

/// <summary>Which classification an occupation's code belongs to, and so how its groups are read off the code.</summary>
public enum OccupationScheme
{
    /// <summary>ISCO-08: four digits, a group at each of them; an occupation of ESCO carries its unit group's code.</summary>
    Isco,

    /// <summary>SOC 2018: <c>29-1141</c>; broad <c>29-114</c>, minor <c>29-1</c>, major <c>29</c>.</summary>
    Soc,
}

/// <summary>An occupation and the skills it takes.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.Occupation")]
public sealed record Occupation
{
    [Id(0)] public required OccupationId Id { get; init; }

    [Id(1)] public required string Name { get; init; }

    [Id(2)] public required OccupationScheme Scheme { get; init; }

    /// <summary>ISCO-08 unit group (four digits, leading zero kept) or SOC code (<c>29-1141</c>).</summary>
    [Id(3)] public required string Code { get; init; }

    [Id(4)] public ImmutableArray<OccupationSkill> Skills { get; init; } = [];

    [Id(5)] public ImmutableArray<string> AlternativeNames { get; init; } = [];

    [Id(6)] public string? Source { get; init; }

    /// <summary>True: its classification does not have it any more. What names it goes on to be right. Null = no.</summary>
    [Id(7)] public bool? Retired { get; init; }
}

/// <summary>A skill that an occupation needs, essentially or optionally.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.OccupationSkill")]
public sealed record OccupationSkill(SkillId Skill, bool Essential);
