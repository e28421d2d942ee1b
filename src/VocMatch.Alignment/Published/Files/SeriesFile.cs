using VocMatch.Contracts.Alignment;
using VocMatch.Contracts.Identity;

namespace VocMatch.Alignment.Published.Files;

/// <summary>Reads a file of a reference series, all of it, and says everything that is wrong with it at once.</summary>
public static class SeriesFile
{
    /// <summary>A file in the platform's own format.</summary>
    public static SeriesRead ReadPlain(
        ReadOnlyMemory<byte> file, ReferenceKind kind, Func<RegionId, bool> regionExists, string? classification = null, string? targetClassification = null)
    {
        var text = SourceText.Of(file.Span, "utf-8");
        var (errors, lines) = (new FileErrors(), new List<FileLine>());
        if (text.Error is { } wrong)
        {
            errors.Add(wrong, line: text.Line);
        }
        else
        {
            lines = Split(text.Text, [','], errors);
        }

        var header = lines.FirstOrDefault(line => !line.IsBlank);
        var names = header is null ? [] : header.Cells.Select(SourceText.Cell).ToList();
        if (header is not null)
        {
            CheckHeader(kind, header, names, errors);
        }

        var mapping = PlainFiles.Mapping(kind, names.ToHashSet(StringComparer.Ordinal), classification, targetClassification);
        return Rows(mapping, text.Encoding, header, lines, errors, regionExists, strict: true);
    }

    /// <summary>A file as an office publishes it.</summary>
    /// <param name="mapping">Must obey <see cref="MappingRules"/>.</param>
    public static SeriesRead Read(ReadOnlyMemory<byte> file, ReferenceMapping mapping, Func<RegionId, bool> regionExists)
    {
        var errors = new FileErrors();
        var (lines, encoding) = (new List<FileLine>(), "");
        if (WorkbookLines.IsWorkbook(file.Span))
        {
            lines = WorkbookLines.Read(file, mapping.Sheet, errors);
        }
        else
        {
            var text = SourceText.Of(file.Span, mapping.Encoding);
            encoding = text.Encoding;
            if (text.Error is { } wrong)
            {
                errors.Add(wrong, line: text.Line);
            }
            else
            {
                lines = Split(text.Text, Signs(mapping.Delimiter), errors);
            }
        }

        var header = errors.Any ? null : Header(mapping, lines, errors);
        return Rows(mapping, encoding, header, lines, errors, regionExists, strict: false);
    }

    private static SeriesRead Rows(
        ReferenceMapping mapping, string encoding, FileLine? header, List<FileLine> lines, FileErrors errors, Func<RegionId, bool> regionExists, bool strict)
    {
        if (lines.TrueForAll(line => line.IsBlank) && !errors.Any)
        {
            errors.Add("The file is empty. A series is taken away by DELETE, not by an empty file.");
        }

        if (header is null || errors.Any)
        {
            return new(encoding, header?.Number ?? 0, header is null ? [] : [.. header.Cells.Select(SourceText.Header)], [], [], errors.ToImmutable(), [], [], []);
        }

        return new RowReader(mapping, header, errors, regionExists, strict).Read(lines, encoding);
    }

    private static List<FileLine> Split(string text, ReadOnlySpan<char> signs, FileErrors errors)
    {
        var (lines, openQuote) = DelimitedLines.Read(text, signs);
        if (openQuote > 0)
        {
            errors.Add("A quotation mark is opened here and never closed.", line: openQuote);
        }

        return lines;
    }

    private static ReadOnlySpan<char> Signs(Delimiter? delimiter) => delimiter switch
    {
        Delimiter.Semicolon => ";",
        Delimiter.Tab => "\t",
        Delimiter.TabAndComma => "\t,",
        Delimiter.Pipe => "|",
        _ => ",",
    };

    private static void CheckHeader(ReferenceKind kind, FileLine header, List<string> names, FileErrors errors)
    {
        var (needed, optional) = PlainFiles.Columns(kind);
        foreach (var missing in needed.Where(column => !names.Contains(column)))
        {
            errors.Add($"The header has no column '{missing}'.", missing, header.Number, names.Find(name => name.Equals(missing, StringComparison.OrdinalIgnoreCase)));
        }

        foreach (var unknown in names.Where(name => !needed.Contains(name) && !optional.Contains(name)).Distinct())
        {
            errors.Add(
                $"The header has a column that this format does not know; its columns are {string.Join(", ", needed.Concat(optional))}. Other files need a mapping.",
                unknown, header.Number, unknown);
        }

        foreach (var twice in names.GroupBy(name => name).Where(same => same.Count() > 1))
        {
            errors.Add("The header names the column twice.", twice.Key, header.Number, twice.Key);
        }
    }

    /// <summary>The line that is named, or the first that has every column; title lines stand above it.</summary>
    private static FileLine? Header(ReferenceMapping mapping, List<FileLine> lines, FileErrors errors)
    {
        string[] wanted = [.. MappingRules.Columns(mapping)];
        var candidates = mapping.HeaderLine is { } named ? lines.Where(line => line.Number == named) : lines.Where(line => !line.IsBlank);
        var best = candidates
            .Select(line => (Line: line, Missing: wanted.Except(line.Cells.Select(SourceText.Header), StringComparer.Ordinal).ToList()))
            .MinBy(line => line.Missing.Count);
        if (best.Line is null)
        {
            if (lines.Exists(line => !line.IsBlank))
            {
                errors.Add("The file has no such line.", "headerLine", mapping.HeaderLine ?? 0);
            }

            return null;
        }

        foreach (var missing in best.Missing)
        {
            errors.Add(
                $"No line has all columns of the mapping; nearest is line {best.Line.Number} ({string.Join(", ", best.Line.Cells.Select(SourceText.Header).Where(name => name.Length > 0).Take(20))}), which has not this one.",
                missing, best.Line.Number, missing);
        }

        foreach (var twice in wanted.Where(name => best.Line.Cells.Count(cell => SourceText.Header(cell) == name) > 1))
        {
            errors.Add("The header names the column twice.", twice, best.Line.Number, twice);
        }

        return best.Line;
    }
}
