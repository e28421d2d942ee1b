using System.Collections.Immutable;
using System.Globalization;
using VocMatch.Alignment.Data;
using VocMatch.Contracts.Identity;

namespace VocMatch.Benchmarks.Alignment;

/// <summary>The same rows in several times as many regions: each region's rows dealt out in turn to its parts.</summary>
internal static class SplitRegions
{
    public static AlignmentData Of(AlignmentData data, int parts)
    {
        if (parts == 1)
        {
            return data;
        }

        var next = new Dictionary<RegionId, int>();
        return data with
        {
            Regions = [.. data.Regions.SelectMany(region => Enumerable.Range(0, parts).Select(part => new RegionRow(Part(region.Id, part), Text(region.Name, part))))],
            Programs = [.. data.Programs.Select(row => row with { Region = Deal(row.Region) })],
            Placements = [.. data.Placements.Select(row => row with { Region = Deal(row.Region) })],
            Students = [.. data.Students.Select(row => row with { Region = Deal(row.Region) })],
            Staff = [.. data.Staff.Select(row => row with { Region = Deal(row.Region) })],
            Mismatches = [.. data.Mismatches.Select(row => row with { Region = Deal(row.Region) })],
            SearchGaps = [.. data.SearchGaps.Select(row => row with { Region = Deal(row.Region) })],
            OutsideOpenings = [.. data.OutsideOpenings.Where(row => row.Region is null)],
        };

        RegionId Deal(RegionId region)
        {
            var turn = next.GetValueOrDefault(region);
            next[region] = (turn + 1) % parts;
            return Part(region, turn);
        }
    }

    private static RegionId Part(RegionId region, int part) => RegionId.Parse(Text(region.Value, part));

    private static string Text(string name, int part) => string.Create(CultureInfo.InvariantCulture, $"{name}-{part}");
}
