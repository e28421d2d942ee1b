using System.Globalization;
using VocMatch.Contracts.Outcomes;

namespace VocMatch.Contracts.Reading;

/// <summary>Bounds of an answer that gives the best of many.</summary>
public static class RankedAnswer
{
    public const int MaxTop = 100;

    public const int DefaultTop = 20;

    /// <summary>Why so many cannot be given; null where they can.</summary>
    public static Refusal? Refused(int top) => top is >= 1 and <= MaxTop
        ? null
        : Refusal.Invalid([new("top", top.ToString(CultureInfo.InvariantCulture), $"A whole number from 1 to {MaxTop}.")]);
}
