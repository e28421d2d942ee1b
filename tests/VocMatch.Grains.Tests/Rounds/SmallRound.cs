using System.Collections.Immutable;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Rounds;
using VocMatch.Domain.Rounds;
using VocMatch.Domain.Rounds.Clearing;

namespace VocMatch.Grains.Tests.Rounds;

/// <summary>
/// Frozen rows of tiny rounds by seed, with ties, reserves, caps, placements without seats, pairs set by hand, lists with what is not
/// eligible, and students who agree to completion or not; and the same round with any other list of one student.
/// </summary>
internal sealed record SmallRound(
    RoundState Round,
    ImmutableArray<FrozenEmployer> Employers,
    ImmutableArray<FrozenPlacement> Placements,
    ImmutableArray<SmallRound.Student> Students)
{
    internal sealed record Student(
        StudentId Id,
        ImmutableArray<string> Tags,
        ImmutableDictionary<PlacementId, long> Priorities,
        ImmutableArray<PlacementId> Ranked,
        bool Agrees,
        FrozenPair? Fixed,
        FrozenPair? Forbidden)
    {
        /// <summary>Placements that may be theirs, in the order of completion.</summary>
        public ImmutableArray<PlacementId> Possible =>
        [
            .. Priorities.Keys.Where(placement => placement != Forbidden?.Placement)
                .OrderByDescending(placement => Priorities[placement]).ThenBy(placement => placement.Value, StringComparer.Ordinal),
        ];

        /// <summary>As a lock freezes the student.</summary>
        public FrozenStudent Frozen()
        {
            var applications = Ranked.Select((placement, i) => (placement, i)).Where(one => Priorities.ContainsKey(one.placement))
                .Select(one => Application(one.placement, one.i + 1)).ToImmutableArray();
            var valid = applications.Any(application => application.Placement != Forbidden?.Placement);
            return new(
                Id,
                Fixed is not null ? 0 : valid || !Agrees ? 1 : 2,
                Tags,
                applications,
                [
                    .. Ranked.Select((placement, i) => (placement, i)).Where(one => !Priorities.ContainsKey(one.placement))
                        .Select(one => new DroppedApplication(one.placement, one.i + 1, "distance", "10 km is asked, it is 90 km")),
                ],
                Forbidden is null ? [] : [Forbidden],
                Fixed,
                Agrees && Fixed is null ? [.. Possible.Where(placement => !Ranked.Contains(placement)).Select((placement, i) => Application(placement, i + 1))] : null);
        }

        public FrozenApplication Application(PlacementId placement, int rank) =>
            new(placement, rank, Priorities[placement], new((int)(Priorities[placement] / 10_000), 0, 0, 0));

        /// <summary>Every list that the student could have handed in of what may be theirs.</summary>
        public IEnumerable<ImmutableArray<PlacementId>> Lists() => Lists([], Possible);

        private static IEnumerable<ImmutableArray<PlacementId>> Lists(ImmutableArray<PlacementId> list, ImmutableArray<PlacementId> left) =>
            left.SelectMany(next => Lists(list.Add(next), left.Remove(next))).Prepend(list);
    }

    public MarketRows Rows => new(Employers, Placements, [.. Students.Select(student => student.Frozen())]);

    public static SmallRound Draw(int seed, int mostPlacements = 3)
    {
        var random = new Random(seed);
        while (true)
        {
            var drawn = Draw(random, mostPlacements);
            if (RoundSimulation.Of(drawn.Rows, drawn.Round.Settings, out _) is not null)
            {
                return drawn;
            }
        }
    }

    public SmallRound With(Student changed) => this with { Students = [.. Students.Select(student => student.Id == changed.Id ? changed : student)] };

    public PlacementId? Outcome(StudentId student) => RoundSimulation.Of(Rows, Round.Settings, out _)!.Under(Round.Seed).PlacementOf(student);

    private static SmallRound Draw(Random random, int mostPlacements)
    {
        var (reserves, caps) = (random.Next(2) == 0, random.Next(2) == 0);
        ImmutableArray<FrozenPlacement> placements =
        [
            .. Enumerable.Range(0, random.Next(1, mostPlacements + 1)).Select(i => new FrozenPlacement(
                PlacementId.Parse($"p{i}"),
                EmployerId.Parse($"e{random.Next(2)}"),
                random.Next(5) switch { 0 => 0, 4 => 2, _ => 1 },
                reserves && random.Next(2) == 0 ? [new Reserve("rural", 1)] : [])),
        ];
        ImmutableArray<FrozenEmployer> employers = caps ? [new(EmployerId.Parse("e0"), random.Next(0, 3))] : [];
        ImmutableArray<Student> students = [.. Enumerable.Range(0, random.Next(2, 5)).Select(i => DrawStudent(random, i, placements))];
        var settings = new RoundSettings { Title = "Small", Scope = new([RegionId.Parse("north")], []), MinimumRanks = 2, MaximumRanks = 5 };
        return new(new RoundState(RoundId.Parse("small"), settings, $"seed {random.Next(4)}") { Policy = "policy 1 epoch 1" }, employers, placements, students);
    }

    private static Student DrawStudent(Random random, int number, ImmutableArray<FrozenPlacement> placements)
    {
        var possible = placements.Where(_ => random.Next(6) > 0).ToImmutableDictionary(placement => placement.Id, _ => random.Next(1, 4) * 10_000_000L);
        var order = placements.Select(placement => placement.Id).ToArray();
        random.Shuffle(order);
        var drawn = new Student(
            StudentId.Parse($"s{number}"),
            random.Next(3) == 0 ? ["rural"] : [],
            possible,
            [.. order.Take(random.Next(0, order.Length + 1))],
            random.Next(2) == 0,
            random.Next(8) == 0 ? new(order[0], "agreed long ago") : null,
            random.Next(6) == 0 ? new(order[^1], "a relative works there") : null);
        return drawn.Fixed?.Placement == drawn.Forbidden?.Placement ? drawn with { Forbidden = null } : drawn;
    }
}
