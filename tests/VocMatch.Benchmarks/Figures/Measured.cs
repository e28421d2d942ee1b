using System.Text.Json;

namespace VocMatch.Benchmarks.Figures;

/// <summary>The figures of the comparison that this process runs, beside the text that it prints.</summary>
internal static class Measured
{
    private static readonly List<Figure> s_figures = [];

    public static void Add(Figure figure) => s_figures.Add(figure);

    public static void Add(
        string measure,
        (string Of, int Number)[] size,
        double ours,
        string unit,
        string? peer = null,
        double? theirs = null,
        Goal? goal = null) =>
        Add(new Figure(measure, new(size.ToDictionary(one => one.Of, one => one.Number), StringComparer.Ordinal), ours, unit, peer, theirs, goal));

    public static void Write(string path) => File.WriteAllText(path, JsonSerializer.Serialize(s_figures));

    public static IReadOnlyList<Figure> Read(string path) => JsonSerializer.Deserialize<List<Figure>>(File.ReadAllText(path)) ?? [];
}
