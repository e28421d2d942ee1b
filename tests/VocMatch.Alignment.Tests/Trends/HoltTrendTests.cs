using VocMatch.Alignment.Trends;

namespace VocMatch.Alignment.Tests.Trends;

public sealed class HoltTrendTests
{
    /// <summary>
    /// Air passengers in Australia, millions, 1990 to 2016: R. J. Hyndman and G. Athanasopoulos, Forecasting: Principles and Practice,
    /// 2nd edition (2018), section 7.2, example "Air Passengers" (series ausair of the package fpp2).
    /// </summary>
    private static readonly double[] AirPassengers =
    [
        17.5534, 21.8601, 23.8866, 26.9293, 26.8885, 28.8314, 30.0751, 30.9535, 30.1857, 31.5797, 32.577569, 33.477398, 39.021581,
        41.386432, 41.596552, 44.657324, 46.951775, 48.728837, 51.488427, 50.026967, 60.640912, 63.3603103378, 66.355274, 68.197955,
        68.1232376693, 69.7793454797, 72.5977011,
    ];

    private static readonly double[] PublishedForecasts = [74.60, 76.70, 78.80, 80.91, 83.01];

    /// <summary>Parameters as printed, rounded to two and three decimals, carry forecasts a little over the rounding of the printed ones.</summary>
    [Fact]
    public void The_published_parameters_give_the_published_forecasts()
    {
        var trend = HoltTrend.Smooth(AirPassengers, 0.8321, 0.0001, 15.57, 2.102);
        for (var h = 1; h <= PublishedForecasts.Length; h++)
        {
            Assert.Equal(PublishedForecasts[h - 1], trend.Ahead(h).Value, 0.012);
        }
    }

    /// <summary>The book's fit stops a little short of the smallest sum of squares, ours must not; the forecasts differ by under 0.03.</summary>
    [Fact]
    public void The_fit_is_at_least_as_close_as_the_published_one()
    {
        var published = HoltTrend.Smooth(AirPassengers, 0.8321, 0.0001, 15.57, 2.102);
        var trend = Assert.IsType<Trend>(HoltTrend.Fit(AirPassengers));
        Assert.True(trend.Sigma <= published.Sigma);
        Assert.Equal(0.8321, trend.Alpha, 0.02);
        Assert.Equal(0.0001, trend.BetaStar, 0.0001);
        for (var h = 1; h <= PublishedForecasts.Length; h++)
        {
            Assert.Equal(PublishedForecasts[h - 1], trend.Ahead(h).Value, 0.03);
        }
    }

    /// <summary>The variance of the forecast by its definition: sigma^2 (1 + sum of c_j^2), c_j = alpha + j beta.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(9)]
    public void The_interval_is_that_of_the_moving_average_form(int steps)
    {
        var trend = new Trend(0.4, 0.3, 0, 0, 100, 2, 5);
        var sum = Enumerable.Range(1, steps - 1).Sum(j => Math.Pow(0.4 + (j * 0.12), 2));
        var spread = 1.959963984540054 * 5 * Math.Sqrt(1 + sum);
        Assert.Equal(spread, trend.Ahead(steps).High - trend.Ahead(steps).Value, 1e-9);
    }

    [Fact]
    public void A_straight_line_is_continued_without_error()
    {
        var trend = Assert.IsType<Trend>(HoltTrend.Fit([.. Enumerable.Range(0, 24).Select(i => 10.0 + (3 * i))]));
        Assert.Equal(10 + (3 * 26), trend.Ahead(3).Value, 1e-6);
        Assert.Equal(0, trend.Sigma, 1e-4);
    }

    [Fact]
    public void Eleven_months_are_too_short() =>
        Assert.Equal(new TooShort(11, 12), HoltTrend.Fit([.. Enumerable.Repeat(5.0, 11)]));

    [Fact]
    public void Other_parameters_do_not_fit_better()
    {
        var random = new Random(7);
        var series = Enumerable.Range(0, 36).Select(i => 40 + i + (10 * random.NextDouble())).ToArray();
        var trend = Assert.IsType<Trend>(HoltTrend.Fit(series));
        var best = trend.Sigma * trend.Sigma * 32;
        for (var i = 0; i < 2_000; i++)
        {
            var (alpha, beta) = (0.0001 + (0.9998 * random.NextDouble()), 0.0001 + (0.9998 * random.NextDouble()));
            Assert.True(Errors(series, alpha, beta, trend.StartLevel, trend.StartTrend) >= best - 1e-6);
        }
    }

    private static double Errors(double[] series, double alpha, double betaStar, double level, double trend)
    {
        double sum = 0;
        foreach (var y in series)
        {
            var before = level;
            sum += Math.Pow(y - level - trend, 2);
            level = (alpha * y) + ((1 - alpha) * (level + trend));
            trend = (betaStar * (level - before)) + ((1 - betaStar) * trend);
        }

        return sum;
    }
}
