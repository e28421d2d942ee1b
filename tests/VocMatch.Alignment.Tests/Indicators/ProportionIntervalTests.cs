using VocMatch.Alignment.Indicators;

namespace VocMatch.Alignment.Tests.Indicators;

public sealed class ProportionIntervalTests
{
    /// <summary>R. G. Newcombe, Statistics in Medicine 17 (1998) 873-890, table II, method 10.</summary>
    [Theory]
    [InlineData(56, 70, 48, 80, 0.0524, 0.3339)]
    [InlineData(9, 10, 3, 10, 0.1705, 0.8090)]
    [InlineData(5, 56, 0, 29, -0.0381, 0.1926)]
    [InlineData(0, 10, 0, 20, -0.1611, 0.2775)]
    [InlineData(10, 10, 0, 10, 0.6075, 1.0000)]
    public void Differences_have_the_published_bounds(int a, int m, int b, int n, double low, double high)
    {
        var interval = ProportionInterval.Difference(a, m, b, n);
        Assert.Equal(low, interval.Low, 0.00006);
        Assert.Equal(high, interval.High, 0.00006);
    }
}
