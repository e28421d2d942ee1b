using System.Collections.Immutable;

namespace VocMatch.Alignment.Published.Files;

/// <summary>Collects everything that is wrong with a file, by reason.</summary>
internal sealed class FileErrors
{
    private const int MaxPlaces = 20;
    private const int MaxSigns = 100;

    private readonly Dictionary<(string Reason, string? Column), (int Count, List<FilePlace> Places)> _groups = [];
    private readonly List<(string Reason, string? Column)> _order = [];

    public bool Any => _order.Count > 0;

    public void Add(string reason, string? column = null, int line = 0, string? value = null)
    {
        if (!_groups.TryGetValue((reason, column), out var group))
        {
            group = (0, []);
            _order.Add((reason, column));
        }

        if (group.Places.Count < MaxPlaces)
        {
            group.Places.Add(new(line, value is { Length: > MaxSigns } ? $"{value[..MaxSigns]}..." : value));
        }

        _groups[(reason, column)] = (group.Count + 1, group.Places);
    }

    public ImmutableArray<FileError> ToImmutable() =>
        [.. _order.Select(key => new FileError(key.Reason, key.Column, _groups[key].Count, [.. _groups[key].Places]))];
}
