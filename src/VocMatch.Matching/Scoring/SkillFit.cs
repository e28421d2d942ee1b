using VocMatch.Matching.Profiles;

namespace VocMatch.Matching.Scoring;

/// <summary>
/// The skill fit in whole numbers: fit = min(100, 100 (1 + kappa) sum w(p,s) c(s) / (W(p) + kappa T)). The constant kappa T in the
/// denominator is what keeps an advertisement that names one common skill from scoring 100 for everybody, and it keeps the
/// sum linear: what a skill fully held is worth at a placement is one number, found before any student is seen.
/// </summary>
internal static class SkillFit
{
    /// <summary>Full credit.</summary>
    public const int WholeCredit = 1_000;

    // Below 2^63 stays what they make with constants of at most 110 together: 2^32 * 2^30, and half the divisor for rounding, less than 2^60.
    private const long SmallPerWeight = 1L << 32;
    private const long SmallWeight = 1L << 30;
    private const long SmallSum = 1L << 44;

    /// <summary>w(p,s), in thousandths of idf times thousandths of essential.</summary>
    public static long Weight(int idfPermille, bool essential, ScoringPolicy policy) =>
        (long)idfPermille * (essential ? 1_000 : policy.OptionalPermille);

    /// <summary>W(p): the weight of everything a placement asks for.</summary>
    public static long TotalWeight(ReadOnlySpan<DemandedSkill> demands, ScoringPolicy policy, Epoch epoch)
    {
        long total = 0;
        foreach (var demand in demands)
        {
            total += Weight(epoch.IdfOf(demand.Skill), demand.Essential, policy);
        }

        return total;
    }

    /// <summary>u(p,s): what a skill fully held adds to the score, in units, a half rounded up.</summary>
    /// <param name="budget">What the skills named can add together, in units.</param>
    public static int FullUnits(long weight, DemandTotal total, int budget, ScoringPolicy policy, Epoch epoch)
    {
        var constant = policy.KappaPermille + (total.Thin ? policy.ThinPermille : 0);
        // A long list of rare skills under the largest weights would pass 2^63; a division of 128 bits is many times dearer, so it is taken
        // only where it is needed.
        var perWeight = (long)budget * (1_000 + policy.KappaPermille);
        if (perWeight <= SmallPerWeight && weight <= SmallWeight && total.Weight <= SmallSum && epoch.MedianWeight <= SmallSum)
        {
            var small = (1_000 * total.Weight) + (constant * epoch.MedianWeight);
            return small == 0 ? 0 : (int)(((perWeight * weight) + (small / 2)) / small);
        }

        var dividend = (Int128)perWeight * weight;
        var divisor = ((Int128)1_000 * total.Weight) + ((Int128)constant * epoch.MedianWeight);
        return divisor == 0 ? 0 : (int)((dividend + (divisor / 2)) / divisor);
    }

    /// <summary>Credit for a skill held, in thousandths: the share of the asked level that is reached.</summary>
    public static int HeldCredit(int levelHeld, int levelAsked) =>
        levelHeld >= levelAsked ? WholeCredit : (int)ScoreUnits.DivideRounded((long)levelHeld * WholeCredit, levelAsked);

    /// <summary>Credit for a skill whose neighbour is held, in thousandths.</summary>
    public static int RelatedCredit(int cosinePermille, ScoringPolicy policy) =>
        (int)ScoreUnits.DivideRounded((long)policy.RelatedPermille * cosinePermille, 1_000);

    /// <summary>What all features of an advertisement add for a profile, in units; both ascending by feature.</summary>
    public static long Units(ReadOnlySpan<FeatureUnits> features, ReadOnlySpan<FeatureShare> profile)
    {
        long units = 0;
        foreach (var (feature, full) in features)
        {
            units += Units(full, PermilleOf(feature, profile));
        }

        return units;
    }

    /// <summary>How much a profile resembles a feature, in thousandths.</summary>
    public static int PermilleOf(int feature, ReadOnlySpan<FeatureShare> profile)
    {
        var (low, high) = (0, profile.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (profile[middle].Feature < feature)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low < profile.Length && profile[low].Feature == feature ? profile[low].Permille : 0;
    }

    /// <summary>What a skill adds with a credit, in units.</summary>
    public static int Units(int fullUnits, int creditPermille) => (int)(((long)fullUnits * creditPermille + (WholeCredit / 2)) / WholeCredit);
}
