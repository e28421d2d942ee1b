using System.Collections.Immutable;
using System.Globalization;
using VocMatch.Alignment.Data;

namespace VocMatch.Alignment.Published;

/// <summary>The typical education for entry to several occupations at once: which, and how much of them.</summary>
internal static class EntryEducation
{
    /// <summary>Of an occupation that the series does not have, or has without its education.</summary>
    public const string NotGiven = "not given";

    /// <summary>Of several so many are named, those with the most; the rest stands together as others.</summary>
    private const int Named = 2;

    /// <summary>Smaller shares stand among others too, per cent.</summary>
    private const int MinShare = 10;

    public static string OrNotGiven(string? education) => education is { Length: > 0 } given ? given : NotGiven;

    /// <param name="occupations">Each once, with its openings (null: missing) and its education.</param>
    /// <returns>The most openings first, then the most occupations, then by ordinal order; what is not given last of its equals.</returns>
    public static ImmutableArray<EntryEducationPart> Of(IEnumerable<(string Education, long? Openings)> occupations) => Sum(
        occupations.Select(one => new EntryEducationPart(one.Education, 1, one.Openings)));

    public static ImmutableArray<EntryEducationPart> Sum(IEnumerable<EntryEducationPart> parts) =>
    [
        .. parts.GroupBy(part => part.Education, StringComparer.Ordinal)
            .Select(same => new EntryEducationPart(
                same.Key, same.Sum(part => part.Occupations), same.Any(part => part.Openings is null) ? null : same.Sum(part => part.Openings)))
            .OrderByDescending(part => part.Openings ?? 0)
            .ThenByDescending(part => part.Occupations)
            .ThenBy(part => part.Education == NotGiven)
            .ThenBy(part => part.Education, StringComparer.Ordinal),
    ];

    /// <summary>One education by itself; of several each with its share of the openings, or with its occupations where openings are not all known.</summary>
    public static string Words(ImmutableArray<EntryEducationPart> parts)
    {
        if (parts.Length <= 1)
        {
            return parts.IsEmpty ? NotGiven : parts[0].Education;
        }

        if (parts.Any(part => part.Openings is null) || parts.Sum(part => part.Openings) == 0)
        {
            var counted = parts.OrderByDescending(part => part.Occupations).ToList();
            return Joined([.. counted.Take(Named)], counted.Skip(Named).Sum(part => part.Occupations), part => $"({part.Occupations})", rest => $"({rest})");
        }

        var all = (decimal)parts.Sum(part => part.Openings!.Value);
        ImmutableArray<EntryEducationPart> named = [.. parts.Where((part, at) => at == 0 || (at < Named && 100 * part.Openings!.Value / all >= MinShare))];
        return Joined(named, (int)(all - named.Sum(part => part.Openings!.Value)), part => Percent(100 * part.Openings!.Value / all), rest => Percent(100 * rest / all));
    }

    private static string Joined(ImmutableArray<EntryEducationPart> named, int rest, Func<EntryEducationPart, string> size, Func<int, string> sizeOfRest)
    {
        var words = named.Select(part => $"{part.Education} {size(part)}");
        return string.Join("; ", rest > 0 ? words.Append($"others {sizeOfRest(rest)}") : words);
    }

    private static string Percent(decimal share) => share is > 0 and < 0.5m
        ? "under 0.5 %"
        : string.Create(CultureInfo.InvariantCulture, $"{decimal.Round(share, MidpointRounding.AwayFromZero)} %");
}
