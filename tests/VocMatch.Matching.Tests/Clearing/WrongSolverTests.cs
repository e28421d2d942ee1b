namespace VocMatch.Matching.Tests.Clearing;

public class WrongSolverTests
{
    public static TheoryData<Mistake> Mistakes => new(Enum.GetValues<Mistake>().Where(mistake => mistake != Mistake.None));

    [Fact]
    public void The_literal_rule_without_a_mistake_solves_all_twelve_instances() => Assert.Empty(Caught(Mistake.None));

    [Theory, MemberData(nameof(Mistakes))]
    public void A_solver_with_a_mistake_fails_at_least_one_of_the_twelve_instances(Mistake mistake) => Assert.NotEmpty(Caught(mistake));

    private static List<int> Caught(Mistake mistake)
    {
        var caught = new List<int>();
        foreach (var instance in Instance.All)
        {
            var market = MarketText.Parse(instance.Market);
            var matches = new Reference(market, "vocmatch", mistake).Solve()
                .Where(contract => contract is not null)
                .Select(contract => $"{market.Students[contract!.Student]},{market.Placements[contract.Placement]},{market.Ranks(contract.Student)[contract.Place]}");
            if (string.Join(' ', matches) != instance.Matches)
            {
                caught.Add(instance.Number);
            }
        }

        return caught;
    }
}
