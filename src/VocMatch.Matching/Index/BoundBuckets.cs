using VocMatch.Matching.Scoring;

namespace VocMatch.Matching.Index;

/// <summary>
/// How many blocks have a bound in each range of scores, and from that the order in which a search opens them: from the highest bounds down,
/// few blocks at first, then ever more. The first raise the threshold, and most others then fall below it unread; sorting all bounds would cost
/// more than the few passes over them that this takes.
/// </summary>
internal sealed class BoundBuckets
{
    private const int BucketBits = 12;
    private const int BucketCount = (ScoreUnits.Full >> BucketBits) + 1;
    private const int GrowthOfRounds = 8;

    private readonly int[] _counts = new int[BucketCount];
    private int _upper;
    private int _wanted;

    /// <summary>Begins anew, with no block.</summary>
    /// <param name="wanted">Blocks to be opened at first.</param>
    public void Start(int wanted)
    {
        Array.Clear(_counts);
        (_upper, _wanted) = (BucketCount, wanted);
    }

    /// <param name="bound">0 to <see cref="ScoreUnits.Full"/>.</param>
    public void Add(int bound) => _counts[bound >> BucketBits]++;

    /// <summary>The next range of bounds to open: <paramref name="least"/> and more, below <paramref name="below"/>.</summary>
    /// <returns>False once no bound that is left reaches the threshold.</returns>
    public bool Next(int threshold, out int least, out int below)
    {
        below = _upper << BucketBits;
        least = below;
        if (_upper == 0 || below <= threshold)
        {
            return false;
        }

        for (var count = 0; _upper > 0 && count < _wanted;)
        {
            count += _counts[--_upper];
        }

        _wanted *= GrowthOfRounds;
        least = _upper << BucketBits;
        return true;
    }
}
