namespace VocMatch.Matching.Scoring;

/// <summary>
/// The share left at a distance that is halved with every half distance: 2^(-d/h), as a whole number of 2^-30.
/// Between 1,024 table entries the curve is a straight line (at most 6e-8 above it), so it never rises with distance.
/// The table is made by square roots and products alone and is the same on every machine.
/// </summary>
internal static class HalfDistance
{
    private const int Steps = 1_024;
    private const int One = 1 << 30;
    private static readonly long[] Table = MakeTable();

    /// <summary>Units of a weight that are left at a distance.</summary>
    public static int Units(int weight, int metres, int halfDistanceMetres)
    {
        var halvings = metres / halfDistanceMetres;
        if (halvings >= 30)
        {
            return 0;
        }

        var position = (long)(metres % halfDistanceMetres) * Steps;
        var step = (int)(position / halfDistanceMetres);
        var past = position % halfDistanceMetres;
        var share = (Table[step] - ((Table[step] - Table[step + 1]) * past / halfDistanceMetres)) >> halvings;
        return (int)(((long)weight * ScoreUnits.PerWeight * share) + (One / 2) >> 30);
    }

    private static long[] MakeTable()
    {
        var step = 0.5;
        for (var roots = Steps; roots > 1; roots /= 2)
        {
            step = Math.Sqrt(step);
        }

        var table = new long[Steps + 1];
        var share = 1.0;
        for (var i = 0; i < Steps; i++)
        {
            table[i] = (long)((share * One) + 0.5);
            share *= step;
        }

        table[Steps] = One / 2;
        return table;
    }
}
