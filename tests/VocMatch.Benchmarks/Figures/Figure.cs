using System.Text.Json.Serialization;

namespace VocMatch.Benchmarks.Figures;

/// <summary>One measured figure: a row of the table of all figures.</summary>
/// <param name="Measure">What was measured, in words that are the same at every size.</param>
/// <param name="Size">How many of what it was measured on, such as 100,000 students and 10,000 placements.</param>
/// <param name="Ours">In <paramref name="Unit"/>.</param>
/// <param name="Unit">One that ends with <c>/s</c> or <c>/min</c>, and an nDCG, is the better the more it is; every other the less.</param>
/// <param name="Peer">What the same was measured for in the same run; null: nothing.</param>
/// <param name="Theirs">The peer's figure in the same unit.</param>
/// <param name="Goal">What is to be reached; null: nothing was set.</param>
internal sealed record Figure(
    string Measure, SortedDictionary<string, int> Size, double Ours, string Unit, string? Peer = null, double? Theirs = null, Goal? Goal = null)
{
    private bool MoreIsBetter => Unit.EndsWith("/s", StringComparison.Ordinal) || Unit.EndsWith("/min", StringComparison.Ordinal) || Unit == "nDCG";

    /// <summary>How many times as good as the peer; null without one, or where one of the two is nothing.</summary>
    [JsonIgnore]
    public double? Ratio => Theirs is { } theirs && theirs != 0 && Ours != 0 ? MoreIsBetter ? Ours / theirs : theirs / Ours : null;

    /// <summary>Null where no goal was set, or nothing that it speaks of was measured.</summary>
    [JsonIgnore]
    public bool? Met => Goal switch
    {
        null => null,
        { OfRatio: true } goal => Ratio is { } ratio ? ratio >= goal.Bound : null,
        { } goal => MoreIsBetter ? Ours >= goal.Bound : Ours <= goal.Bound,
    };

    public string GoalText(Func<double, string> number) => Goal switch
    {
        null => "",
        { OfRatio: true } goal => $"≥ {number(goal.Bound)} ×",
        { } goal => $"{(MoreIsBetter ? "≥" : "≤")} {number(goal.Bound)} {Unit}",
    };

    /// <summary>What is ten times as many here as in another figure, where all else is equal; empty where another thing differs.</summary>
    public IReadOnlyList<string> TenTimes(Figure smaller)
    {
        if (smaller.Measure != Measure || !smaller.Size.Keys.SequenceEqual(Size.Keys, StringComparer.Ordinal)
            || Size.Any(size => size.Value != smaller.Size[size.Key] && size.Value != 10 * (long)smaller.Size[size.Key]))
        {
            return [];
        }

        return [.. Size.Where(size => size.Value != smaller.Size[size.Key]).Select(size => size.Key)];
    }
}

/// <summary>What a figure is to reach.</summary>
/// <param name="OfRatio">True: the least ratio to the peer; false: a bound of our own figure, the least or the most.</param>
internal sealed record Goal(double Bound, bool OfRatio)
{
    public static Goal Ratio(double least) => new(least, OfRatio: true);

    public static Goal Own(double bound) => new(bound, OfRatio: false);
}
