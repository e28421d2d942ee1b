using System.Collections.Immutable;
using VocMatch.Contracts.Alignment;

namespace VocMatch.Alignment.Published.Files;

/// <summary>
/// The platform's own formats, which need no mapping: UTF-8, commas, a header with these columns and no others, in any order, codes as they are written
/// (leading zeros matter), whole numbers without separators.
/// </summary>
public static class PlainFiles
{
    /// <summary>Required columns, then those that may be left out.</summary>
    public static (ImmutableArray<string> Needed, ImmutableArray<string> Optional) Columns(ReferenceKind kind) => kind switch
    {
        ReferenceKind.Completions => (["program", "title", "completions"], ["provider", "region", "year"]),
        ReferenceKind.Openings => (["occupation", "title", "openings"], ["region", "year"]),
        ReferenceKind.Crosswalk => (["program", "occupation"], ["weight"]),
        ReferenceKind.Wages => (["occupation", "medianAnnual"], ["region", "year"]),
        ReferenceKind.CombinedCodes => (["occupation", "combinedInto"], []),
        ReferenceKind.EntryEducation => (["occupation", "education"], []),
        ReferenceKind.Classification => (["code", "label"], ["parent", "level"]),
        ReferenceKind.ClassificationCrosswalk => (["from", "to"], ["weight"]),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A kind without a format."),
    };

    /// <param name="present">The columns that the header has.</param>
    internal static ReferenceMapping Mapping(ReferenceKind kind, IReadOnlySet<string> present, string? classification, string? target)
    {
        var (code, title, leadsTo, value) = kind switch
        {
            ReferenceKind.Completions => ("program", "title", null, "completions"),
            ReferenceKind.Openings => ("occupation", "title", null, "openings"),
            ReferenceKind.Crosswalk => ("program", null, "occupation", null),
            ReferenceKind.Wages => ("occupation", null, null, "medianAnnual"),
            ReferenceKind.CombinedCodes => ("occupation", null, "combinedInto", null),
            ReferenceKind.Classification => ("code", "label", null, null),
            ReferenceKind.EntryEducation => ("occupation", "education", null, null),
            _ => ("from", (string?)null, (string?)"to", (string?)null),
        };
        return new()
        {
            Kind = kind,
            Code = new(code),
            Title = Part(title),
            Target = Part(leadsTo),
            Values = value is null ? [] : [new(value)],
            Region = Present("region"),
            Year = Present("year"),
            Weight = Present("weight"),
            Parent = Present("parent"),
            Level = Present("level"),
            AddUpOver = present.Contains("provider") ? ["provider"] : [],
            Classification = classification,
            TargetClassification = target,
        };

        ColumnPart? Part(string? column) => column is null ? null : new(column);

        ColumnPart? Present(string column) => Columns(kind).Optional.Contains(column) && present.Contains(column) ? new(column) : null;
    }
}
