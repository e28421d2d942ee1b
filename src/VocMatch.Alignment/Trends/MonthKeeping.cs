using System.Collections.Immutable;
using VocMatch.Alignment.Data;
using VocMatch.Contracts.Alignment;
using VocMatch.Contracts.Identity;

namespace VocMatch.Alignment.Trends;

/// <summary>Makes a region's history longer by months that are over. What it holds already is never changed.</summary>
public static class MonthKeeping
{
    /// <summary>The months of a period as the placements count now, for each region.</summary>
    /// <param name="period">Whole months.</param>
    public static ImmutableArray<DemandHistory> Count(IEnumerable<PlacementRow> placements, IEnumerable<RegionId> regions, Period period)
    {
        var series = DemandSeriesBuilder.Count(placements, period, []).ToLookup(one => one.Key.Region);
        var months = MonthNumber.Between(period.From, period.Through) + 1;
        return
        [
            .. regions.Select(region => new DemandHistory(
                region,
                period.From,
                series[region].Where(one => one.Key.Subject == SeriesSubject.Region).Select(one => one.Value.ToImmutableArray())
                    .FirstOrDefault([.. new int[months]]),
                Coded(SeriesSubject.Occupation, region),
                Coded(SeriesSubject.Skill, region))),
        ];

        ImmutableArray<CodedSeats> Coded(SeriesSubject subject, RegionId region) =>
        [
            .. series[region].Where(one => one.Key.Subject == subject)
                .Select(one => new CodedSeats(one.Key.Code!, [.. one.Value]))
                .OrderBy(one => one.Code, StringComparer.Ordinal),
        ];
    }

    /// <summary>The history with the months behind it added.</summary>
    /// <param name="kept">Null where nothing was kept yet.</param>
    public static DemandHistory Extend(DemandHistory? kept, DemandHistory counted)
    {
        if (kept is null)
        {
            return counted;
        }

        var months = MonthNumber.Between(kept.FirstMonth, counted.NextMonth());
        return months <= kept.Seats.Length
            ? kept
            : kept with
            {
                Seats = Joined(kept.Seats, counted.Seats),
                Occupations = Coded(kept.Occupations, counted.Occupations),
                Skills = Coded(kept.Skills, counted.Skills),
            };

        ImmutableArray<CodedSeats> Coded(ImmutableArray<CodedSeats> before, ImmutableArray<CodedSeats> now)
        {
            var (kept, counted) = (before.ToDictionary(one => one.Code, one => one.Seats), now.ToDictionary(one => one.Code, one => one.Seats));
            return
            [
                .. kept.Keys.Union(counted.Keys).Order(StringComparer.Ordinal)
                    .Select(code => new CodedSeats(code, Joined(kept.GetValueOrDefault(code, []), counted.GetValueOrDefault(code, [])))),
            ];
        }

        ImmutableArray<int> Joined(ImmutableArray<int> before, ImmutableArray<int> now)
        {
            var seats = new int[months];
            before.CopyTo(seats);
            var offset = MonthNumber.Between(kept.FirstMonth, counted.FirstMonth);
            for (var month = Math.Max(kept.Seats.Length, offset); month < months && !now.IsEmpty; month++)
            {
                seats[month] = now[month - offset];
            }

            return [.. seats];
        }
    }
}
