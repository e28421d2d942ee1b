using System.Collections.Immutable;
using VocMatch.Contracts.Identity;
using VocMatch.Domain.Adjustments;
using VocMatch.Matching.Scoring;
using Xunit;

namespace VocMatch.Grains.Tests.Adjustments;

public sealed class MismatchTests
{
    [Fact]
    public void A_share_is_what_lifting_the_cause_adds_on_average_over_every_order_each_time_by_clearing_again()
    {
        var (shared, causes) = (0m, 0);
        for (var seed = 0; seed < 40; seed++)
        {
            var solved = new SolvedInputs(Constrained(seed));
            var answer = new Mismatches(solved).Of(RandomRound.Region, [RandomRound.Region]);
            var again = new ClearedAgain(solved);
            var named = answer.Parts.Where(part => part.Cause is not (Mismatches.NoSeat or Mismatches.Stale)).ToList();
            var shares = again.Shares();

            Assert.True(shares.Keys.ToHashSet().SetEquals(named.Select(part => part.Cause)), $"seed {seed}: {string.Join(", ", answer.Parts)}");
            Assert.All(named, part => Assert.True(Math.Abs(part.Share - shares[part.Cause].Share) < 0.01m, $"seed {seed}: {part}, again {shares[part.Cause]}"));
            Assert.All(named, part => Assert.True(Math.Abs(part.Cases - part.Share) < 1, $"seed {seed}: {part}"));
            Assert.All(named, part => Assert.Equal(shares[part.Cause].Alone, part.Alone));
            Assert.Equal(again.PlacedWithEverythingLifted, answer.Parts.Where(part => part.Cause != Mismatches.NoSeat).Sum(part => part.Share));
            Assert.Equal(solved.LeftWithoutPlace - again.PlacedWithEverythingLifted, answer.Parts.Single(part => part.Cause == Mismatches.NoSeat).Cases);
            Assert.Equal(answer.UnfilledSeats - again.PlacedWithEverythingLifted, answer.SeatsWithoutStudent);
            shared += named.Sum(part => part.Share);
            causes = Math.Max(causes, named.Count);
        }

        Assert.True(shared > 50 && causes >= 5, $"{shared} were laid to causes, to {causes} at most: the rounds test nothing.");
    }

    [Fact]
    public void The_parts_add_up_to_the_unplaced_students()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var solved = new SolvedInputs(RandomRound.Create(seed));
            var answer = new Mismatches(solved).Of(RandomRound.Region, [RandomRound.Region]);

