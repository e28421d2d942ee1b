namespace VocMatch.Alignment.Indicators;

/// <summary>What a figure could give away, and so by what it is protected.</summary>
public enum Protection
{
    /// <summary>Nothing: words, figures published elsewhere, and what is made of printed figures alone.</summary>
    Open,

    /// <summary>Single employers: of seats, hidden where an employer dominates.</summary>
    Seats,

    /// <summary>Persons: rounded, hidden where few, and not published by the quarter.</summary>
    Persons,
}

/// <summary>A column with all that is declared of it.</summary>
/// <param name="IsCompared">Whether regions are compared by it with others, the nation and the period before.</param>
/// <param name="Headline">Its place among the figures on the first page, from 1; null: it is none of them.</param>
public sealed record Indicator(Column Column, Protection Protection, bool IsCompared, int? Headline);
