using System.Collections.Frozen;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Placements;
using VocMatch.Domain.Employers;

namespace VocMatch.Domain.Markets;

/// <summary>How much lower the placements of employers who do not answer rank in a market. One writer, any number of readers.</summary>
internal sealed class EmployerRanks
{
    private readonly Dictionary<PlacementId, (EmployerId Employer, AnswerCount Count)> _counts = [];
    private volatile FrozenDictionary<string, int> _lowered = FrozenDictionary<string, int>.Empty;

    /// <summary>Factors under 1,000 thousandths by employer; empty where everybody answers.</summary>
    public FrozenDictionary<string, int> Lowered => _lowered;

    /// <summary>Thousandths the score of an employer's placements is multiplied with.</summary>
    public static int FactorOf(FrozenDictionary<string, int> lowered, string employer) =>
        lowered.TryGetValue(employer, out var factor) ? factor : 1_000;

    /// <param name="count">Null where there is nothing to count.</param>
    public void Set(PlacementId placement, EmployerId employer, AnswerCount? count)
    {
        if (count is null)
        {
            Remove(placement);
            return;
        }

        _counts[placement] = (employer, count);
        Count();
    }

    public void Remove(PlacementId placement)
    {
        if (_counts.Remove(placement))
        {
            Count();
        }
    }

    private void Count() => _lowered = _counts.Values
        .GroupBy(entry => entry.Employer, entry => entry.Count)
        .Select(employer => (Employer: employer.Key.Value, AnswerClock.Of([.. employer]).FactorPerMille))
        .Where(rank => rank.FactorPerMille < 1_000)
        .ToFrozenDictionary(rank => rank.Employer, rank => rank.FactorPerMille, StringComparer.Ordinal);
}
