namespace VocMatch.Matching.Index;

/// <summary>What bounds the rows of a block apart from their skills; small, because every query reads all of them.</summary>
/// <param name="Conditions">The best conditions of a row, in score units.</param>
/// <param name="Region">The region of all rows, or <see cref="MixedRegions"/>.</param>
/// <param name="FirstOccupation">The lowest occupation rank of a row.</param>
/// <param name="LastOccupation">The highest occupation rank of a row.</param>
internal readonly record struct BlockHead(int Conditions, int Region, int FirstOccupation, int LastOccupation)
{
    public const int MixedRegions = -1;
}
