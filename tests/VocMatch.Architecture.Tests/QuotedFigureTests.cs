namespace VocMatch.Architecture.Tests;

/// <summary>What the README says was measured is what the table of figures says.</summary>
public sealed class QuotedFigureTests
{
    private const string Begin = "<!-- figures: written by --compare all -->";
    private const string End = "<!-- end of figures -->";

    private static readonly string Table = Path.Combine(SourceTree.Root, "tests/VocMatch.Benchmarks/figures.md");

    [Fact]
    public void Every_figure_that_the_readme_quotes_stands_in_the_table()
    {
        var table = File.Exists(Table) ? File.ReadAllText(Table) : "";
        var quotes = Quotes(File.ReadAllText(Path.Combine(SourceTree.Root, "README.md")));

        Assert.Equal(table.Length > 0, quotes.Count > 0);
        Assert.All(quotes, quote => Assert.True(Stands(quote, table), quote));
    }

    [Theory]
    [InlineData("clearing, 1,000 students: 4.00 ms, 3.00 × a peer", true)]
    [InlineData("clearing, 1,000 students: 4.10 ms, 3.00 × a peer", false)]
    [InlineData("clearing, 1,000 students: 4.00 ms, 3.10 × a peer", false)]
    [InlineData("clearing, 2,000 students: 4.00 ms, 3.00 × a peer", false)]
    public void A_quote_that_differs_from_its_row_is_found(string quote, bool stands) => Assert.Equal(
        stands, Stands(quote, "| Measure | Size | Ours | Peer | Ratio |\n|---|---|---|---|---|\n| clearing | 1,000 students | 4.00 ms | a peer: 12.0 ms | 3.00 × | | | |\n"));

    private static List<string> Quotes(string readme)
    {
        var (begin, end) = (readme.IndexOf(Begin, StringComparison.Ordinal), readme.IndexOf(End, StringComparison.Ordinal));
        Assert.InRange(begin, 0, end);
        return [.. readme[(begin + Begin.Length)..end].Split('\n').Where(line => line.StartsWith("- ", StringComparison.Ordinal)).SelectMany(line => line[2..].Split("; "))];
    }

    private static bool Stands(string quote, string table) => table.Split('\n')
        .Select(row => row.Split('|', StringSplitOptions.TrimEntries))
        .Where(cells => cells.Length > 5)
        .Select(cells => (Plain: $"{cells[1]}, {cells[2]}: {cells[3]}", Peer: cells[4].Split(": ")[0], Ratio: cells[5]))
        .Any(row => quote == (row.Peer.Length == 0 ? row.Plain : $"{row.Plain}, {row.Ratio} {row.Peer}"));
}
