using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using VocMatch.Contracts.Alignment;
using VocMatch.Contracts.Identity;

namespace VocMatch.Alignment.Published.Files;

/// <summary>Reads the lines below a header: which count, what they say, and everything that is wrong with them.</summary>
/// <param name="strict">True for the platform's own formats: whole numbers without separators, no marks, no footnotes.</param>
internal sealed class RowReader(ReferenceMapping mapping, FileLine header, FileErrors errors, Func<RegionId, bool> regionExists, bool strict)
{
    private const int MaxTitleLength = 400;

    private readonly ColumnReader _columns = new(header, MappingRules.Columns(mapping));
    private readonly FigureReader _figures = new(mapping);
    private readonly TotalRows _totals = new(mapping);
    private readonly FileNotes _notes = new();
    private readonly Dictionary<string, RegionId?> _regions =
        mapping.Regions.ToDictionary(region => SourceText.Cell(region.Name), region => region.Region, StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<(string Code, string? Region, string? Year), SeriesEntry> _entries = [];
    private readonly List<(RegionId? Region, string? Year, PrintedTotal Total)> _printed = [];

    public SeriesRead Read(List<FileLine> lines, string encoding)
    {
        var data = lines.Where(line => line.Number > header.Number && !line.IsBlank).ToList();
        var titles = lines.Where(line => line.Number < header.Number && !line.IsBlank).ToList();
        _notes.AddText(titles, "above the header");
        TakeOffFootnotes(data);
        var filters = mapping.Where.Select(filter => new LineFilter(filter, _columns)).ToList();
        foreach (var line in data.Where(line => filters.TrueForAll(filter => filter.Holds(line))))
        {
            if (IsWhole(line))
            {
                Take(line);
            }
        }

        foreach (var filter in filters)
        {
            filter.Report(data.Count, _notes, errors);
        }

        if (data.Count == 0)
        {
            errors.Add("The file is empty below its header. A series is taken away by DELETE, not by an empty file.");
        }
        else if (_entries.Count == 0 && !errors.Any)
        {
            errors.Add("No line of the file is a row of the series: all of them were left out.");
        }

        if (!errors.Any)
        {
            new LevelCheck(mapping, errors).Run(_entries.Values);
        }

        var kept = errors.Any ? [] : YearChoices.Apply(mapping, _entries.Values, errors, _notes);
        if (!errors.Any && !MappingRules.HasFigures(mapping.Kind))
        {
            LinkCheck.Run(mapping.Kind, kept, errors);
        }

        var (rows, totals) = errors.Any ? ([], []) : (kept.Select(entry => entry.ToRow()).ToImmutableArray(), Totals(kept));
        _notes.Describe(mapping, kept, totals);
        return new(
            encoding,
            header.Number,
            [.. header.Cells.Select(SourceText.Header)],
            rows,
            errors.Any ? [] : [.. kept.Select(entry => entry.Line)],
            errors.ToImmutable(),
            _notes.ToImmutable(),
            FileNotes.Remarks(mapping, kept),
            totals);
    }

    /// <summary>Text below the last row, without figures.</summary>
    private void TakeOffFootnotes(List<FileLine> data)
    {
        if (strict)
        {
            return;
        }

        var first = data.Count;
        while (first > 0 && IsFootnote(data[first - 1]))
        {
            first--;
        }

        if (first < data.Count)
        {
            _notes.AddText(data[first..], "below the last row");
            data.RemoveRange(first, data.Count - first);
        }
    }

    private bool IsFootnote(FileLine line)
    {
        var words = mapping.Kind == ReferenceKind.EntryEducation ? mapping.Title?.Column : null;
        var named = mapping.Values.Select(value => value.Column).Append(mapping.Target?.Column).Append(words).OfType<string>();
        return named.All(column => SourceText.Cell(line[_columns.Index(column)]).Length == 0)
            && line.Cells.Skip(1).Count(cell => SourceText.Cell(cell).Length > 0) < header.Cells.Length - 1
            && SourceText.Cell(line[_columns.Index(mapping.Code.Column)]) is var code
            && (code.Length == 0
                ? line.Cells.Count(cell => SourceText.Cell(cell).Length > 0) == 1
                : code.Any(char.IsWhiteSpace) || !char.IsLetterOrDigit(code[0]))
            && !_totals.Holds(code, code, mapping.Title is { } title ? SourceText.Cell(line[_columns.Index(title.Column)]) : "");
    }

    private bool IsWhole(FileLine line)
    {
        if (strict && line.Cells.Length != header.Cells.Length)
        {
            errors.Add($"The line has not as many fields as the header ({header.Cells.Length}).", null, line.Number, line.Cells.Length.ToString(CultureInfo.InvariantCulture));
            return false;
        }

        if (!strict && line.Cells.Length <= _columns.Highest)
        {
            errors.Add("The line has fewer cells than the columns that the mapping names.", null, line.Number, string.Join(" | ", line.Cells));
            return false;
        }

        if (!strict && line.Cells.Skip(header.Cells.Length).Any(cell => SourceText.Cell(cell).Length > 0))
        {
            errors.Add("The line has more cells than the header: is a delimiter inside a cell not quoted?", null, line.Number, string.Join(" | ", line.Cells.Skip(header.Cells.Length)));
            return false;
        }

        return true;
    }

    private void Take(FileLine line)
    {
        var whole = SourceText.Cell(line[_columns.Index(mapping.Code.Column)]);
        var code = _columns.Text(line, mapping.Code);
        var title = mapping.Title is null ? "" : SourceText.Header(_columns.Text(line, mapping.Title) ?? line[_columns.Index(mapping.Title.Column)]);
        var isTotal = MappingRules.HasFigures(mapping.Kind) && _totals.Holds(code ?? "", whole, title);
        if (!isTotal && !IsCode(line, whole, code))
        {
            return;
        }

        if (!Region(line, out var region) || !Year(line, out var year))
        {
            return;
        }

        _notes.Count(isTotal && mapping.Kind == ReferenceKind.Wages, "Total rows, left out", whole.Length > 0 ? whole : title);
        if (strict && mapping.Title is not null && title.Length == 0 && mapping.Kind != ReferenceKind.EntryEducation)
        {
            errors.Add("The cell is empty.", mapping.Title.Column, line.Number, "");
        }

        if (title.Length > MaxTitleLength)
        {
            errors.Add($"The title is longer than {MaxTitleLength} characters.", mapping.Title!.Column, line.Number, title);
        }

        if (mapping.Values.IsEmpty)
        {
            TakeLink(line, code!, title);
            return;
        }

        foreach (var column in mapping.Values)
        {
            var figure = FigureOf(line, column);
            if (figure.Error is not null)
            {
                errors.Add(figure.Error, column.Column, line.Number, line[_columns.Index(column.Column)]);
            }
            else if (isTotal)
            {
                _printed.Add((region, column.Year ?? year, new(line.Number, whole.Length > 0 ? whole : title, figure.Value)));
            }
            else
            {
                Add(line, new(code!, title, region, column.Year ?? year, line.Number) { Value = figure.Value ?? 0, Missing = figure.Missing, Flag = figure.Flag });
            }
        }
    }

    private bool IsCode(FileLine line, string whole, string? code)
    {
        var column = mapping.Code.Column;
        if (code is null)
        {
            errors.Add("The cell does not fit the pattern of the code. A total row is named in totals, another row left out by where.", column, line.Number, whole);
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

        _notes.Count(code != line[_columns.Index(column)] && mapping.Code.Pattern is null, "Codes taken without the spaces or signs around them", line[_columns.Index(column)]);
        _notes.Count(mapping.Kind == ReferenceKind.Completions && Codes.LooksShortened(code), "Codes that seem to have lost a leading zero (1.0000 for 01.0000), matched to a crosswalk's code where only one fits", code);
        return true;
    }

    private bool Region(FileLine line, out RegionId? region)
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

        var name = _columns.Text(line, mapping.Region);
        if (name is null or "")
        {
            if (strict || _regions.ContainsKey(""))
            {
                return true;
            }

            errors.Add("The cell names no region. The nation too is named in regions.", mapping.Region.Column, line.Number, SourceText.Cell(line[_columns.Index(mapping.Region.Column)]));
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
            _notes.Count(true, "Rows of other regions, left out", name);
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

    private bool Year(FileLine line, out string? year)
    {
        year = mapping.Year is null ? null : _columns.Text(line, mapping.Year);
        if (mapping.Year is null || (strict && year is ""))
        {
            year = null;
            return true;
        }

        if (year is null or "" || year.Length > 20 || !year.Any(char.IsAsciiDigit))
        {
            errors.Add("The cell names no year.", mapping.Year.Column, line.Number, SourceText.Cell(line[_columns.Index(mapping.Year.Column)]));
            return false;
        }

        return true;
    }

    private Figure FigureOf(FileLine line, ValueColumn column)
    {
        var cell = line[_columns.Index(column.Column)];
        if (strict)
        {
            return SourceText.Cell(cell) is { Length: > 0 } digits
                ? int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var whole)
                    ? new(whole)
                    : new(null, Error: "The figure is no whole number without separators, or over 2,147,483,647. Other figures need a mapping.")
                : new(null, Error: "The cell is empty.");
        }

        var figure = _figures.Read(cell, mapping.Status is null ? "" : line[_columns.Index(mapping.Status.Column)]);
        if (figure.Error is not null)
        {
            return figure with { Error = $"The figure {figure.Error}" };
        }

        try
        {
            return figure with { Value = figure.Value * (mapping.Multiplier ?? 1) * (mapping.HoursPerYear ?? 1) };
        }
        catch (OverflowException)
        {
            return new(null, Error: "The figure is too large.");
        }
    }

    private void Add(FileLine line, SeriesEntry entry)
    {
        var parts = string.Join('\t', mapping.AddUpOver.Select(column => SourceText.Cell(line[_columns.Index(column)])));
        if (!_entries.TryGetValue((entry.Code, entry.Region?.Value, entry.Year), out var before))
        {
            _entries.Add((entry.Code, entry.Region?.Value, entry.Year), entry);
            entry.Parts.Add(parts, line);
        }
        else if (before.Parts.TryGetValue(parts, out var twice))
        {
            errors.Add(Twice(twice, line), mapping.Code.Column, line.Number, entry.Code);
        }
        else
        {
            before.Parts.Add(parts, line);
            before.AddUp(entry);
        }
    }

    /// <summary>The same key twice: in which other columns the lines differ says what must be filtered.</summary>
    private string Twice(FileLine first, FileLine second)
    {
        string[] used = [mapping.Code.Column, mapping.Title?.Column ?? "", .. mapping.Values.Select(value => value.Column), mapping.Status?.Column ?? ""];
        var differing = Enumerable.Range(0, header.Cells.Length)
            .Where(column => SourceText.Header(header.Cells[column]) is { Length: > 0 } name && !used.Select(SourceText.Header).Contains(name)
                && SourceText.Cell(first[column]) != SourceText.Cell(second[column]))
            .Select(column => SourceText.Header(header.Cells[column]))
            .ToList();
        var which = mapping.Region is null && mapping.Year is null ? "code" : "code of the same region and year";
        var start = $"The same {which} stands twice, first on line {first.Number}";
        return differing.Count == 0 ? $"{start}."
            : $"{start}; the lines differ in {string.Join(", ", differing.Take(5))}: keep one of its values by where, or say that they add up in addUpOver.";
    }

    private void TakeLink(FileLine line, string code, string title)
    {
        var entry = new SeriesEntry(code, title, null, null, line.Number);
        if (mapping.Kind == ReferenceKind.EntryEducation && _figures.MissingWords(title) is { } missing)
        {
            (entry.Title, entry.Missing, entry.Flag) = ("", missing.Missing, missing.Mark);
        }

        if (mapping.Target is { } to)
        {
            var target = _columns.Text(line, to);
            if (target is null or "" || Codes.Damage(target) is not null)
            {
                errors.Add(
                    target is null or "" ? "The cell is empty, or does not fit the pattern." : $"The code {Codes.Damage(target)}", to.Column, line.Number,
                    SourceText.Cell(line[_columns.Index(to.Column)]));
                return;
            }

            entry.Title = target;
        }

        if (mapping.Weight is { } weighted)
        {
            var weight = _figures.Read(line[_columns.Index(weighted.Column)], "");
            if (weight.Value is not { } share || share * (mapping.Multiplier ?? 1) is <= 0 or > 1)
            {
                errors.Add("A weight is over 0 and at most 1.", weighted.Column, line.Number, SourceText.Cell(line[_columns.Index(weighted.Column)]));
                return;
            }

            entry.Weight = share * (mapping.Multiplier ?? 1);
        }

        if (mapping.Parent is { } above)
        {
            entry.Parent = _columns.Text(line, above) is { Length: > 0 } parent ? parent : null;
        }

        if (mapping.Level is { } level && _columns.Text(line, level) is { Length: > 0 } depth)
        {
            if (!int.TryParse(depth, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > 20)
            {
                errors.Add("A level is a whole number from 1 to 20.", level.Column, line.Number, depth);
                return;
            }

            entry.Value = number;
        }

        var key = (code, mapping.Kind is ReferenceKind.Crosswalk or ReferenceKind.ClassificationCrosswalk ? entry.Title : null, (string?)null);
        if (!_entries.TryGetValue(key, out var before))
        {
            _entries.Add(key, entry);
        }
        else if (key.Item2 is not null && before.Weight == entry.Weight)
        {
            _notes.Count(true, "Pairs that stand twice and count once", $"{code} {entry.Title}");
        }
        else
        {
            errors.Add($"The same code stands twice, first on line {before.Line}.", mapping.Code.Column, line.Number, code);
        }
    }

    private ImmutableArray<SliceTotal> Totals(IReadOnlyList<SeriesEntry> kept) => MappingRules.HasFigures(mapping.Kind) && mapping.Kind != ReferenceKind.Wages
        ?
        [
            .. from entry in kept
               group entry by (entry.Region, entry.Year) into slice
               orderby slice.Key.Region?.Value, slice.Key.Year
               select new SliceTotal(
                   slice.Key.Region, slice.Key.Year, slice.Count(), slice.Sum(entry => (long)entry.Value), slice.Count(entry => entry.Missing is not null),
                   [.. _printed.Where(printed => (printed.Region, printed.Year) == slice.Key).Select(printed => printed.Total)]),
        ]
        : [];
}

/// <summary>Finds a header's columns by name.</summary>
internal sealed class ColumnReader
{
    private readonly Dictionary<string, int> _indexes;
    private readonly Dictionary<string, Regex> _patterns = new(StringComparer.Ordinal);

    /// <param name="used">All of the header's columns that will be asked for.</param>
    public ColumnReader(FileLine header, IEnumerable<string> used)
    {
        _indexes = header.Cells
            .Select((cell, index) => (Name: SourceText.Header(cell), index))
            .GroupBy(column => column.Name, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.First().index, StringComparer.Ordinal);
        Highest = used.Max(Index);
    }

    /// <summary>The last column that is used.</summary>
    public int Highest { get; }

    public int Index(string column) => _indexes[SourceText.Header(column)];

    /// <summary>The cell or the part of it; null where the pattern does not fit.</summary>
    public string? Text(FileLine line, ColumnPart part)
    {
        var cell = SourceText.Cell(line[Index(part.Column)]);
        if (part.Pattern is null)
        {
            return cell;
        }

        if (!_patterns.TryGetValue(part.Pattern, out var pattern))
        {
            _patterns[part.Pattern] = pattern = MappingRules.Compile(part.Pattern)!;
        }

        return pattern.Match(cell) is { Success: true } match ? SourceText.Cell((match.Groups.Count > 1 ? match.Groups[1] : match).Value) : null;
    }
}

/// <summary>One condition on lines, and how many it left out.</summary>
internal sealed class LineFilter(RowFilter filter, ColumnReader columns)
{
    private readonly HashSet<string> _values = filter.Is.Select(SourceText.Cell).ToHashSet(StringComparer.Ordinal);
    private readonly SortedSet<string> _seen = new(StringComparer.Ordinal);
    private int _left;
    private int _held;

    public bool Holds(FileLine line)
    {
        var cell = SourceText.Cell(line[columns.Index(filter.Column)]);
        if (_values.Contains(cell))
        {
            _held++;
            return true;
        }

        _left++;
        if (_seen.Count < 20)
        {
            _seen.Add(cell);
        }

        return false;
    }

    public void Report(int lines, FileNotes notes, FileErrors errors)
    {
        if (_held == 0 && _left > 0)
        {
            errors.Add($"No line holds {string.Join(" or ", _values.Select(value => $"'{value}'"))} here; the column holds {string.Join(", ", _seen.Select(value => $"'{value}'"))}.", filter.Column);
        }
        else if (_left > 0)
        {
            notes.Add($"{SourceText.Grouped(_left)} of {SourceText.Grouped(lines)} lines were left out: {filter.Column} is {string.Join(", ", _seen.Take(6))}{(_seen.Count > 6 ? ", ..." : "")}.");
        }
    }
}
