using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Work;
using VocMatch.Domain.Records;

namespace VocMatch.Grains.Simulation.Cluster;

/// <summary>The small world schedules are played in: some placements collide and some fit side by side.</summary>
public static class Setup
{
    public static readonly RoundId Round = RoundId.Parse("round");

    /// <summary>Mondays and Tuesdays; Wednesdays to Fridays; the whole week, which collides with both.</summary>
    public static readonly WorkPattern[] Patterns =
    [
        Week(DayOfWeek.Monday, DayOfWeek.Tuesday),
        Week(DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday),
        Week(DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday),
    ];

    private static readonly PlacementId[] Placements = [.. Enumerable.Range(0, 8).Select(i => PlacementId.Parse($"p{i}"))];
    private static readonly StudentId[] Students = [.. Enumerable.Range(0, 64).Select(i => StudentId.Parse($"s{i}"))];
    private static readonly OfferId[] Offers = [.. Enumerable.Range(0, 256).Select(i => OfferId.Parse($"o{i}"))];

    public static PlacementId Placement(int at) => Placements[at];

    public static StudentId Student(int at) => Students[at];

    public static OfferId Offer(int at) => Offers[at];

    public static int Number(PlacementId placement) => placement.Value[1] - '0';

    public static int Number(StudentId student) => int.Parse(student.Value.AsSpan(1), provider: null);

    public static int Number(OfferId offer) => int.Parse(offer.Value.AsSpan(1), provider: null);

    public static PlacementRow PlacementRow(int at, int seats, WaitingListPolicy policy) => new(
        new(Placement(at)) { Seats = seats, Policy = policy, PromotionHours = 24 },
        new Outbox(Placement(at).Value));

    public static StudentRow StudentRow(int at) => new(new(Student(at)), new Outbox(Student(at).Value));

    public static IdentityRow IdentityRow() => new([], 1);

    private static WorkPattern Week(params DayOfWeek[] days) =>
        new([new(new(2026, 9, 7), new(2026, 9, 18), [.. days], 480)], []);
}
