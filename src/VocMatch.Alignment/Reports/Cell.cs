using System.Globalization;
using VocMatch.Alignment.Indicators;

namespace VocMatch.Alignment.Reports;

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
}

/// <summary>One figure as it is printed: rounded once, here, and the same in every output.</summary>
public readonly record struct Cell(CellKind Kind, string? Text, decimal Number)
{
    /// <summary>The symbols of the UK Government Statistical Service for figures that are not there.</summary>
    public static readonly IReadOnlyList<(string Symbol, string Meaning)> Symbols =
    [
        ("[c]", "confidential: hidden so that no person and no single employer can be told from it"),
        ("[u]", "unreliable: the base is too small for a rate"),
        ("[z]", "not applicable: there is nothing to compute it from"),
    ];

    public static Cell Confidential => new(CellKind.Confidential, null, 0);

    public static Cell BaseTooSmall => new(CellKind.BaseTooSmall, null, 0);

    public static Cell NotApplicable => new(CellKind.NotApplicable, null, 0);

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
        CellKind.Confidential => "[c]",
        CellKind.BaseTooSmall => "[u]",
        _ => "[z]",
    };

    private static decimal Zero(int decimals) => new(0, 0, 0, false, (byte)decimals);
}
