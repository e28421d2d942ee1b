using System.Globalization;
using VocMatch.Contracts.Students;

namespace VocMatch.Storage.Reading;

/// <summary>Birth dates as rows have them.</summary>
internal static class Ages
{
    /// <param name="birthDate">ISO 8601, or null where it is not known.</param>
    public static AgeThresholds? Of(string? birthDate) =>
        birthDate is null ? null : AgeThresholds.FromBirthDate(DateOnly.ParseExact(birthDate, "yyyy-MM-dd", CultureInfo.InvariantCulture));
}
