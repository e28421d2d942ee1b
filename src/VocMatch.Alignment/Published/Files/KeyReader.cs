using VocMatch.Contracts.Alignment;
using VocMatch.Contracts.Identity;

namespace VocMatch.Alignment.Published.Files;

/// <summary>Reads what a row is about: its code, its region, its year; and says what is wrong with them.</summary>
/// <param name="strict">The platform's own format: a region is its id, and an empty cell of region or year means none.</param>
internal sealed class KeyReader(
    ReferenceMapping mapping, ColumnReader columns, FileErrors errors, FileNotes notes, Func<RegionId, bool> regionExists, bool strict)
{
    private readonly Dictionary<string, RegionId?> _regions =
        mapping.Regions.ToDictionary(region => SourceText.Cell(region.Name), region => region.Region, StringComparer.OrdinalIgnoreCase);

    /// <param name="cell">The whole cell that the code was taken from.</param>
    /// <param name="code">Null where the mapping's pattern does not fit the cell.</param>
    public bool IsCode(FileLine line, string cell, string? code)
    {
        var column = mapping.Code.Column;
        if (code is null)
        {
            errors.Add("The cell does not fit the pattern of the code. A total row is named in totals, another row left out by where.", column, line.Number, cell);
            return false;
        }

        if (code.Length == 0)
        {
            errors.Add("The cell is empty.", column, line.Number, "");
            return false;
        }

        if (Codes.Damage(code) is { } damage)
        {
            errors.Add($"The code {damage}", column, line.Number, code);
            return false;
        }

        notes.Count(code != line[columns.Index(column)] && mapping.Code.Pattern is null, "Codes taken without the spaces or signs around them", line[columns.Index(column)]);
        notes.Count(mapping.Kind == ReferenceKind.Completions && Codes.LooksShortened(code), "Codes that seem to have lost a leading zero (1.0000 for 01.0000), matched to a crosswalk's code where only one fits", code);
        return true;
    }

    /// <param name="region">Null: the nation.</param>
    /// <returns>Whether the row counts.</returns>
    public bool Region(FileLine line, out RegionId? region)
    {
        region = mapping.WholeRegion;
        if (mapping.Region is null)
        {
            if (region is { } given && !regionExists(given))
            {
                errors.Add("The mapping's region does not exist on the platform.", "wholeRegion", line.Number, given.Value);
                return false;
            }

            return true;
        }

        var name = columns.Text(line, mapping.Region);
        if (name is null or "")
        {
            if (strict || _regions.ContainsKey(""))
            {
                return true;
            }

            errors.Add("The cell names no region. The nation too is named in regions.", mapping.Region.Column, line.Number, SourceText.Cell(line[columns.Index(mapping.Region.Column)]));
            return false;
        }

        if (_regions.TryGetValue(name, out region))
        {
            if (region is { } known && !regionExists(known))
            {
                errors.Add("The mapping's region does not exist on the platform.", "regions", line.Number, known.Value);
                return false;
            }

            return true;
        }

        if (mapping.LeaveOutOtherRegions)
        {
            notes.Count(true, "Rows of other regions, left out", name);
            return false;
        }

        if (RegionId.TryParse(name, null, out var id) && regionExists(id))
        {
            region = id;
            return true;
        }

        errors.Add(
            strict ? $"The region does not exist ({IdRule.Text})." : "The name is not in the mapping's regions, and no region's id. Others are left out by leaveOutOtherRegions.",
            mapping.Region.Column, line.Number, name);
        return false;
    }

    /// <param name="year">Null: the file has no years.</param>
    /// <returns>Whether the row counts.</returns>
    public bool Year(FileLine line, out string? year)
    {
        year = mapping.Year is null ? null : columns.Text(line, mapping.Year);
        if (mapping.Year is null || (strict && year is ""))
        {
            year = null;
            return true;
        }

        if (year is null or "" || year.Length > 20 || !year.Any(char.IsAsciiDigit))
        {
            errors.Add("The cell names no year.", mapping.Year.Column, line.Number, SourceText.Cell(line[columns.Index(mapping.Year.Column)]));
            return false;
        }

        return true;
    }
}
