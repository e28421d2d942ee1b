using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace VocMatch.Contracts.Identity;

/// <summary>A vocational college.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.SchoolId")]
[JsonConverter(typeof(IdJsonConverter<SchoolId>))]
public readonly record struct SchoolId : IId<SchoolId>
{
    private SchoolId(string value) => Value = value;

    [Id(0)]
    public string Value { get; }

    public static SchoolId Parse(string s, IFormatProvider? provider = null) => new(IdRule.Checked(s, nameof(SchoolId)));

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out SchoolId result)
    {
        var valid = IdRule.IsValid(s);
        result = valid ? new(s!) : default;
        return valid;
    }

    public override string ToString() => Value;
}

/// <summary>A program of a school.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.ProgramId")]
[JsonConverter(typeof(IdJsonConverter<ProgramId>))]
public readonly record struct ProgramId : IId<ProgramId>
{
    private ProgramId(string value) => Value = value;

    [Id(0)]
    public string Value { get; }

    public static ProgramId Parse(string s, IFormatProvider? provider = null) => new(IdRule.Checked(s, nameof(ProgramId)));

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ProgramId result)
    {
        var valid = IdRule.IsValid(s);
        result = valid ? new(s!) : default;
        return valid;
    }

    public override string ToString() => Value;
}

/// <summary>An employer.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.EmployerId")]
[JsonConverter(typeof(IdJsonConverter<EmployerId>))]
public readonly record struct EmployerId : IId<EmployerId>
{
    private EmployerId(string value) => Value = value;

    [Id(0)]
    public string Value { get; }

    public static EmployerId Parse(string s, IFormatProvider? provider = null) => new(IdRule.Checked(s, nameof(EmployerId)));

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out EmployerId result)
    {
        var valid = IdRule.IsValid(s);
        result = valid ? new(s!) : default;
        return valid;
    }

    public override string ToString() => Value;
}

/// <summary>A site of an employer, unique within it.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.SiteId")]
[JsonConverter(typeof(IdJsonConverter<SiteId>))]
public readonly record struct SiteId : IId<SiteId>
{
    private SiteId(string value) => Value = value;

    [Id(0)]
    public string Value { get; }

    public static SiteId Parse(string s, IFormatProvider? provider = null) => new(IdRule.Checked(s, nameof(SiteId)));

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out SiteId result)
    {
        var valid = IdRule.IsValid(s);
        result = valid ? new(s!) : default;
        return valid;
    }

    public override string ToString() => Value;
}

/// <summary>A placement an employer posts.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.PlacementId")]
[JsonConverter(typeof(IdJsonConverter<PlacementId>))]
public readonly record struct PlacementId : IId<PlacementId>
{
    private PlacementId(string value) => Value = value;

    [Id(0)]
    public string Value { get; }

    public static PlacementId Parse(string s, IFormatProvider? provider = null) => new(IdRule.Checked(s, nameof(PlacementId)));

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out PlacementId result)
    {
        var valid = IdRule.IsValid(s);
        result = valid ? new(s!) : default;
        return valid;
    }

    public override string ToString() => Value;
}

/// <summary>A student: a pseudonym, never derived from a name or a national id.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.StudentId")]
[JsonConverter(typeof(IdJsonConverter<StudentId>))]
public readonly record struct StudentId : IId<StudentId>
{
    private StudentId(string value) => Value = value;

    [Id(0)]
    public string Value { get; }

    public static StudentId Parse(string s, IFormatProvider? provider = null) => new(IdRule.Checked(s, nameof(StudentId)));

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out StudentId result)
    {
        var valid = IdRule.IsValid(s);
        result = valid ? new(s!) : default;
        return valid;
    }

    public override string ToString() => Value;
}

/// <summary>A labour-market area.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.RegionId")]
[JsonConverter(typeof(IdJsonConverter<RegionId>))]
public readonly record struct RegionId : IId<RegionId>
{
    private RegionId(string value) => Value = value;

    [Id(0)]
    public string Value { get; }

    public static RegionId Parse(string s, IFormatProvider? provider = null) => new(IdRule.Checked(s, nameof(RegionId)));

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out RegionId result)
    {
        var valid = IdRule.IsValid(s);
        result = valid ? new(s!) : default;
        return valid;
    }

    public override string ToString() => Value;
}

/// <summary>A skill of the taxonomy.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.SkillId")]
[JsonConverter(typeof(IdJsonConverter<SkillId>))]
public readonly record struct SkillId : IId<SkillId>
{
    private SkillId(string value) => Value = value;

    [Id(0)]
    public string Value { get; }

    public static SkillId Parse(string s, IFormatProvider? provider = null) => new(IdRule.Checked(s, nameof(SkillId)));

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out SkillId result)
    {
        var valid = IdRule.IsValid(s);
        result = valid ? new(s!) : default;
        return valid;
    }

    public override string ToString() => Value;
}

/// <summary>A group of skills of the taxonomy.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.SkillGroupId")]
[JsonConverter(typeof(IdJsonConverter<SkillGroupId>))]
public readonly record struct SkillGroupId : IId<SkillGroupId>
{
    private SkillGroupId(string value) => Value = value;

    [Id(0)]
    public string Value { get; }

    public static SkillGroupId Parse(string s, IFormatProvider? provider = null) => new(IdRule.Checked(s, nameof(SkillGroupId)));

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out SkillGroupId result)
    {
        var valid = IdRule.IsValid(s);
        result = valid ? new(s!) : default;
        return valid;
    }

    public override string ToString() => Value;
}

/// <summary>An occupation of the taxonomy.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.OccupationId")]
[JsonConverter(typeof(IdJsonConverter<OccupationId>))]
public readonly record struct OccupationId : IId<OccupationId>
{
    private OccupationId(string value) => Value = value;

    [Id(0)]
    public string Value { get; }

    public static OccupationId Parse(string s, IFormatProvider? provider = null) => new(IdRule.Checked(s, nameof(OccupationId)));

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out OccupationId result)
    {
        var valid = IdRule.IsValid(s);
        result = valid ? new(s!) : default;
        return valid;
    }

    public override string ToString() => Value;
}
