using System.Collections.Immutable;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Placements;
using VocMatch.Domain.Employers;

namespace VocMatch.Domain.Markets;

/// <summary>How much lower the placements of employers who do not answer rank in a market. One writer, any number of readers.</summary>
/// <remarks>One placement's count costs the logarithm of how many employers rank lower, whatever else is counted.</remarks>
internal sealed class EmployerRanks
{
    private readonly Dictionary<PlacementId, (EmployerId Employer, AnswerCount Count)> _counts = [];
    private readonly Dictionary<EmployerId, (int Placements, AnswerCount Count)> _employers = [];
    private volatile ImmutableDictionary<string, int> _lowered = ImmutableDictionary.Create<string, int>(StringComparer.Ordinal);

    /// <summary>Factors under 1,000 thousandths by employer; empty where everybody answers.</summary>
    public ImmutableDictionary<string, int> Lowered => _lowered;

    /// <summary>Thousandths the score of an employer's placements is multiplied with.</summary>
    public static int FactorOf(ImmutableDictionary<string, int> lowered, string employer) =>
        lowered.TryGetValue(employer, out var factor) ? factor : 1_000;

    /// <param name="count">Null where there is nothing to count.</param>
    public void Set(PlacementId placement, EmployerId employer, AnswerCount? count)
    {
        Remove(placement);
        if (count is not null)
        {
            _counts.Add(placement, (employer, count));
            Add(employer, 1, count.Answered, count.Overdue);
        }
    }

    public void Remove(PlacementId placement)
    {
        if (_counts.Remove(placement, out var counted))
        {
            Add(counted.Employer, -1, -counted.Count.Answered, -counted.Count.Overdue);
        }
    }

    private void Add(EmployerId employer, int placements, int answered, int overdue)
    {
        var before = _employers.GetValueOrDefault(employer, (0, new(0, 0)));
        var (left, count) = (before.Placements + placements, new AnswerCount(before.Count.Answered + answered, before.Count.Overdue + overdue));
        if (left == 0)
        {
            _employers.Remove(employer);
        }
        else
        {
            _employers[employer] = (left, count);
        }

        var factor = AnswerClock.Of([count]).FactorPerMille;
        _lowered = factor < 1_000 ? _lowered.SetItem(employer.Value, factor) : _lowered.Remove(employer.Value);
    }
}
