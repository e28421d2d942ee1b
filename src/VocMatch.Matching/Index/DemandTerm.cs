namespace VocMatch.Matching.Index;

/// <summary>What the constraints on skills must know of a demand, in four bytes: its weight for the threshold, and whether nobody is taken without it.</summary>
internal readonly struct DemandTerm(long weight, bool required)
{
    // An idf is below 2^19, its weight a thousand times that at most: 29 bits.
    private readonly int _packed = checked((int)(weight << 1)) | (required ? 1 : 0);

    public int Weight => _packed >> 1;

    public bool Required => (_packed & 1) != 0;
}
