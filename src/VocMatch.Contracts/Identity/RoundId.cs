using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace VocMatch.Contracts.Identity;

/// <summary>A clearing round.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.RoundId")]
[JsonConverter(typeof(IdJsonConverter<RoundId>))]
public readonly record struct RoundId : IId<RoundId>
{
    private RoundId(string value) => Value = value;

    [Id(0)]
    public string Value { get; }

    public static RoundId Parse(string s, IFormatProvider? provider = null) => new(IdRule.Checked(s, nameof(RoundId)));

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out RoundId result)
    {
        var valid = IdRule.IsValid(s);
        result = valid ? new(s!) : default;
        return valid;
    }

    public override string ToString() => Value;
}
