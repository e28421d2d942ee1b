using System.Globalization;
using VocMatch.Matching.Scoring;

namespace VocMatch.Domain.Rounds.Freezing;

/// <summary>What the priorities of a lock were computed with: <c>policy 1 epoch 12</c>.</summary>
internal sealed record FrozenPolicy(int Version, int Epoch)
{
    private const string EpochWord = " epoch ";

    public static FrozenPolicy Of(Scorer scorer) => new(scorer.Policy.Version, scorer.Epoch.Number);

    /// <summary>The epoch's number; null where none is named: rounds of earlier versions.</summary>
    public static int? EpochOf(string? policy) =>
        policy is not null
        && policy.LastIndexOf(EpochWord, StringComparison.Ordinal) is >= 0 and var at
        && int.TryParse(policy.AsSpan(at + EpochWord.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var epoch)
            ? epoch
            : null;

    public override string ToString() => FormattableString.Invariant($"policy {Version}{EpochWord}{Epoch}");
}
