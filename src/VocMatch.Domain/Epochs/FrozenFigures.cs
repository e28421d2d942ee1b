using System.Collections.Immutable;
using VocMatch.Contracts.Markets;
using VocMatch.Domain.Records;
using VocMatch.Matching.Scoring;

namespace VocMatch.Domain.Epochs;

/// <summary>All that an epoch freezes, as it stands in an <see cref="EpochDocument"/>.</summary>
/// <param name="SkillTable">Digest of the <see cref="FrozenTable"/> the scores use.</param>
internal sealed record FrozenFigures(
    ScoringPolicy Policy,
    string SkillTable,
    int UnitGroups,
    long MedianWeight,
    ImmutableSortedDictionary<string, int> IdfPermille,
    ImmutableArray<PayMedian> PayMedians)
{
    public static FrozenFigures Of(Epoch epoch, ScoringPolicy policy, string skillTable) =>
        new(policy, skillTable, epoch.UnitGroups, epoch.MedianWeight, epoch.IdfPermille, epoch.PayMedians);

    public static FrozenFigures Read(string json) => RecordJson.Read<FrozenFigures>(json);

    public string Write() => RecordJson.Write(this);

    public Epoch At(int number) =>
        new(number, Policy.Version, UnitGroups, MedianWeight, IdfPermille.WithComparers(StringComparer.Ordinal), PayMedians);
}
