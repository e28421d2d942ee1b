using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Offers;
using VocMatch.Domain.Markets;
using VocMatch.Domain.Placements;
using VocMatch.Domain.Runtime;
using VocMatch.Grains.Simulation.Cluster;
using Xunit;

namespace VocMatch.Grains.Simulation.Offers;

/// <summary>What an employer is shown of an offer is what a look at all offers and all applications says.</summary>
public sealed class EmployerViewsTests
{
    private static readonly DateTimeOffset Now = new(2027, 1, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly Pseudonyms Pseudonyms = new(new GrainsOptions { PseudonymKey = [.. Enumerable.Range(1, 32).Select(i => (byte)i)] });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void The_place_on_the_waiting_list_and_who_is_named_are_as_a_look_at_all_of_them_says(int seed)
    {
        var random = new Random(seed);
        var state = new PlacementState { Ledger = new(Setup.Placement(0)) { Seats = random.Next(1, 5) } };
        var (waited, named) = (0, 0);
        for (var step = 0; step < 250; step++)
        {
            state = Step(state, step, random);
            foreach (var entry in state.Seats().Offers)
            {
                var shown = state.Shown(entry, Pseudonyms);

                Assert.Equal(Place(state, entry), shown.WaitingPlace);
                Assert.Equal(Named(state, entry.Offer), shown.Student);
                waited += shown.WaitingPlace is null ? 0 : 1;
                named += shown.Student is null ? 0 : 1;
            }
        }

        Assert.True(waited > 100 && named > 100, $"{waited} waited, {named} were named");
    }

    private static int? Place(PlacementState state, SeatOffer entry) =>
        entry.WaitingNumber is { } number ? state.Seats().Offers.Count(other => other.WaitingNumber <= number) : null;

    private static StudentId? Named(PlacementState state, Offer offer) =>
        offer.AcceptanceNumber is not null || state.Applications.Any(one => one.Student == offer.Student && one.SharedAt is not null) ? offer.Student : null;

    /// <summary>Somebody applies or shares, is made an offer, takes it or gives it back.</summary>
    private static PlacementState Step(PlacementState state, int step, Random random)
    {
        var student = Setup.Student(random.Next(64));
        var (ledger, now) = (state.Seats(), Now.AddMinutes(step));
        switch (random.Next(5))
        {
            case 0 when state.ApplicationOf(student) is null:
                return state with { Applications = state.Applications.With(ApplicationSteps.Begin(Setup.Placement(0), student, now)) };
            case 1 when state.ApplicationOf(student) is { Stage: ApplicationStage.New } begun:
                return state with { Applications = state.Applications.With(ApplicationSteps.Apply(begun, ApplicationAction.Share, null, now).State) };
            case 2 when ledger.Offers.Live.ElementAtOrDefault(random.Next(8)) is { } live:
                return state with { Ledger = ledger.Take(live.Offer.Id, live.Attempt + 1, now, now).State };
            case 3 when ledger.Offers.Live.ElementAtOrDefault(random.Next(8)) is { } live:
                return state with { Ledger = ledger.Release(live.Offer.Id, "Ill.", now).State };
            default:
                return state with { Ledger = ledger.MakeOffer(new(OfferId.Parse($"o{step}"), student, now.AddDays(9)), Setup.Patterns[0], now).State };
        }
    }
}
