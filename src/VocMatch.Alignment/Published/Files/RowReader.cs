using System.Collections.Immutable;
using System.Globalization;
using VocMatch.Contracts.Alignment;
using VocMatch.Contracts.Identity;

namespace VocMatch.Alignment.Published.Files;

/// <summary>Reads the lines below a header: which count, what they say, and everything that is wrong with them.</summary>
internal sealed class RowReader
{
    private const int MaxTitleLength = 400;

    private readonly ColumnReader _columns;
    private readonly FigureReader _figures;
    private readonly TotalRows _totals;
    private readonly FileNotes _notes = new();
    private readonly KeyReader _keys;
    private readonly LinkReader _links;
    private readonly SeriesEntries _entries;
    private readonly List<(RegionId? Region, string? Year, PrintedTotal Total)> _printed = [];
    private readonly ReferenceMapping _mapping;
    private readonly FileLine _header;
    private readonly FileErrors _errors;
    private readonly bool _strict;

    /// <param name="strict">True for the platform's own formats: whole numbers without separators, no marks, no footnotes.</param>
    public RowReader(ReferenceMapping mapping, FileLine header, FileErrors errors, Func<RegionId, bool> regionExists, bool strict)
    {
        (_mapping, _header, _errors, _strict) = (mapping, header, errors, strict);
        _columns = new(header, MappingRules.Columns(mapping));
        _figures = new(mapping);
        _totals = new(mapping);
        _keys = new(mapping, _columns, errors, _notes, regionExists, strict);
        _links = new(mapping, _columns, _figures, errors);
        _entries = new(mapping, header, _columns, errors, _notes);
    }

    public SeriesRead Read(List<FileLine> lines, string encoding)
    {
        var data = lines.Where(line => line.Number > _header.Number && !line.IsBlank).ToList();
        var titles = lines.Where(line => line.Number < _header.Number && !line.IsBlank).ToList();
        _notes.AddText(titles, "above the header");
        if (!_strict)
        {
            _notes.AddText(new Footnotes(_mapping, _header, _columns, _totals).TakeOff(data), "below the last row");
        }

        var filters = _mapping.Where.Select(filter => new LineFilter(filter, _columns)).ToList();
        foreach (var line in data.Where(line => filters.TrueForAll(filter => filter.Holds(line))))
        {
            if (IsWhole(line))
            {
                Take(line);
            }
        }

        foreach (var filter in filters)
        {
            filter.Report(data.Count, _notes, _errors);
        }

        if (data.Count == 0)
        {
            _errors.Add("The file is empty below its header. A series is taken away by DELETE, not by an empty file.");
        }
        else if (_entries.All.Count == 0 && !_errors.Any)
        {
            _errors.Add("No line of the file is a row of the series: all of them were left out.");
        }

        if (!_errors.Any)
        {
            new LevelCheck(_mapping, _errors).Run(_entries.All);
        }

        var kept = _errors.Any ? [] : YearChoices.Apply(_mapping, _entries.All, _errors, _notes);
        if (!_errors.Any && !MappingRules.HasFigures(_mapping.Kind))
        {
            LinkCheck.Run(_mapping.Kind, kept, _errors);
        }

        var (rows, totals) = _errors.Any ? ([], []) : (kept.Select(entry => entry.ToRow()).ToImmutableArray(), Totals(kept));
        _notes.Describe(_mapping, kept, totals);
        return new(
            encoding,
            _header.Number,
            [.. _header.Cells.Select(SourceText.Header)],
            rows,
            _errors.Any ? [] : [.. kept.Select(entry => entry.Line)],
            _errors.ToImmutable(),
            _notes.ToImmutable(),
            FileNotes.Remarks(_mapping, kept),
            totals);
    }

