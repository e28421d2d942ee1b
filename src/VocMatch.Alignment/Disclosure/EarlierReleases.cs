using System.Collections.Immutable;

namespace VocMatch.Alignment.Disclosure;

/// <summary>What is public already of the tables that are to be released.</summary>
/// <param name="OfSame">Releases of the same figures, the earliest first: the new one takes the place of the last.</param>
/// <param name="OfOther">Releases of the same units in other periods: they stay beside the new one.</param>
public sealed record EarlierReleases(ImmutableArray<ReleasedFamily> OfSame, ImmutableArray<ReleasedFamily> OfOther)
{
    public static EarlierReleases None { get; } = new([], []);

    public ReleasedFamily? Last => OfSame.IsEmpty ? null : OfSame[^1];
}
