namespace VocMatch.Contracts.Reading;

/// <summary>Bounds of an answer that gives the best of many.</summary>
public static class RankedAnswer
{
    public const int MaxTop = 100;

    public const int DefaultTop = 20;
}
