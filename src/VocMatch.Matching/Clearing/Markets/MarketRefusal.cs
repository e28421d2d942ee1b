namespace VocMatch.Matching.Clearing.Markets;

/// <summary>The table of the input that a refusal speaks of.</summary>
public enum MarketTable
{
    Placements,
    Applications,
    Students,
    Employers,
    Fixed,
    Forbidden,
}

/// <summary>
/// Why an input is not a market: the table, the row (counted from 0 in the order the rows were added), the field and its
/// value, the rule that refuses it (R1 to R5, C1, C2, C9, or Id) and a sentence.
/// </summary>
public sealed record MarketRefusal(MarketTable Table, long Row, string Field, string Value, string Rule, string Reason)
{
    public override string ToString() => $"{Table} row {Row}, {Field} '{Value}': {Reason} ({Rule})";
}
