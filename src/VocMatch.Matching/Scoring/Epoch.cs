using System.Collections.Frozen;
using System.Collections.Immutable;

namespace VocMatch.Matching.Scoring;

/// <summary>The median pay a month in a region, for one occupation or one unit group.</summary>
public sealed record PayMedian(string Region, string Occupation, int PerMonth);

/// <summary>
/// The figures a score takes from the market, frozen under a number: equal on every silo, and still there tomorrow when
/// yesterday's explanation must add up. Its public members are all there is to store; made again from them it is the same epoch.
/// </summary>
public sealed class Epoch
{
    /// <summary>The idf is at most this much, in thousandths; more than a taxonomy of a billion unit groups can reach.</summary>
    private const int MaxIdfPermille = 450_000;

    private readonly FrozenDictionary<string, int> _idf;
    private readonly Dictionary<(string Region, string Occupation), int> _pay;

    /// <exception cref="ArgumentException">A figure is negative or out of range, or a pay median stands twice.</exception>
    public Epoch(
        int number, int policyVersion, int unitGroups, long medianWeight,
        ImmutableSortedDictionary<string, int> idfPermille, ImmutableArray<PayMedian> payMedians)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(unitGroups);
        ArgumentOutOfRangeException.ThrowIfNegative(medianWeight);
        ArgumentNullException.ThrowIfNull(idfPermille);
        if (idfPermille.Any(pair => pair.Value is < 0 or > MaxIdfPermille))
        {
            throw new ArgumentException($"An idf is outside 0 to {MaxIdfPermille} thousandths.", nameof(idfPermille));
        }

        Number = number;
        PolicyVersion = policyVersion;
        UnitGroups = unitGroups;
        MedianWeight = medianWeight;
        IdfPermille = idfPermille;
        PayMedians = payMedians.IsDefault ? [] : payMedians;
        UnknownIdfPermille = Idf(unitGroups, 1);
        _idf = idfPermille.ToFrozenDictionary(StringComparer.Ordinal);
        _pay = PayMedians.ToDictionary(median => (median.Region, median.Occupation), median => median.PerMonth);
    }

    /// <summary>The number by which answers name this epoch.</summary>
    public int Number { get; }

    /// <summary>The version of the policy it was made under.</summary>
    public int PolicyVersion { get; }

    /// <summary>I: unit groups with an open placement.</summary>
    public int UnitGroups { get; }

    /// <summary>T: the median weight of an open placement, in millionths of idf (thousandths of idf times thousandths of essential).</summary>
    public long MedianWeight { get; }

    /// <summary>idf of every skill asked for, in thousandths.</summary>
    public ImmutableSortedDictionary<string, int> IdfPermille { get; }

    /// <summary>Median pay by region and occupation or unit group.</summary>
    public ImmutableArray<PayMedian> PayMedians { get; }

    /// <summary>idf of a skill that nobody asked for when the epoch was frozen: as if one unit group did.</summary>
    public int UnknownIdfPermille { get; }

    /// <summary>idf of a skill in thousandths.</summary>
    public int IdfOf(string skill) => _idf.TryGetValue(skill, out var idf) ? idf : UnknownIdfPermille;

    /// <summary>Median pay for an occupation in a region, else for its unit group; null when neither is known.</summary>
    public int? MedianPay(string region, string occupation, string unitGroup) =>
        _pay.TryGetValue((region, occupation), out var pay) || _pay.TryGetValue((region, unitGroup), out pay) ? pay : null;

    /// <summary>round(1000 ln(1 + I/d)^2). Computed once and stored, so that the library's logarithm decides nothing later.</summary>
    internal static int Idf(int unitGroups, int groupsAsking)
    {
        var log = Math.Log(1 + ((double)unitGroups / groupsAsking));
        return (int)Math.Round(1_000 * log * log, MidpointRounding.AwayFromZero);
    }
}
