using System.Collections.Immutable;
using VocMatch.Alignment.Data;
using VocMatch.Contracts.Alignment;
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

/// <summary>Makes monthly series from placements, and from what was kept of months that are over.</summary>
public static class DemandSeriesBuilder
{
    /// <summary>Seats by month, for every region with its occupations and skills and for the nation. Placements outside the period are left out.</summary>
    /// <param name="period">Must begin on the first and end on the last day of a month: part of a month is no month.</param>
    /// <param name="kept">Months that a region's history holds are taken from it, and not from the placements.</param>
    /// <exception cref="ArgumentException">The period cuts a month.</exception>
    public static ImmutableArray<DemandSeries> Build(AlignmentData data, Period period, IReadOnlyCollection<DemandHistory> kept)
    {
        var titles = Titles(data);
        return
        [
            .. Count(data.Placements, period, kept)
                .OrderBy(c => c.Key.Subject)
                .ThenBy(c => c.Key.Region?.Value ?? "", StringComparer.Ordinal)
                .ThenBy(c => c.Key.Code, StringComparer.Ordinal)
                .Select(c => new DemandSeries(
                    c.Key.Subject, c.Key.Region, c.Key.Code, titles(c.Key.Subject, c.Key.Region, c.Key.Code), period.From, [.. c.Value])),
        ];
    }

    /// <summary>The same without titles, in no order.</summary>
    internal static Dictionary<(SeriesSubject Subject, RegionId? Region, string? Code), int[]> Count(
        IEnumerable<PlacementRow> placements, Period period, IReadOnlyCollection<DemandHistory> kept)
    {
        if (period.From.Day != 1 || period.Through.AddDays(1).Day != 1)
        {
            throw new ArgumentException("A monthly series needs whole months.", nameof(period));
        }

        var months = MonthNumber.Between(period.From, period.Through) + 1;
        var counts = new Dictionary<(SeriesSubject, RegionId?, string?), int[]>();
        var openFrom = kept.ToDictionary(history => history.Region, history => history.NextMonth());
        foreach (var placement in placements.Where(p => p.Published >= period.From && p.Published <= period.Through))
        {
            if (placement.Published < openFrom.GetValueOrDefault(placement.Region))
            {
                continue;
            }

            var month = MonthNumber.Between(period.From, placement.Published);
            Add(SeriesSubject.Region, placement.Region, null, month, placement.Seats);
            Add(SeriesSubject.Occupation, placement.Region, placement.Occupation.Value, month, placement.Seats);
            foreach (var skill in placement.Skills)
            {
                Add(SeriesSubject.Skill, placement.Region, skill.Skill.Value, month, placement.Seats);
            }
        }

        foreach (var history in kept)
        {
            AddKept(SeriesSubject.Region, history, null, history.Seats);
            foreach (var occupation in history.Occupations)
            {
                AddKept(SeriesSubject.Occupation, history, occupation.Code, occupation.Seats);
            }

            foreach (var skill in history.Skills)
            {
                AddKept(SeriesSubject.Skill, history, skill.Code, skill.Seats);
            }
        }

        return counts;

        void AddKept(SeriesSubject subject, DemandHistory history, string? code, ImmutableArray<int> seats)
        {
            var first = MonthNumber.Between(period.From, history.FirstMonth);
            for (var i = Math.Max(0, -first); i < seats.Length && first + i < months; i++)
            {
                if (seats[i] > 0)
                {
                    Add(subject, history.Region, code, first + i, seats[i]);
                }
            }
        }

        void Add(SeriesSubject subject, RegionId region, string? code, int month, int seats)
        {
            foreach (var of in (ReadOnlySpan<RegionId?>)[region, null])
            {
                if (!counts.TryGetValue((subject, of, code), out var series))
                {
                    counts[(subject, of, code)] = series = new int[months];
                }

                series[month] += seats;
            }
        }
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