    private bool IsWhole(FileLine line)
    {
        if (_strict && line.Cells.Length != _header.Cells.Length)
        {
            _errors.Add($"The line has not as many fields as the header ({_header.Cells.Length}).", null, line.Number, line.Cells.Length.ToString(CultureInfo.InvariantCulture));
            return false;
        }

        if (!_strict && line.Cells.Length <= _columns.Highest)
        {
            _errors.Add("The line has fewer cells than the columns that the mapping names.", null, line.Number, string.Join(" | ", line.Cells));
            return false;
        }

        if (!_strict && line.Cells.Skip(_header.Cells.Length).Any(cell => SourceText.Cell(cell).Length > 0))
        {
            _errors.Add("The line has more cells than the header: is a delimiter inside a cell not quoted?", null, line.Number, string.Join(" | ", line.Cells.Skip(_header.Cells.Length)));
            return false;
        }

        return true;
    }

    private void Take(FileLine line)
    {
        var whole = SourceText.Cell(line[_columns.Index(_mapping.Code.Column)]);
        var code = _columns.Text(line, _mapping.Code);
        var title = _mapping.Title is null ? "" : SourceText.Header(_columns.Text(line, _mapping.Title) ?? line[_columns.Index(_mapping.Title.Column)]);
        var isTotal = MappingRules.HasFigures(_mapping.Kind) && _totals.Holds(code ?? "", whole, title);
        if (!isTotal && !_keys.IsCode(line, whole, code))
        {
            return;
        }

        if (!_keys.Region(line, out var region) || !_keys.Year(line, out var year))
        {
            return;
        }

        _notes.Count(isTotal && _mapping.Kind == ReferenceKind.Wages, "Total rows, left out", whole.Length > 0 ? whole : title);
        if (_strict && _mapping.Title is not null && title.Length == 0 && _mapping.Kind != ReferenceKind.EntryEducation)
        {
            _errors.Add("The cell is empty.", _mapping.Title.Column, line.Number, "");
        }

        if (title.Length > MaxTitleLength)
        {
            _errors.Add($"The title is longer than {MaxTitleLength} characters.", _mapping.Title!.Column, line.Number, title);
        }

        if (_mapping.Values.IsEmpty)
        {
            if (_links.Read(line, code!, title) is { } link)
            {
                _entries.AddLink(line, link);
            }

            return;
        }

        foreach (var column in _mapping.Values)
        {
            var figure = FigureOf(line, column);
            if (figure.Error is not null)
            {
                _errors.Add(figure.Error, column.Column, line.Number, line[_columns.Index(column.Column)]);
            }
            else if (isTotal)
            {
                _printed.Add((region, column.Year ?? year, new(line.Number, whole.Length > 0 ? whole : title, figure.Value)));
            }
            else
            {
                _entries.Add(line, new(code!, title, region, column.Year ?? year, line.Number) { Value = figure.Value ?? 0, Missing = figure.Missing, Flag = figure.Flag });
            }
        }
    }

    private Figure FigureOf(FileLine line, ValueColumn column)
    {
        var cell = line[_columns.Index(column.Column)];
        if (_strict)
        {
            return SourceText.Cell(cell) is { Length: > 0 } digits
                ? int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var whole)
                    ? new(whole)
                    : new(null, Error: "The figure is no whole number without separators, or over 2,147,483,647. Other figures need a mapping.")
                : new(null, Error: "The cell is empty.");
        }

        var figure = _figures.Read(cell, _mapping.Status is null ? "" : line[_columns.Index(_mapping.Status.Column)]);
        if (figure.Error is not null)
        {
            return figure with { Error = $"The figure {figure.Error}" };
        }

        try
        {
            return figure with { Value = figure.Value * (_mapping.Multiplier ?? 1) * (_mapping.HoursPerYear ?? 1) };
        }
        catch (OverflowException)
        {
            return new(null, Error: "The figure is too large.");
        }
    }

    private ImmutableArray<SliceTotal> Totals(IReadOnlyList<SeriesEntry> kept) => MappingRules.HasFigures(_mapping.Kind) && _mapping.Kind != ReferenceKind.Wages
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
