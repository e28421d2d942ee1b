using System.Collections.Immutable;

namespace VocMatch.Alignment.Trends;

/// <summary>What a series says about where it is going.</summary>
public abstract record TrendResult
{
    /// <summary>The year ahead in words: "+12 % a year, 95 % interval -3 to +27 %".</summary>
    public abstract string Words { get; }
}

/// <summary>The series is too short to be smoothed honestly.</summary>
public sealed record TooShort(int Observed, int Needed) : TrendResult
{
    public override string Words => FormattableString.Invariant($"too short: {Observed} of {Needed} months");
}

/// <summary>A smoothed level and trend at the last observation.</summary>
/// <param name="Alpha">Smoothing of the level, 0.0001 to 0.9999.</param>
/// <param name="BetaStar">Smoothing of the trend, 0.0001 to 0.9999 (beta = alpha x beta*).</param>
/// <param name="StartLevel">Level before the first observation.</param>
/// <param name="StartTrend">Trend before the first observation.</param>
/// <param name="Sigma">Standard deviation of one-step errors: sqrt(SSE / (n - 4)), four parameters being estimated.</param>
public sealed record Trend(
    double Alpha, double BetaStar, double StartLevel, double StartTrend, double Level, double TrendPerMonth, double Sigma) : TrendResult
{
    /// <summary>The interval is that of a single month a year ahead.</summary>
    public override string Words
    {
        get
        {
            var ahead = Ahead(12);
            return Level > 0
                ? FormattableString.Invariant(
                    $"{Change(ahead.Value):+0;-0;0} % a year, 95 % interval {Change(ahead.Low):+0;-0;0} to {Change(ahead.High):+0;-0;0} %")
                : FormattableString.Invariant($"no seats now, {ahead.Value:+0.0;-0.0;0.0} a month in a year");
        }
    }

    /// <summary>The value so many steps ahead with its 95 % prediction interval, errors taken as normal.</summary>
    /// <param name="steps">1 or more.</param>
    public Forecast Ahead(int steps)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(steps);
        var value = Level + (steps * TrendPerMonth);
        var beta = Alpha * BetaStar;
        var variance = Sigma * Sigma
            * (1 + ((steps - 1) * ((Alpha * Alpha) + (Alpha * beta * steps) + (beta * beta * steps * ((2 * steps) - 1) / 6))));
        var spread = 1.959963984540054 * Math.Sqrt(variance);
        return new(value, value - spread, value + spread);
    }

    /// <summary>Percent of the level now; demand does not fall below nothing.</summary>
    private double Change(double value) => 100 * ((Math.Max(0, value) / Level) - 1);
}

/// <summary>A forecast with its prediction interval, both in the unit of the series.</summary>
public sealed record Forecast(double Value, double Low, double High);

/// <summary>
/// Holt's linear exponential smoothing as the innovations model ETS(A,A,N): R. J. Hyndman, A. B. Koehler, J. K. Ord, R. D. Snyder,
/// Forecasting with Exponential Smoothing (2008), chapters 2 and 6; C. C. Holt (1957). Parameters minimise the sum of squared one-step
/// errors: for each pair of smoothing parameters the best start is a linear least-squares problem with an exact answer, and the pair is
/// searched on a grid that is refined around its best point, from 0.05 down to 0.0001. No random start: the same series, the same answer.
/// </summary>
public static class HoltTrend
{
    /// <summary>One year of months: fewer say nothing about a trend that a season could not explain.</summary>
    public const int MinimumLength = 12;

    private const double Min = 0.0001;
    private const double Max = 0.9999;

    public static TrendResult Fit(ImmutableArray<int> series) => Fit([.. series.Select(s => (double)s)]);

    public static TrendResult Fit(double[] series)
    {
        if (series.Length < MinimumLength)
        {
            return new TooShort(series.Length, MinimumLength);
        }

        var best = Start(series, 0.5, 0.5);
        var (alpha, beta) = (0.5, 0.5);
        foreach (var (step, reach) in (ReadOnlySpan<(double, int)>)[(0.05, 10), (0.01, 6), (0.002, 6), (0.0005, 5), (0.0001, 6)])
        {
            var (centreAlpha, centreBeta) = (alpha, beta);
            for (var i = -reach; i <= reach; i++)
            {
                for (var j = -reach; j <= reach; j++)
                {
                    var a = Math.Clamp(centreAlpha + (i * step), Min, Max);
                    var b = Math.Clamp(centreBeta + (j * step), Min, Max);
                    var candidate = Start(series, a, b);
                    if (candidate.SquaredErrors < best.SquaredErrors)
                    {
                        (best, alpha, beta) = (candidate, a, b);
                    }
                }
            }
        }

        return Smooth(series, alpha, beta, best.Level, best.Trend);
    }

    /// <summary>Smooths with given parameters and start.</summary>
    /// <param name="series">At least five values.</param>
    public static Trend Smooth(double[] series, double alpha, double betaStar, double startLevel, double startTrend)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(series.Length, 5);
        var (level, trend) = (startLevel, startTrend);
        double squared = 0;
        foreach (var y in series)
        {
            var error = y - level - trend;
            (level, trend) = (level + trend + (alpha * error), trend + (alpha * betaStar * error));
            squared += error * error;
        }

        return new(alpha, betaStar, startLevel, startTrend, level, trend, Math.Sqrt(squared / (series.Length - 4)));
    }

    /// <summary>
    /// With the smoothing parameters fixed, each one-step error is linear in the start: <c>e = u - v level - w trend</c>. The best start
    /// solves the two normal equations.
    /// </summary>
    private static (double Level, double Trend, double SquaredErrors) Start(double[] series, double alpha, double betaStar)
    {
        var beta = alpha * betaStar;
        double level0 = 0, trend0 = 0, level1 = 1, trend1 = 0, level2 = 0, trend2 = 1;
        double vv = 0, vw = 0, ww = 0, uv = 0, uw = 0, uu = 0;
        foreach (var y in series)
        {
            var u = y - level0 - trend0;
            var v = level1 + trend1;
            var w = level2 + trend2;
            (level0, trend0) = (level0 + trend0 + (alpha * u), trend0 + (beta * u));
            (level1, trend1) = (level1 + trend1 - (alpha * v), trend1 - (beta * v));
            (level2, trend2) = (level2 + trend2 - (alpha * w), trend2 - (beta * w));
            vv += v * v;
            vw += v * w;
            ww += w * w;
            uv += u * v;
            uw += u * w;
            uu += u * u;
        }

        var determinant = (vv * ww) - (vw * vw);
        var level = ((uv * ww) - (uw * vw)) / determinant;
        var trend = ((uw * vv) - (uv * vw)) / determinant;
        return (level, trend, Math.Max(0, uu - (level * uv) - (trend * uw)));
    }
}
