using System.Collections.Immutable;
using VocMatch.Alignment.Classifications;
using VocMatch.Contracts.Alignment;

namespace VocMatch.Alignment.Published;

/// <summary>The classifications that were imported, with their labels and the crosswalks between them.</summary>
internal sealed class ImportedClassifications
{
    private readonly Dictionary<string, ReferenceSeries> _classifications;
    private readonly Dictionary<string, ReferenceSeries> _crosswalks;
    private readonly Dictionary<string, Dictionary<string, ReferenceRow>> _codes = new(StringComparer.Ordinal);
    private readonly List<ReferenceSeries> _used = [];

    public ImportedClassifications(ImmutableArray<ReferenceSeries> imported)
    {
        _classifications = Named(ReferenceKind.Classification);
        _crosswalks = Named(ReferenceKind.ClassificationCrosswalk);

        Dictionary<string, ReferenceSeries> Named(ReferenceKind kind) =>
            imported.Where(series => series.Kind == kind).ToDictionary(series => series.Name!, StringComparer.Ordinal);
    }

    /// <summary>Those that were asked and had an answer.</summary>
    public IEnumerable<ReferenceSeries> Used => _used.Distinct();

    /// <summary>The label of the row's own classification, else what the row says, else that none is given: never a label of another classification.</summary>
    public string Label(string? classification, ReferenceRow row) =>
        Find(classification, row.Code) is { } found ? found.Text
        : row.Text.Length > 0 ? row.Text
        : Untitled.Title;

    public ReferenceRow? Find(string? classification, string code)
    {
        if (classification is null || !_classifications.TryGetValue(classification, out var series))
        {
            return null;
        }

        if (!_codes.TryGetValue(classification, out var codes))
        {
            _codes[classification] = codes = series.Rows.ToDictionary(row => row.Code, StringComparer.Ordinal);
            _used.Add(series);
        }

        return codes.GetValueOrDefault(code);
    }

    public bool Same(string? first, string? second) => first is null || second is null || first == second;

    /// <summary>From one classification to another; the same where either is not named; null where there is no crosswalk between them.</summary>
    public ClassificationLink? Between(string? from, string? to)
    {
        if (Same(from, to))
        {
            return ClassificationLink.Identity;
        }

        if (_crosswalks.TryGetValue($"{from}:{to}", out var forward))
        {
            _used.Add(forward);
            return ClassificationLink.Of(forward.Rows.Select(row => (row.Code, row.Text, row.Weight)));
        }

        // A weight says how the first code is divided, which is no answer for the way back.
        if (_crosswalks.TryGetValue($"{to}:{from}", out var back))
        {
            _used.Add(back);
            return ClassificationLink.Of(back.Rows.Select(row => (row.Text, row.Code, (decimal?)null)));
        }

        return null;
    }
}

/// <summary>Which codes of one classification become which of another, with weights where they are known.</summary>
internal sealed class ClassificationLink
{
    /// <summary>Every code stays what it is.</summary>
    public static readonly ClassificationLink Identity = new(null);

    private readonly ILookup<string, (string Code, decimal? Weight)>? _forward;

    private ClassificationLink(ILookup<string, (string Code, decimal? Weight)>? forward) => _forward = forward;

    public static ClassificationLink Of(IEnumerable<(string From, string To, decimal? Weight)> pairs) =>
        new(pairs.ToLookup(pair => pair.From, pair => (pair.To, pair.Weight), StringComparer.Ordinal));

    /// <summary>Nothing where the code has no counterpart.</summary>
    public IEnumerable<(string Code, decimal? Weight)> Of(string code) => _forward is null ? [(code, null)] : _forward[code];

    /// <summary>The codes that become one of <paramref name="targets"/>.</summary>
    public Func<string, IEnumerable<(string Code, decimal? Weight)>> Backwards(IEnumerable<string> targets)
    {
        if (_forward is null)
        {
            return code => [(code, null)];
        }

        var wanted = targets.ToHashSet(StringComparer.Ordinal);
        var back = _forward
            .SelectMany(from => from.Select(to => (From: from.Key, To: to.Code, to.Weight)))
            .Where(pair => wanted.Contains(pair.To))
            .ToLookup(pair => pair.To, pair => (pair.From, pair.Weight), StringComparer.Ordinal);
        return code => back[code];
    }
}
