using System.Collections.Immutable;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Placements;
using VocMatch.Domain.Employers;
using VocMatch.Domain.Markets;
using VocMatch.Grains.Simulation.Cluster;
using Xunit;

namespace VocMatch.Grains.Simulation.Offers;

public sealed class EmployerRanksTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Ranks_are_those_that_counting_all_placements_gives_after_any_changes(int seed)
    {
        var random = new Random(seed);
        var ranks = new EmployerRanks();
        var plain = new Dictionary<PlacementId, (EmployerId Employer, AnswerCount Count)>();
        for (var change = 0; change < 500; change++)
        {
            var placement = Setup.Placement(random.Next(4));
            var employer = EmployerId.Parse($"e{random.Next(3)}");
            AnswerCount? count = random.Next(4) == 0 ? null : new(random.Next(6), random.Next(6));
            if (random.Next(5) == 0)
            {
                ranks.Remove(placement);
                plain.Remove(placement);
            }
            else
            {
                ranks.Set(placement, employer, count);
                plain.Remove(placement);
                if (count is not null)
                {
                    plain.Add(placement, (employer, count));
                }
            }

            var expected = plain.Values.GroupBy(one => one.Employer)
                .Select(own => (own.Key, Factor: AnswerClock.Of([.. own.Select(one => one.Count)]).FactorPerMille))
                .Where(own => own.Factor < 1_000)
                .ToImmutableSortedDictionary(own => own.Key.Value, own => own.Factor);
            Assert.Equal(expected, ranks.Lowered.ToImmutableSortedDictionary());
        }
    }
}
