using VocMatch.Alignment.Classifications;
using VocMatch.Alignment.Published.Files;
using VocMatch.Contracts.Alignment;
using VocMatch.Contracts.Taxonomy;

namespace VocMatch.Alignment.Published;

/// <param name="Comparable">True where it is one of the groups in which the platform's own occupations are counted.</param>
internal sealed record PublishedGroup(string Code, string Title, bool Comparable);

/// <summary>Under which group an occupation's openings are counted. A code is looked up only in the classification that it is of.</summary>
internal sealed class PublishedGroups(string? classification, ImportedClassifications classifications)
{
    private static readonly PublishedGroup Unnamed = new("unnamed", "Occupations of a classification that was not named", Comparable: false);

    /// <summary>Classifications whose groups the platform counts in. Another edition of one (ISCO-88) is another classification.</summary>
    private static readonly (string Name, OccupationScheme Scheme)[] Own = [("isco-08", OccupationScheme.Isco), ("us-soc-2018", OccupationScheme.Soc)];

    private readonly OccupationScheme? _own = SchemeOf(classification);

    private readonly (ClassificationLink Link, OccupationScheme Scheme)? _toOwn = classification is null || SchemeOf(classification) is not null ? null
        : Own.Select(own => (Link: classifications.Between(classification, own.Name), own.Scheme))
            .Where(own => own.Link is not null)
            .Select(own => ((ClassificationLink, OccupationScheme)?)(own.Link!, own.Scheme))
            .FirstOrDefault();

    /// <summary>The row's openings by group. Of several counterparts each takes its weight, or the same share; whole openings, which add up.</summary>
    public IEnumerable<(PublishedGroup Group, int Openings)> Of(ReferenceRow row)
    {
        if (classification is null)
        {
            return [(Codes.IsSoc(row.Code) ? Known(OccupationScheme.Soc, row.Code) : Unnamed, row.Number)];
        }

        if (_own is { } own)
        {
            return [(Known(own, row.Code), row.Number)];
        }

        var counterparts = _toOwn?.Link.Of(row.Code).ToList() ?? [];
        return counterparts.Count == 0 ? [(Foreign(row), row.Number)] : Shared(_toOwn!.Value.Scheme, counterparts, row.Number);
    }

    private static OccupationScheme? SchemeOf(string? classification) => Own
        .Where(own => string.Equals(own.Name, classification, StringComparison.OrdinalIgnoreCase))
        .Select(own => (OccupationScheme?)own.Scheme)
        .FirstOrDefault();

    private static PublishedGroup Known(OccupationScheme scheme, string code)
    {
        var group = OccupationGroups.Of(scheme, code);
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
    private static IEnumerable<(PublishedGroup, int)> Shared(OccupationScheme scheme, List<(string Code, decimal? Weight)> counterparts, int openings)
    {
        var total = counterparts.Sum(one => one.Weight ?? 1);
        var shares = counterparts
            .Select(one => (one.Code, Exact: openings * (one.Weight ?? 1) / total))
            .Select(one => (one.Code, Whole: (int)decimal.Floor(one.Exact), Remainder: one.Exact - decimal.Floor(one.Exact)))
            .OrderByDescending(one => one.Remainder)
            .ThenBy(one => one.Code, StringComparer.Ordinal)
            .ToList();
        var left = openings - shares.Sum(one => one.Whole);
        return shares.Select((one, at) => (Known(scheme, one.Code), one.Whole + (at < left ? 1 : 0)));
    }
}
