using System.Collections.Immutable;
using System.Numerics;
using VocMatch.Matching.Scoring;

namespace VocMatch.Matching.Tests.Scoring;

public class SkillFitTests
{
    [Fact]
    public void Full_units_are_the_rounded_quotient_however_large_the_weights()
    {
        var random = new Random(1);
        for (var draw = 0; draw < 20_000; draw++)
        {
            var policy = ScoringPolicy.First with { SkillWeight = random.Next(10_001), KappaPermille = random.Next(10_001), ThinPermille = random.Next(100_001) };
            var thin = random.Next(2) == 1;
            var weight = random.NextInt64(1L << random.Next(1, 32));
            var total = weight + random.NextInt64(1L << random.Next(1, 50));
            var epoch = new Epoch(1, 1, 1, random.NextInt64(1L << random.Next(1, 50)), ImmutableSortedDictionary<string, int>.Empty, []);
            var dividend = (BigInteger)policy.SkillCap * (1_000 + policy.KappaPermille) * weight;
            var divisor = ((BigInteger)1_000 * total) + ((BigInteger)(policy.KappaPermille + (thin ? policy.ThinPermille : 0)) * epoch.MedianWeight);
            var expected = divisor == 0 ? 0 : (dividend + (divisor / 2)) / divisor;
            Assert.Equal(expected, SkillFit.FullUnits(weight, new DemandTotal(total, thin), policy.SkillCap, policy, epoch));
        }
    }
}
