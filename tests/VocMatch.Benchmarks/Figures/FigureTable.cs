using System.Globalization;
using System.Text;

namespace VocMatch.Benchmarks.Figures;

/// <summary>All figures as one table in markdown, and what the README quotes of them.</summary>
internal static class FigureTable
{
    private const string Begin = "<!-- figures: written by --compare all -->";
    private const string End = "<!-- end of figures -->";

    /// <summary>What the README quotes, each at its largest size.</summary>
    private static readonly string[] s_quoted =
    [
        "clearing, one thread", "best 20 placements, beside Lucene", "explained matches of any student over REST", "skill score beside BM25, scenario A",
    ];

    /// <param name="missing">Comparisons that gave no figure, each with the reason.</param>
    public static string Of(IReadOnlyList<Figure> figures, IEnumerable<string> missing, bool quick)
    {
        var text = new StringBuilder();
        text.Append("# Figures\n\n");
        text.Append("Written by `dotnet run -c Release --project tests/VocMatch.Benchmarks -- --compare all").Append(quick ? " --quick" : "").Append("`. Peer and product ran in one process or one after the other.\n");
        text.Append("Ratio: how many times as good as the peer. Growth: our figure divided by that at a tenth of what is named.\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{DateTime.UtcNow:yyyy-MM-dd}, {Machine()}{(quick ? ", quick sizes" : "")}.\n\n");
        text.Append("| Measure | Size | Ours | Peer | Ratio | Goal | Met | Growth |\n|---|---|---|---|---|---|---|---|\n");
        foreach (var figure in figures)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {figure.Measure} | {Size(figure)} | {Ours(figure)} | {Peer(figure)} | {Ratio(figure)} | {figure.GoalText(Number)} | {Met(figure)} | {Growth(figure, figures)} |\n");
        }

        foreach (var reason in missing)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {reason} | | not measured | | | | | |\n");
        }

        return text.ToString();
    }

    /// <summary>The README with the lines that quote the figures put in the place of those before; as it is where it has none.</summary>
    public static string Quoted(string readme, IReadOnlyList<Figure> figures)
    {
        var (begin, end) = (readme.IndexOf(Begin, StringComparison.Ordinal), readme.IndexOf(End, StringComparison.Ordinal));
        if (begin < 0 || end < begin)
        {
            return readme;
        }

        var quotes = s_quoted
            .Select(measure => figures.Where(figure => figure.Measure == measure).MaxBy(figure => figure.Size.Values.Sum(one => (long)one)))
            .OfType<Figure>()
            .Select(figure => $"{figure.Measure}, {Size(figure)}: {Ours(figure)}{(figure.Peer is null ? "" : $", {Ratio(figure)} {figure.Peer}")}")
            .Chunk((s_quoted.Length + 1) / 2)
            .Select(line => $"- {string.Join("; ", line)}");
        return string.Concat(readme.AsSpan(0, begin), $"{Begin}\n{string.Join('\n', quotes)}\n", readme.AsSpan(end));
    }

    private static string Size(Figure figure) => string.Join(", ", figure.Size.Select(size => string.Create(CultureInfo.InvariantCulture, $"{size.Value:N0} {size.Key}")));

    private static string Ours(Figure figure) => $"{Number(figure.Ours)} {figure.Unit}";

    private static string Peer(Figure figure) => figure.Peer is { } peer ? $"{peer}: {Number(figure.Theirs ?? double.NaN)} {figure.Unit}" : "";

    private static string Ratio(Figure figure) => figure.Ratio is { } ratio ? $"{Number(ratio)} ×" : "";

    private static string Met(Figure figure) => figure.Met switch { null => "", true => "yes", false => "no" };

    private static string Growth(Figure figure, IReadOnlyList<Figure> figures) => string.Join(
        "; ",
        figures.Select(smaller => (Smaller: smaller, Of: figure.TenTimes(smaller))).Where(one => one.Of.Count > 0)
            .Select(one => $"{Number(figure.Ours / one.Smaller.Ours)} × for 10 × {string.Join(" and ", one.Of)}"));

    // Three digits that count.
    private static string Number(double number) => Math.Abs(number) switch
    {
        >= 100 => number.ToString("N0", CultureInfo.InvariantCulture),
        >= 10 => number.ToString("0.0", CultureInfo.InvariantCulture),
        >= 1 => number.ToString("0.00", CultureInfo.InvariantCulture),
        _ => number.ToString("0.###", CultureInfo.InvariantCulture),
    };

    private static string Machine()
    {
        var model = File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim()
            : null;
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Environment.ProcessorCount} processors{(model is null ? "" : $" ({model})")}, {memory} GB, {Environment.OSVersion.Platform}, .NET {Environment.Version}");
    }
}
