using System.Collections.Immutable;
using System.Globalization;
using VocMatch.Alignment.Published.Files;
using VocMatch.Contracts.Alignment;
using VocMatch.Contracts.Outcomes;
using VocMatch.Gateway.Problems;

namespace VocMatch.Gateway.Alignment;

/// <summary>Everything that is wrong with a file as one answer: an error a reason, with its lines and values.</summary>
internal static class ReferenceProblems
{
    public static Problem Of(ImmutableArray<FileError> errors)
    {
        ImmutableArray<Violation> violations = [.. errors.Select(error => new Violation(error.Column ?? "", error.Places[0].Value, Sentence(error)))];
        return new(
            ProblemTypes.Invalid,
            violations.Length == 1
                ? violations[0].Rule
                : string.Create(CultureInfo.InvariantCulture, $"The file is refused for {violations.Length} reasons; the series is as it was."),
            violations);
    }

    private static string Sentence(FileError error)
    {
        var places = error.Places.Where(place => place.Line > 0).ToList();
        if (places.Count == 0)
        {
            return error.Reason;
        }

        var named = string.Join(", ", places.Select(place => string.Create(CultureInfo.InvariantCulture, $"{place.Line}{(place.Value is null ? "" : $" ('{place.Value}')")}")));
        var more = error.Count > places.Count ? string.Create(CultureInfo.InvariantCulture, $" and {error.Count - places.Count} more") : "";
        return $"{(error.Count == 1 ? "Line" : "Lines")} {named}{more}: {error.Reason}";
    }
}

/// <summary>Kinds of series as they stand in addresses.</summary>
internal static class ReferenceNaming
{
    /// <summary>Two of them and a colon are an id.</summary>
    public const int MaxNameLength = 31;

    private static readonly ImmutableArray<(ReferenceKind Kind, string Path)> Paths =
    [
        (ReferenceKind.Completions, "completions"), (ReferenceKind.Openings, "openings"), (ReferenceKind.Crosswalk, "crosswalk"), (ReferenceKind.Wages, "wages"),
        (ReferenceKind.CombinedCodes, "combined-codes"), (ReferenceKind.Classification, "classifications"),
        (ReferenceKind.ClassificationCrosswalk, "classification-crosswalks"), (ReferenceKind.EntryEducation, "entry-education"),
    ];

    public static string Path(ReferenceKind kind) => Paths.Single(one => one.Kind == kind).Path;

    public static ReferenceKind? Kind(string path) => Paths.Where(one => one.Path == path).Select(one => (ReferenceKind?)one.Kind).FirstOrDefault();
}