            Assert.Equal(solved.LeftWithoutPlace, answer.StudentsLeftWithoutPlace);
            Assert.Equal(answer.StudentsLeftWithoutPlace, answer.Total);
            Assert.Equal(answer.Total, answer.Parts.Sum(part => part.Cases));
            Assert.Equal(answer.Total, answer.Parts.Sum(part => part.Share));
            Assert.Equal(
                answer.Parts.Where(part => part.Cause != Mismatches.NoSeat).Select(part => (part.Cause, part.Cases)),
                new Mismatches(solved).Cases(RandomRound.Region, [RandomRound.Region]));
        }
    }

    public static TheoryData<string, int> SingleCauses => new()
    {
        { "list", 0 },
        { "distance", 1 },
        { "field", 2 },
        { "level", 3 },
        { "requirements", 4 },
        { "conditions", 5 },
        { "region", 6 },
        { "timing", 7 },
        { "age", 8 },
        { "barred", 9 },
    };

    [Theory]
    [MemberData(nameof(SingleCauses))]
    public void A_pair_kept_apart_by_one_cause_is_laid_to_it(string cause, int kind)
    {
        var placement = RandomRound.Placement("p0", vary: facts => kind switch
        {
            1 => facts with { Location = new Coordinates(48, 2) },
            2 => facts with { ProgramFields = ["09"] },
            3 => facts with { MinimumEducationLevel = 6 },
            4 => facts with { RequiredChecks = [new RequiredCheck("police")] },
            5 => facts with { PayPerMonth = 100 },
            8 => facts with { MinimumAge = MinimumAge.Sixteen },
            _ => facts,
        });
        var student = RandomRound.Student("s0", [], facts => kind switch
        {
            1 => facts with { MaxDistanceKm = 10 },
            5 => facts with { Minimum = new MinimumConditions { LowestPayPerMonth = 500 } },
            6 => facts with { ReachableRegions = ["elsewhere"] },
            7 => facts with { Free = new WeeklyPattern([], []) },
            9 => facts with { ForbiddenEmployers = ["e"] },
            _ => facts,
        });

        var answer = new Mismatches(new SolvedInputs(RandomRound.Of([placement], [student]))).Of(RandomRound.Region, [RandomRound.Region]);

        Assert.Equal((1, 0), (answer.Total, answer.SeatsWithoutStudent));
        Assert.Equal(cause, Assert.Single(answer.Parts, part => part.Cases > 0).Cause);
    }

    [Fact]
    public void Every_constraint_but_that_of_open_seats_is_a_cause() => Assert.All(
        Enum.GetValues<Constraint>(), constraint => Assert.Equal(constraint == Constraint.SeatsOpen, MismatchCauses.Of(constraint) is null));

    [Fact]
    public void An_application_that_waits_past_its_time_is_laid_to_the_employer_and_only_while_a_seat_is_left()
    {
        var (silent, full) = (RandomRound.Placement("p0"), RandomRound.Placement("p1"));
        var inputs = RandomRound.Of([silent, full], [RandomRound.Student("s0", []), RandomRound.Student("s1", []), RandomRound.Student("s2", [new(1, 10_000)])]) with
        {
            Unanswered = new Dictionary<StudentId, ImmutableArray<int>> { [StudentId.Parse("s0")] = [1], [StudentId.Parse("s1")] = [0] },
        };

        var answer = new Mismatches(new SolvedInputs(inputs)).Of(RandomRound.Region, [RandomRound.Region]);

        // Either of the two could have the one seat: s0 by ranking it, s1 by an answer; and one of them finds none in any case.
        var parts = answer.Parts.ToDictionary(part => part.Cause);
        Assert.Equal((0.5m, 1), (parts["unanswered"].Share, parts["unanswered"].Alone));
        Assert.Equal((0.5m, 1), (parts["list"].Share, parts["list"].Alone));
        Assert.Equal(1, parts[Mismatches.NoSeat].Cases);
    }

    [Fact]
    public void A_pair_kept_apart_by_two_causes_is_laid_to_both_alike_and_neither_alone_would_do()
    {
        var placement = RandomRound.Placement("p0", vary: facts => facts with { MinimumEducationLevel = 6, ProgramFields = ["09"] });

        var answer = new Mismatches(new SolvedInputs(RandomRound.Of([placement], [RandomRound.Student("s0", [])])))
            .Of(RandomRound.Region, [RandomRound.Region]);

        Assert.Equal(
            [("field", 0.5m, 0), ("level", 0.5m, 0)],
            answer.Parts.Where(part => part.Share > 0).Select(part => (part.Cause, part.Share, part.Alone)).OrderBy(part => part.Cause, StringComparer.Ordinal));
        Assert.Equal(1, answer.Parts.Sum(part => part.Cases));
    }

    [Fact]
    public void Students_beyond_the_seats_left_find_no_seat_at_all_whatever_is_lifted()
    {
        var answer = new Mismatches(new SolvedInputs(RandomRound.Of(
            [RandomRound.Placement("p0")], [RandomRound.Student("s0", []), RandomRound.Student("s1", []), RandomRound.Student("s2", [])])))
            .Of(RandomRound.Region, [RandomRound.Region]);

        Assert.Equal([("list", 1), (Mismatches.NoSeat, 2)], answer.Parts.Select(part => (part.Cause, part.Cases)));
    }

    [Fact]
    public void Seats_beyond_an_employers_cap_are_not_unfilled()
    {
        var inputs = RandomRound.Of(
            [RandomRound.Placement("p0", seats: 5)], [RandomRound.Student("s0", [])], new() { [EmployerId.Parse("e")] = 2 });

        var answer = new Mismatches(new SolvedInputs(inputs)).Of(RandomRound.Region, [RandomRound.Region]);

        Assert.Equal((2, 1), (answer.UnfilledSeats, answer.SeatsWithoutStudent));
    }

    /// <summary>A random round whose students and placements keep each other off in many ways.</summary>
    private static ClearingInputs Constrained(int seed)
    {
        var round = RandomRound.Create(seed);
        var random = new Random(seed);
        return round with
        {
            Placements =
            [
                .. round.Placements.Select(placement => placement with
                {
                    Facts = placement.Facts with
                    {
                        MinimumEducationLevel = random.Next(3) == 0 ? 6 : 0,
                        ProgramFields = random.Next(3) == 0 ? ["09"] : [],
                        PayPerMonth = random.Next(100, 900),
                        Location = random.Next(3) == 0 ? new Coordinates(48, 2) : placement.Facts.Location,
                    },
                }),
            ],
            Students =
            [
                .. round.Students.Select(student => student with
                {
                    Facts = student.Facts with
                    {
                        EducationLevel = random.Next(2) == 0 ? 6 : 4,
                        MaxDistanceKm = random.Next(2) == 0 ? 100 : null,
                        Minimum = random.Next(3) == 0 ? new() { LowestPayPerMonth = 500 } : MinimumConditions.None,
                    },
                    List = random.Next(3) == 0 ? student.List : [],
                }),
            ],
        };
    }

    /// <summary>The changes made one set at a time: what is left of a round, with lists of every pair that is open, cleared by the round's own clearing.</summary>
    private sealed class ClearedAgain
    {
        private readonly SolvedInputs _solved;
        private readonly List<int> _unplaced;
        private readonly Dictionary<(int Student, int Placement), HashSet<string>> _causes = [];
        private readonly List<string> _names;

        public ClearedAgain(SolvedInputs solved)
        {
            _solved = solved;
            _unplaced = [.. Enumerable.Range(0, solved.PlacementOf.Length).Where(student => solved.PlacementOf[student] < 0)];
            var left = InputClearing.SecondPass(solved.Inputs, solved.PlacementOf);
            foreach (var student in _unplaced)
            {
                for (var placement = 0; placement < left.Placements.Length; placement++)
                {
                    if (left.Placements[placement].Facts.OpenSeats > 0 && left.Caps.GetValueOrDefault(left.Placements[placement].Employer, int.MaxValue) > 0)
                    {
                        _causes[(student, placement)] = CausesOf(solved.Inputs.Students[student], placement);
                    }
                }
            }

            _names = [.. _causes.Values.SelectMany(causes => causes).Distinct().Order(StringComparer.Ordinal)];
        }

        public int PlacedWithEverythingLifted => Placed(_names.ToHashSet());

        /// <summary>Over every order of the causes.</summary>
        public Dictionary<string, (decimal Share, int Alone)> Shares()
        {
            var worth = new int[1 << _names.Count];
            for (var set = 0; set < worth.Length; set++)
            {
                worth[set] = Placed(_names.Where((_, cause) => (set & (1 << cause)) != 0).ToHashSet());
            }

            var (sums, orders) = (new decimal[_names.Count], 0);
            Come(0, []);
            return _names.Select((name, cause) => (name, (sums[cause] / orders, worth[1 << cause] - worth[0]))).ToDictionary();

            void Come(int present, List<(int Cause, int Adds)> order)
            {
                if (order.Count == _names.Count)
                {
                    orders++;
                    order.ForEach(one => sums[one.Cause] += one.Adds);
                    return;
                }

                for (var cause = 0; cause < _names.Count; cause++)
                {
                    if ((present & (1 << cause)) == 0)
                    {
                        var after = present | (1 << cause);
                        Come(after, [.. order, (cause, worth[after] - worth[present])]);
                    }
                }
            }
        }

        private int Placed(HashSet<string> lifted)
        {
            var inputs = _solved.Inputs;
            var left = InputClearing.SecondPass(inputs, _solved.PlacementOf);
            var students = _unplaced.Select(student => inputs.Students[student] with
            {
                Pass = 1,
                Dropped = [],
                Forbidden = [],
                List =
                [
                    .. _causes.Where(pair => pair.Key.Student == student && pair.Value.IsSubsetOf(lifted))
                        .Select(pair => (pair.Key.Placement, Units: inputs.Scorer.Explain(inputs.Students[student].Facts, inputs.Placements[pair.Key.Placement].Facts).Score))
                        .OrderByDescending(pair => pair.Units)
                        .ThenBy(pair => pair.Placement)
                        .Select(pair => new ListEntry(pair.Placement, SavedLists.Shown(pair.Units))),
                ],
            });
            return new InputClearing(left.With(students)).Solve(inputs.Seed).Count(placement => placement >= 0);
        }

        private HashSet<string> CausesOf(InputStudent student, int placement)
        {
            var causes = _solved.Inputs.Scorer.Explain(student.Facts, _solved.Inputs.Placements[placement].Facts).Constraints
                .Where(constraint => !constraint.Holds)
                .Select(constraint => constraint.Constraint switch
                {
                    Constraint.EducationLevel => "level",
                    Constraint.WithinDistance => "distance",
                    Constraint.ProgramField => "field",
                    Constraint.Pay => "conditions",
                    var other => $"{other}",
                })
                .ToHashSet();
            if (_solved.Inputs.Unanswered.GetValueOrDefault(student.Id, []).Contains(placement))
            {
                causes.Add("unanswered");
            }
            else if (causes.Count == 0 && student.List.All(entry => entry.Placement != placement))
            {
                causes.Add("list");
            }

            return causes;
        }
    }
}
