using System.Globalization;
using VocMatch.Contracts.Students;

namespace VocMatch.Storage.Reading;

/// <summary>Dates as rows have them: ISO 8601, or null where there is none.</summary>
internal static class IsoDate
{
    public static DateOnly? Parse(string? text) => text is null ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static AgeThresholds? AgesOf(string? birthDate) => Parse(birthDate) is { } born ? AgeThresholds.FromBirthDate(born) : null;
}
