using System.Collections.Immutable;
using VocMatch.Contracts.Markets;
using VocMatch.Domain.Records;
using VocMatch.Matching.Profiles;
using VocMatch.Matching.Scoring;

namespace VocMatch.Domain.Epochs;

/// <summary>All that an epoch freezes, as it stands in an <see cref="EpochDocument"/>.</summary>
/// <param name="SkillTable">Digest of the <see cref="FrozenTable"/> the scores use.</param>
/// <param name="SkillFit">How the skill fit is divided; null where only the skills named count.</param>
internal sealed record FrozenFigures(
    ScoringPolicy Policy,
    string SkillTable,
    int UnitGroups,
    long MedianWeight,
    ImmutableSortedDictionary<string, int> IdfPermille,
    ImmutableArray<PayMedian> PayMedians,
    FrozenBudgets? SkillFit = null)
{
    public static FrozenFigures Of(Scorer scorer, string skillTable)
    {
        var (policy, epoch) = (scorer.Policy, scorer.Epoch);
        return new(
            policy, skillTable, epoch.UnitGroups, epoch.MedianWeight, epoch.IdfPermille, epoch.PayMedians,
            policy.OccupationShare + policy.UnitGroupShare + policy.MinorGroupShare > 0 ? FrozenBudgets.Of(scorer.Budgets) : null);
    }

    public static FrozenFigures Read(string json) => RecordJson.Read<FrozenFigures>(json);

    public string Write() => RecordJson.Write(this);

    public Epoch At(int number) =>
        new(number, Policy.Version, UnitGroups, MedianWeight, IdfPermille.WithComparers(StringComparer.Ordinal), PayMedians);
}

/// <summary>How a skill fit is divided under a taxonomy, in score units; 0 where the taxonomy cannot tell, and its share went to the rest.</summary>
internal sealed record FrozenBudgets(int Skills, int Occupations, int UnitGroups, int MinorGroups)
{
    public static FrozenBudgets Of(SkillBudgets budgets) => new(
        budgets.Skills, budgets.Of(FeatureLevel.Occupation), budgets.Of(FeatureLevel.UnitGroup), budgets.Of(FeatureLevel.MinorGroup));
}
