using VocMatch.Matching.Scoring;

namespace VocMatch.Matching.Tests.Surface;

public sealed class PublicSurfaceTests
{
    private const string Pinned = "tests/VocMatch.Matching.Tests/Surface/matching.txt";

    [Fact]
    public void The_public_surface_of_the_engine_is_the_one_that_was_committed()
    {
        var difference = PinnedText.Difference(Pinned, PublicSurface.Lines(typeof(Scorer).Assembly));

        Assert.True(difference is null, difference);
    }

    [Theory]
    [InlineData("record VocMatch.Matching.Tests.Surface.Shown : IEquatable<Shown>")]
    [InlineData("  new(int Count, string? Word = null)")]
    [InlineData("  int Count { get; init; }")]
    [InlineData("  string? Word { get; init; }")]
    [InlineData("  const int Most = 3")]
    [InlineData("  protected virtual string Say(in int value)")]
    public void What_a_user_rests_on_is_in_the_surface(string line)
    {
        var lines = PublicSurface.Lines(typeof(Shown).Assembly).ToList();

        Assert.Contains(line, lines);
        Assert.DoesNotContain(lines, one => one.Contains("Hidden", StringComparison.Ordinal));
    }
}

/// <summary>One of each thing that a surface shows.</summary>
public record Shown(int Count, string? Word = null)
{
    public const int Most = 3;

    protected virtual string Say(in int value) => $"{Hidden}{value}";

    private string Hidden => "";
}
