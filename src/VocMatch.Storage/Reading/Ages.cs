using System.Globalization;
using VocMatch.Contracts.Students;

namespace VocMatch.Storage.Reading;

/// <summary>Days on which ages are reached. Whoever was born on 29 February comes of age on 1 March of a common year.</summary>
internal static class Ages
{
    /// <param name="birthDate">ISO 8601, or null where it is not known.</param>
    public static AgeThresholds? Of(string? birthDate)
    {
        if (birthDate is null)
        {
            return null;
        }

        var born = DateOnly.ParseExact(birthDate, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        return new(Reached(born, 16), Reached(born, 18));
    }

    private static DateOnly Reached(DateOnly born, int years)
    {
        var day = born.AddYears(years);
        return day.Day == born.Day ? day : day.AddDays(1);
    }
}
