namespace VocMatch.Matching.Index;

/// <summary>Which rows of a segment are deleted. Immutable; a deletion copies one chunk of 4,096 rows and the list of chunks.</summary>
internal sealed class Deletions
{
    private const int ChunkBits = 12;
    private readonly ulong[]?[] _chunks;

    private Deletions(ulong[]?[] chunks, int count)
    {
        _chunks = chunks;
        Count = count;
    }

    public int Count { get; }

    public bool this[int row] => _chunks[row >> ChunkBits] is { } chunk && (chunk[(row >> 6) & 63] >> (row & 63) & 1) != 0;

    public static Deletions None(int rows) => new(new ulong[]?[(rows >> ChunkBits) + 1], 0);

    public Deletions With(int row)
    {
        var chunks = (ulong[]?[])_chunks.Clone();
        var chunk = (ulong[]?)chunks[row >> ChunkBits]?.Clone() ?? new ulong[1 << (ChunkBits - 6)];
        chunk[(row >> 6) & 63] |= 1UL << (row & 63);
        chunks[row >> ChunkBits] = chunk;
        return new Deletions(chunks, Count + 1);
    }
}
