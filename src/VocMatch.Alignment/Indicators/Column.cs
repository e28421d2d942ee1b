namespace VocMatch.Alignment.Indicators;

/// <summary>What a figure counts or measures; it is printed at the head of its column.</summary>
public enum Unit
{
    /// <summary>Words.</summary>
    None,
    Persons,
    Seats,
    Openings,
    Teachers,
    Cases,
    Days,
    Percent,

    /// <summary>Percentage points.</summary>
    Points,

    /// <summary>A quotient of two counts.</summary>
    Ratio,

    /// <summary>0 to 1.</summary>
    Index,

    /// <summary>Whole units of the series' currency a year.</summary>
    Money,
}

/// <summary>A column of a report, the same in every output.</summary>
/// <param name="Id">Stable: files and programs go by it.</param>
/// <param name="Formula">What a reader needs to compute the figure anew; null for words and codes.</param>
/// <param name="Base">Over whom or what it is computed.</param>
/// <param name="Source">Where the formula comes from; null where it is a plain count or quotient.</param>
/// <param name="Decimals">Decimals printed, half away from zero.</param>
public sealed record Column(
    string Id, string Title, Unit Unit, string? Formula = null, string? Base = null, string? Source = null, int Decimals = 0);
