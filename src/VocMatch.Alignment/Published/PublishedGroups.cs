using VocMatch.Alignment.Classifications;
using VocMatch.Alignment.Published.Files;
using VocMatch.Contracts.Alignment;

namespace VocMatch.Alignment.Published;

/// <param name="Comparable">True where it is one of the groups in which the platform's own occupations are counted.</param>
internal sealed record PublishedGroup(string Code, string Title, bool Comparable);

/// <summary>Under which group an occupation's openings are counted. A code is looked up only in the classification that it is of.</summary>
internal sealed class PublishedGroups(string? classification, ImportedClassifications classifications)
{
    private static readonly PublishedGroup Unnamed = new("unnamed", "Occupations of a classification that was not named", Comparable: false);

    /// <summary>Classifications whose groups the platform counts in.</summary>
    private static readonly string[] Own = ["isco-08", "us-soc-2018"];

    private readonly ClassificationLink? _toOwn = classification is null || IsOwn(classification) ? null
        : Own.Select(own => classifications.Between(classification, own)).FirstOrDefault(link => link is not null);

    /// <summary>The row's openings by group. Of several counterparts each takes its weight, or the same share; whole openings, which add up.</summary>
    public IEnumerable<(PublishedGroup Group, int Openings)> Of(ReferenceRow row)
    {
        if (classification is null)
        {
            return [(Codes.IsSoc(row.Code) ? Known(row.Code) : Unnamed, row.Number)];
        }

        if (IsOwn(classification))
        {
            return [(Known(row.Code), row.Number)];
        }

        var counterparts = _toOwn?.Of(row.Code).ToList() ?? [];
        return counterparts.Count == 0 ? [(Foreign(row), row.Number)] : Shared(counterparts, row.Number);
    }

    private static bool IsOwn(string classification) =>
        classification.StartsWith("isco", StringComparison.OrdinalIgnoreCase) || classification.StartsWith("us-soc", StringComparison.OrdinalIgnoreCase);

    private static PublishedGroup Known(string code)
    {
        var group = OccupationGroups.Of(code);
        return new(group.Code, group.Title, Comparable: true);
    }

    /// <summary>The broadest code above it in its own classification, or that classification as a whole where it was not imported.</summary>
    private PublishedGroup Foreign(ReferenceRow row)
    {
        var at = classifications.Find(classification, row.Code);
        while (at?.Parent is { } parent && classifications.Find(classification, parent) is { } above)
        {
            at = above;
        }

        return at is null || at.Code == row.Code
            ? new($"{classification}", $"Occupations of {classification}", Comparable: false)
            : new($"{classification}:{at.Code}", at.Text, Comparable: false);
    }

    /// <summary>Largest remainders: whole numbers that add up to the whole.</summary>
    private static IEnumerable<(PublishedGroup, int)> Shared(List<(string Code, decimal? Weight)> counterparts, int openings)
    {
        var total = counterparts.Sum(one => one.Weight ?? 1);
        var shares = counterparts
            .Select(one => (one.Code, Exact: openings * (one.Weight ?? 1) / total))
            .Select(one => (one.Code, Whole: (int)decimal.Floor(one.Exact), Remainder: one.Exact - decimal.Floor(one.Exact)))
            .OrderByDescending(one => one.Remainder)
            .ThenBy(one => one.Code, StringComparer.Ordinal)
            .ToList();
        var left = openings - shares.Sum(one => one.Whole);
        return shares.Select((one, at) => (Known(one.Code), one.Whole + (at < left ? 1 : 0)));
    }
}
