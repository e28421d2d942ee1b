using VocMatch.Matching.Profiles;

namespace VocMatch.Matching.Tests.Profiles;

public sealed class FixedLogarithmTests
{
    [Fact]
    public void The_logarithm_is_that_of_floating_point_rounded_to_thousandths()
    {
        for (var divisor = 1; divisor <= 500; divisor++)
        {
            for (var dividend = divisor; dividend < divisor + 4_000; dividend += 1 + (divisor / 50))
            {
                var exact = 1_000 * Math.Log((double)dividend / divisor);
                Assert.InRange(Math.Abs(FixedLogarithm.Permille(dividend, divisor) - exact), 0, .5 + 1e-6);
            }
        }

        Assert.Equal(21_488, FixedLogarithm.Permille(int.MaxValue, 1));
    }
}
