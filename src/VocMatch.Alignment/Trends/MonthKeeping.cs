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

    /// <summary>A history cut where calendar years end. A code without any seats in a year is not in it.</summary>
    /// <param name="kept">The years of the same history with fewer months, or none: those that are over are given as they are.</param>
    public static ImmutableArray<DemandHistory> ByYear(DemandHistory history, ImmutableArray<DemandHistory> kept)
    {
        var years = kept.TakeWhile(year => year.NextMonth().Month == 1).ToList();
        var from = years is [.., var last] ? last.NextMonth() : history.FirstMonth;
        for (; from < history.NextMonth(); from = new(from.Year + 1, 1, 1))
        {
            var start = MonthNumber.Between(history.FirstMonth, from);
            var months = Math.Min(13 - from.Month, history.Seats.Length - start);
            years.Add(new(history.Region, from, history.Seats.Slice(start, months), Coded(history.Occupations), Coded(history.Skills)));

            ImmutableArray<CodedSeats> Coded(ImmutableArray<CodedSeats> codes) =>
            [
                .. codes.Select(code => new CodedSeats(code.Code, code.Seats.Slice(start, months))).Where(code => code.Seats.Any(seats => seats != 0)),
            ];
        }

        return [.. years];
    }

    /// <summary>The history that was cut by <see cref="ByYear"/>; null where there are no years.</summary>
    public static DemandHistory? Whole(ImmutableArray<DemandHistory> years)
    {
        if (years.IsEmpty)
        {
            return null;
        }

        var months = MonthNumber.Between(years[0].FirstMonth, years[^1].NextMonth());
        return new(
            years[0].Region,
            years[0].FirstMonth,
            [.. years.SelectMany(year => year.Seats)],
            Coded(year => year.Occupations),
            Coded(year => year.Skills));

        ImmutableArray<CodedSeats> Coded(Func<DemandHistory, ImmutableArray<CodedSeats>> codesOf)
        {
            var all = new SortedDictionary<string, int[]>(StringComparer.Ordinal);
            foreach (var year in years)
            {
                var start = MonthNumber.Between(years[0].FirstMonth, year.FirstMonth);
                foreach (var code in codesOf(year))
                {
                    if (!all.TryGetValue(code.Code, out var seats))
                    {
                        all[code.Code] = seats = new int[months];
                    }

                    code.Seats.CopyTo(seats, start);
                }
            }

            return [.. all.Select(code => new CodedSeats(code.Key, [.. code.Value]))];
        }
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
