using System.Globalization;
using VocMatch.Alignment.Indicators;
using VocMatch.Contracts.Alignment;

namespace VocMatch.Alignment.Reports;

/// <summary>What stands in a cell: a figure, or the reason why none does.</summary>
public enum CellKind
{
    Text,
    Number,

    /// <summary>Hidden so that no person and no single employer can be told from it.</summary>
    Confidential,

    /// <summary>Over too few to mean anything.</summary>
    BaseTooSmall,

    /// <summary>There is nothing to compute it from.</summary>
    NotApplicable,

    /// <summary>An outside source hides it.</summary>
    SourceSuppressed,

    /// <summary>An outside source does not give it.</summary>
    SourceNotAvailable,

    /// <summary>An outside source holds it for too unreliable.</summary>
    SourceUnreliable,

    /// <summary>An outside source prints it as more than zero and less than half of its unit.</summary>
    SourceLow,
}

/// <summary>One figure as it is printed: rounded once, here, and the same in every output.</summary>
public readonly record struct Cell(CellKind Kind, string? Text, decimal Number)
{
    /// <summary>The symbols of the UK Government Statistical Service for figures that are not there.</summary>
    public static readonly IReadOnlyList<(string Symbol, string Meaning)> Symbols =
    [
        ("[c]", "confidential: hidden so that no person and no single employer can be told from it; of an outside figure, by its source"),
        ("[u]", "unreliable: the base is too small for a rate; of an outside figure, so its source says"),
        ("[x]", "not available: the outside source does not give the figure, or one that it needs"),
        ("[low]", "more than zero and less than half of the unit in which the outside source prints"),
        ("[z]", "not applicable: there is nothing to compute it from"),
    ];

    public static Cell Confidential => new(CellKind.Confidential, null, 0);

    public static Cell BaseTooSmall => new(CellKind.BaseTooSmall, null, 0);

    public static Cell NotApplicable => new(CellKind.NotApplicable, null, 0);

    /// <summary>A missing outside figure: never zero.</summary>
    public static Cell Missing(MissingFigure why) => new(
        why switch
        {
            MissingFigure.Suppressed => CellKind.SourceSuppressed,
            MissingFigure.Unreliable => CellKind.SourceUnreliable,
            MissingFigure.Low => CellKind.SourceLow,
            _ => CellKind.SourceNotAvailable,
        },
        null,
        0);

    public static Cell Of(string text) => new(CellKind.Text, text, 0);

    /// <summary>Rounds half away from zero to the column's decimals and keeps trailing zeros.</summary>
    public static Cell Of(Column column, decimal number) =>
        new(CellKind.Number, null, decimal.Round(number, column.Decimals, MidpointRounding.AwayFromZero) + Zero(column.Decimals));

    public static Cell OrNone(Column column, decimal? number) => number is { } value ? Of(column, value) : NotApplicable;

    /// <summary>The figure, the words or the symbol.</summary>
    public override string ToString() => Kind switch
    {
        CellKind.Text => Text!,
        CellKind.Number => Number.ToString(CultureInfo.InvariantCulture),
        CellKind.Confidential or CellKind.SourceSuppressed => "[c]",
        CellKind.BaseTooSmall or CellKind.SourceUnreliable => "[u]",
        CellKind.SourceNotAvailable => "[x]",
        CellKind.SourceLow => "[low]",
        _ => "[z]",
    };

    private static decimal Zero(int decimals) => new(0, 0, 0, false, (byte)decimals);
}
