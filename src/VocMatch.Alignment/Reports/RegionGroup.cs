using System.Collections.Immutable;
using System.Globalization;
using VocMatch.Alignment.Disclosure;
using VocMatch.Alignment.Indicators;

namespace VocMatch.Alignment.Reports;

/// <summary>
/// Some regions, those of a state for one, as one: a row of their sum above their own rows and those of all regions. The sum is of the
/// counts behind the report as far as <see cref="GroupSums"/> may show them, each person and seat once; rates are computed from it as a region's
/// are from its counts. What does not add up (medians, indexes, coverage of skills) is not applicable.
/// </summary>
internal sealed class RegionGroup
{
    /// <summary>In place of a region's id, which it can never be.</summary>
    public const string Code = "(sum)";

    private static readonly ImmutableDictionary<string, SummedTable> Tables = ((SummedTable[])
    [
        .. SupplyDemandTables.Summed, .. PeopleTables.Summed, .. ProvisionTables.Summed, .. OutsideTables.Summed, ComparisonTable.Summed,
    ]).ToImmutableDictionary(table => table.Id);

    private readonly string _name;
    private readonly ImmutableArray<string> _regions;
    private readonly RegionSums _sums;

    /// <param name="regions">Each once.</param>
    public RegionGroup(ReportRelease release, ImmutableArray<string> regions, string name) =>
        (_regions, _name, _sums) = (regions, name, new(release, regions));

    public AlignmentReport Of(AlignmentReport report) => report with
    {
        Limits = report.Limits.Add(string.Create(
            CultureInfo.InvariantCulture,
            $"{_name} is the sum of {_regions.Length} regions ({string.Join(", ", _regions)}), each person and each seat counted once. Rates are computed from the sums; what does not add up has none ([z]); a sum that would tell a hidden figure of a part is hidden ([c]).")),
        Tables = [.. report.Tables.Select(table => table.Columns[0] == Columns.Region ? Of(table) : table).Where(table => table.Rows.Length > 0)],
    };

    private ReportTable Of(ReportTable table)
    {
        var parts = table.Of([.. _regions]);
        ImmutableArray<ImmutableArray<Cell>> sums = Tables[table.Id] is { Rows: not RowSums.None } summed && !parts.Rows.IsEmpty ? [.. Sums(summed, parts)] : [];
        return parts with { Rows = [.. sums, .. parts.Rows, .. table.Of("nation").Rows] };
    }

    /// <summary>A row for each subject (a field, a group, a cause) that a part has: codes in their order, others in that of the parts.</summary>
    private IEnumerable<ImmutableArray<Cell>> Sums(SummedTable table, ReportTable parts)
    {
        var subjects = parts.Columns.Contains(Columns.RegionName)
            ? [new SummedRows(parts, 0, parts.Rows)]
            : parts.Rows.GroupBy(row => row[1]).Select(rows => new SummedRows(parts, 1, [.. rows]));
        if (parts.Columns.Contains(Columns.Field) || parts.Columns.Contains(Columns.Group))
        {
            subjects = subjects.OrderBy(subject => subject.Name, StringComparer.Ordinal);
        }

        return
            from subject in subjects
            where table.Rows == RowSums.OfAnyPart || subject.Rows.Length == _regions.Length
            select subject.Rows[0].Select((cell, at) =>
                at == 0 ? Cell.Of(Code)
                : parts.Columns[at] == Columns.RegionName ? Cell.Of(_name)
                : table.Of(_sums, subject, parts.Columns[at], cell)).ToImmutableArray();
    }
}
