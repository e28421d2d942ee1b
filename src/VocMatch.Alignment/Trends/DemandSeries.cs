using System.Collections.Immutable;
using VocMatch.Alignment.Data;
using VocMatch.Contracts.Identity;

namespace VocMatch.Alignment.Trends;

/// <summary>What a series counts.</summary>
public enum SeriesSubject
{
    Region,
    Occupation,
    Skill,
}

/// <summary>Seats posted a month, without gaps: a month without postings is a true zero.</summary>
/// <param name="Region">Null: the nation.</param>
/// <param name="Code">The occupation's or the skill's id; null for a region's series.</param>
/// <param name="FirstMonth">The first day of the first month.</param>
public sealed record DemandSeries(
    SeriesSubject Subject, RegionId? Region, string? Code, string Title, DateOnly FirstMonth, ImmutableArray<int> Seats);

/// <summary>Makes monthly series from placements.</summary>
public static class DemandSeriesBuilder
{
    /// <summary>Seats by month of publication. Placements outside the period are left out.</summary>
    /// <param name="period">Must begin on the first and end on the last day of a month: part of a month is no month.</param>
    /// <exception cref="ArgumentException">The period cuts a month.</exception>
    public static ImmutableArray<DemandSeries> Build(AlignmentData data, Period period)
    {
        if (period.From.Day != 1 || period.Through.AddDays(1).Day != 1)
        {
            throw new ArgumentException("A monthly series needs whole months.", nameof(period));
        }

        var months = Month(period.Through) - Month(period.From) + 1;
        var counts = new Dictionary<(SeriesSubject, RegionId?, string?), int[]>();
        foreach (var placement in data.Placements.Where(p => p.Published >= period.From && p.Published <= period.Through))
        {
            var month = Month(placement.Published) - Month(period.From);
            foreach (var region in (ReadOnlySpan<RegionId?>)[placement.Region, null])
            {
                Count(counts, (SeriesSubject.Region, region, null), months, month, placement.Seats);
                Count(counts, (SeriesSubject.Occupation, region, placement.Occupation.Value), months, month, placement.Seats);
                foreach (var skill in placement.Skills)
                {
                    Count(counts, (SeriesSubject.Skill, region, skill.Skill.Value), months, month, placement.Seats);
                }
            }
        }

        var titles = Titles(data);
        return
        [
            .. counts
                .OrderBy(c => c.Key.Item1)
                .ThenBy(c => c.Key.Item2?.Value ?? "", StringComparer.Ordinal)
                .ThenBy(c => c.Key.Item3 ?? "", StringComparer.Ordinal)
                .Select(c => new DemandSeries(
                    c.Key.Item1, c.Key.Item2, c.Key.Item3, titles(c.Key.Item1, c.Key.Item2, c.Key.Item3), period.From, [.. c.Value])),
        ];
    }

    private static int Month(DateOnly day) => (day.Year * 12) + day.Month - 1;

    private static void Count<TKey>(Dictionary<TKey, int[]> counts, TKey key, int months, int month, int seats)
        where TKey : notnull
    {
        if (!counts.TryGetValue(key, out var series))
        {
            counts[key] = series = new int[months];
        }

        series[month] += seats;
    }

    private static Func<SeriesSubject, RegionId?, string?, string> Titles(AlignmentData data)
    {
        var regions = data.Regions.ToDictionary(r => r.Id.Value, r => r.Name);
        var occupations = data.Occupations.ToDictionary(o => o.Id.Value, o => o.Title);
        var skills = data.Skills.ToDictionary(s => s.Id.Value, s => s.Title);
        return (subject, region, code) => subject switch
        {
            SeriesSubject.Region => region is { } id ? regions[id.Value] : "Nation",
            SeriesSubject.Occupation => occupations.GetValueOrDefault(code!, code!),
            _ => skills.GetValueOrDefault(code!, code!),
        };
    }
}
