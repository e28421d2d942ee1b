using System.Collections.Immutable;
using System.Text.RegularExpressions;
using VocMatch.Contracts.Alignment;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;

namespace VocMatch.Alignment.Published.Files;

/// <summary>The rules of a mapping by itself, before any file is read with it.</summary>
public static class MappingRules
{
    private const int MaxItems = 2_000;

    public static ImmutableArray<Violation> Broken(ReferenceMapping mapping)
    {
        var broken = ImmutableArray.CreateBuilder<Violation>();
        foreach (var (name, part) in Parts(mapping))
        {
            Check(part.Column.Trim().Length > 0, $"{name}.column", part.Column, "The header of a column.");
            Check(part.Pattern is null || Compile(part.Pattern) is not null, $"{name}.pattern", part.Pattern, "A regular expression without look-around and back references.");
        }

        var kind = mapping.Kind;
        Check(mapping.Encoding is null || SourceText.Find(mapping.Encoding) is not null, "encoding", mapping.Encoding, "An encoding: utf-8, utf-16, windows-1252, iso-8859-1, gb18030, shift_jis, ...");
        Check(mapping.HeaderLine is null or > 0, "headerLine", $"{mapping.HeaderLine}", "A line, counted from 1.");
        Check(HasFigures(kind) == !mapping.Values.IsEmpty, "values", null, HasFigures(kind) ? "Needed: the column of figures." : "This kind has no figures.");
        Check(mapping.Values.All(value => value.Column.Trim().Length > 0), "values", null, "Each names its column.");
        Check(mapping.Values.Length <= 1 || mapping.Values.All(value => value.Year is { Length: > 0 }), "values", null, "Of several columns of figures each says its year.");
        Check(mapping.Values.Select(value => value.Year).Distinct().Count() == mapping.Values.Length, "values", null, "No year twice.");
        Check(mapping.Year is null || mapping.Values.All(value => value.Year is null), "year", mapping.Year?.Column, "Years are in a column or in the headers, not both.");
        Check(kind != ReferenceKind.EntryEducation || mapping.Title is not null, "title", null, "Needed: the column of the education.");
        Check(HasTarget(kind) == mapping.Target is not null, "target", mapping.Target?.Column, HasTarget(kind) ? "Needed: the code it leads to." : "This kind leads to no other code.");
        Check(mapping.Weight is null || kind is ReferenceKind.Crosswalk or ReferenceKind.ClassificationCrosswalk, "weight", mapping.Weight?.Column, "Only crosswalks have weights.");
        Check((mapping.Parent ?? mapping.Level) is null || kind == ReferenceKind.Classification, "parent", null, "Only a classification has parents and levels.");
        Check((mapping.Year ?? mapping.Region ?? mapping.Status) is null || HasFigures(kind), "year", null, "Only figures have a year, a region and a status.");
        Check(mapping.WholeRegion is null || (mapping.Region is null && HasFigures(kind)), "wholeRegion", mapping.WholeRegion?.Value, "Only for figures, and only where no column names regions.");
        Check(mapping.HoursPerYear is null || kind == ReferenceKind.Wages, "hoursPerYear", null, "Only wages are paid by the hour.");
        Check(mapping.HoursPerYear is null or (> 0 and <= 8_784), "hoursPerYear", $"{mapping.HoursPerYear}", "Over 0 and at most 8,784 hours.");
        Check(mapping.Multiplier is null or (> 0 and <= 1_000_000_000), "multiplier", $"{mapping.Multiplier}", "Over 0 and at most 1,000,000,000.");
        Check(mapping.AddUpOver.IsEmpty || kind is ReferenceKind.Completions or ReferenceKind.Openings, "addUpOver", null, "Only completions and openings add up.");
        Check(mapping.Thousands != ThousandsSign.Comma || mapping.Decimal != DecimalSign.Comma, "thousands", "comma", "The decimal sign cannot set thousands apart.");
        Check(mapping.Thousands != ThousandsSign.Point || mapping.Decimal == DecimalSign.Comma, "thousands", "point", "With points between thousands the decimal sign is a comma: say so in decimal.");
        Check(Name(mapping.Classification), "classification", mapping.Classification, $"A name: {IdRule.Text}.");
        Check(Name(mapping.TargetClassification), "targetClassification", mapping.TargetClassification, $"A name: {IdRule.Text}.");
        Check(mapping.TargetClassification is null || HasTarget(kind), "targetClassification", mapping.TargetClassification, "Only crosswalks lead to another classification.");
        Check(mapping.Where.All(filter => !filter.Is.IsEmpty), "where", null, "A filter names at least one value.");
        Check(mapping.Marks.DistinctBy(mark => SourceText.Cell(mark.Mark), StringComparer.OrdinalIgnoreCase).Count() == mapping.Marks.Length, "marks", null, "No mark twice.");
        Check(mapping.Regions.DistinctBy(region => SourceText.Cell(region.Name), StringComparer.OrdinalIgnoreCase).Count() == mapping.Regions.Length, "regions", null, "No name twice.");
        Check(mapping.Regions.Length <= MaxItems && mapping.Totals.Length <= MaxItems && mapping.Marks.Length <= MaxItems, "regions", null, "At most 2,000 of each.");
        return broken.ToImmutable();

        void Check(bool holds, string field, string? value, string rule)
        {
            if (!holds)
            {
                broken.Add(new(field, string.IsNullOrEmpty(value) ? null : value, rule));
            }
        }

        static bool Name(string? name) => name is null || IdRule.IsValid(name);
    }

    public static bool HasFigures(ReferenceKind kind) => kind is ReferenceKind.Completions or ReferenceKind.Openings or ReferenceKind.Wages;

    public static bool HasTarget(ReferenceKind kind) => kind is ReferenceKind.Crosswalk or ReferenceKind.CombinedCodes or ReferenceKind.ClassificationCrosswalk;

    /// <summary>Every column that the mapping names, as headers are compared.</summary>
    internal static IEnumerable<string> Columns(ReferenceMapping mapping) =>
        Parts(mapping).Select(part => part.Part.Column)
            .Concat(mapping.Values.Select(value => value.Column))
            .Concat(mapping.Where.Select(filter => filter.Column))
            .Concat(mapping.AddUpOver)
            .Select(SourceText.Header)
            .Distinct(StringComparer.Ordinal);

    /// <summary>In time linear in the cell, whatever the pattern (no backtracking); null where it is none.</summary>
    internal static Regex? Compile(string pattern)
    {
        try
        {
            return new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception wrong) when (wrong is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static IEnumerable<(string Name, ColumnPart Part)> Parts(ReferenceMapping mapping)
    {
        (string, ColumnPart?)[] all =
        [
            ("code", mapping.Code), ("title", mapping.Title), ("target", mapping.Target), ("weight", mapping.Weight), ("parent", mapping.Parent),
            ("level", mapping.Level), ("status", mapping.Status), ("year", mapping.Year), ("region", mapping.Region),
        ];
        return from part in all where part.Item2 is not null select (part.Item1, part.Item2!);
    }
}
