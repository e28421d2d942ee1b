using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace VocMatch.Contracts.Identity;

/// <summary>An offer of one seat to one student: what taking a seat is idempotent by.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.OfferId")]
[JsonConverter(typeof(IdJsonConverter<OfferId>))]
public readonly record struct OfferId : IId<OfferId>
{
    private OfferId(string value) => Value = value;

    [Id(0)]
    public string Value { get; }

    /// <summary>The one offer a round makes to a student in a pass: a publishing that is killed and begun again makes the same offers.</summary>
    /// <returns><c>r</c> and the first 40 hexadecimal digits of SHA-256(round LF pass LF student).</returns>
    public static OfferId OfRound(RoundId round, int pass, StudentId student) => new("r" + Digest($"{round}\n{pass}\n{student}"));

    /// <summary>The one offer an employer makes by an operation: repeating the operation makes no second one.</summary>
    /// <param name="operationId">The caller's Idempotency-Key.</param>
    /// <returns><c>o</c> and the first 40 hexadecimal digits of SHA-256(placement LF operation id).</returns>
    public static OfferId OfOperation(PlacementId placement, string operationId) => new("o" + Digest($"{placement}\n{operationId}"));

    public static OfferId Parse(string s, IFormatProvider? provider = null) => new(IdRule.Checked(s, nameof(OfferId)));

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out OfferId result)
    {
        var valid = IdRule.IsValid(s);
        result = valid ? new(s!) : default;
        return valid;
    }

    public override string ToString() => Value;

    private static string Digest(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 20));
}
