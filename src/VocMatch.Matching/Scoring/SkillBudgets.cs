using VocMatch.Matching.Profiles;

namespace VocMatch.Matching.Scoring;

/// <summary>
/// How the skill fit is divided between the skills named and what they resemble, in score units. What a taxonomy cannot tell (it has no
/// groups, or no occupation with skills) is left out, and its share goes to the rest in proportion.
/// </summary>
public sealed class SkillBudgets
{
    private readonly int[] _levels;

    internal SkillBudgets(ScoringPolicy policy, SkillTable table)
    {
        int[] shares = [policy.OccupationShare, policy.UnitGroupShare, policy.MinorGroupShare];
        var named = ScoringPolicy.WholeShare - shares.Sum();
        for (var level = 0; level < shares.Length; level++)
        {
            // The table is asked only where it matters: making profiles takes time.
            shares[level] = shares[level] > 0 && table.Profiles.Has((FeatureLevel)level) ? shares[level] : 0;
        }

        var whole = named + shares.Sum();
        var units = (int)((long)policy.SkillCap * policy.FitPermille / 1_000);
        _levels = Array.ConvertAll(shares, share => (int)((long)units * share / whole));
        Skills = units - _levels.Sum();
    }

    /// <summary>For the skills named.</summary>
    public int Skills { get; }

    /// <summary>Whether resemblance counts for anything.</summary>
    public bool AnyResemblance => _levels.AsSpan().ContainsAnyExcept(0);

    /// <summary>For resembling at one level.</summary>
    public int Of(FeatureLevel level) => _levels[(int)level];
}

/// <summary>What an advertisement's demands weigh together, and whether they tell too little of it.</summary>
internal readonly record struct DemandTotal(long Weight, bool Thin);

/// <summary>What a feature of an advertisement adds, in units, for somebody who resembles it wholly.</summary>
internal readonly record struct FeatureUnits(int Feature, int Units);
