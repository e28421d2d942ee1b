using System.Collections.Immutable;

namespace VocMatch.Alignment.Disclosure;

/// <summary>
/// What a move does along one dimension: adds to <paramref name="First"/>, and takes from (sign -1) or adds to (sign +1)
/// <paramref name="Second"/>. A swap of two categories leaves the total alone; a category paired with the total (sign +1) changes it.
/// </summary>
internal readonly record struct Factor(int First, int Second, int SecondSign)
{
    /// <summary>All factors that add to an index; <paramref name="length"/> is the index of the total.</summary>
    public static IEnumerable<Factor> Touching(int index, int length)
    {
        if (index == length)
        {
            for (var i = 0; i < length; i++)
            {
                yield return new(i, length, 1);
            }

            yield break;
        }

        for (var other = 0; other < length; other++)
        {
            if (other != index)
            {
                yield return new(index, other, -1);
            }
        }

        yield return new(index, length, 1);
    }
}

/// <summary>One cell of a move: its value rises (+1) or falls (-1) by the amount moved.</summary>
internal readonly record struct SignedCell(int Cell, int Sign);

/// <summary>
/// A change that leaves every shown figure as it is: units are moved around the corners of a hypercube of hidden cells. Any table that
/// is reached by moving up to <see cref="Up"/> units one way or <see cref="Down"/> the other explains the published figures equally
/// well, so that nobody can bound the cell it protects more narrowly than <c>Up + Down</c>.
/// </summary>
/// <param name="Classification">The classification whose categories are swapped; -1 where the margin itself changes.</param>
/// <param name="Categories">With a swap the two categories, otherwise the carrying category of each classification.</param>
internal sealed record ProtectionMove(
    Factor Region,
    Factor State,
    int Classification,
    ImmutableArray<int> Categories,
    ImmutableArray<SignedCell> Cells,
    int Up,
    int Down);
