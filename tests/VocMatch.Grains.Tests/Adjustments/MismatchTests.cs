using System.Collections.Immutable;
using VocMatch.Contracts.Identity;
using VocMatch.Grains.Adjustments;
using VocMatch.Matching.Scoring;
using Xunit;

namespace VocMatch.Grains.Tests.Adjustments;

public sealed class MismatchTests
{
    [Fact]
    public void The_parts_add_up_to_the_smaller_of_seats_and_students()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var solved = new SolvedRound(RandomRound.Create(seed));
            var answer = new Mismatches(solved).Of(RandomRound.Region, [RandomRound.Region]);

            Assert.Equal(solved.Unplaced, answer.UnplacedStudents);
            Assert.Equal(Math.Min(answer.UnfilledSeats, answer.UnplacedStudents), answer.Total);
            Assert.Equal(answer.Total, answer.Parts.Sum(part => part.Cases));
            Assert.Equal(
                answer.Parts.Select(part => (part.Cause, part.Cases)),
                new Mismatches(solved).Cases(RandomRound.Region, [RandomRound.Region]));
            Assert.All(answer.Parts, part => Assert.True(part.Cases >= 0, $"seed {seed}: {part}"));
        }
    }

    public static TheoryData<string, int> SingleCauses => new()
    {
        { "short lists", 0 },
        { "region", 1 },
        { "field", 2 },
        { "level", 3 },
        { "requirements", 4 },
        { "conditions", 5 },
        { "skills", 6 },
    };

    [Theory]
    [MemberData(nameof(SingleCauses))]
    public void A_pair_kept_apart_by_one_cause_is_laid_to_it(string cause, int kind)
    {
        var placement = RandomRound.Placement("p0", vary: facts => kind switch
        {
            1 => facts with { Location = new GeoPoint(48, 2) },
            2 => facts with { ProgramFields = ["09"] },
            3 => facts with { MinimumEducationLevel = 6 },
            4 => facts with { RequiredChecks = [new RequiredCheck("police")] },
            5 => facts with { PayPerMonth = 100 },
            6 => facts with { Skills = [new SkillDemand("weld", Essential: true, 3)] },
            _ => facts,
        });
        var student = RandomRound.Student("s0", [], facts => kind switch
        {
            1 => facts with { MaxDistanceKm = 10 },
            5 => facts with { Minimum = new MinimumConditions { LowestPayPerMonth = 500 } },
            _ => facts,
        });

        var answer = new Mismatches(new SolvedRound(RandomRound.Of([placement], [student]))).Of(RandomRound.Region, [RandomRound.Region]);

        Assert.Equal(1, answer.Total);
        Assert.Equal(cause, Assert.Single(answer.Parts, part => part.Cases > 0).Cause);
    }

    [Fact]
    public void An_application_that_waits_past_its_time_is_laid_to_the_employer_and_only_while_a_seat_is_left()
    {
        var (silent, full) = (RandomRound.Placement("p0"), RandomRound.Placement("p1"));
        var inputs = RandomRound.Of([silent, full], [RandomRound.Student("s0", []), RandomRound.Student("s1", []), RandomRound.Student("s2", [new(1, 10_000)])]) with
        {
            Unanswered = new Dictionary<StudentId, ImmutableArray<int>> { [StudentId.Parse("s0")] = [1], [StudentId.Parse("s1")] = [0] },
        };

        var answer = new Mismatches(new SolvedRound(inputs)).Of(RandomRound.Region, [RandomRound.Region]);

        var part = Assert.Single(answer.Parts, part => part.Cases > 0);
        Assert.Equal(("employers who do not answer", 1, 1), (part.Cause, part.Cases, part.Alone));
        Assert.Equal(answer.Total, part.Cases);
    }

    [Fact]
    public void A_pair_kept_apart_by_two_causes_is_laid_to_neither()
    {
        var placement = RandomRound.Placement("p0", vary: facts => facts with { MinimumEducationLevel = 6, ProgramFields = ["09"] });

        var answer = new Mismatches(new SolvedRound(RandomRound.Of([placement], [RandomRound.Student("s0", [])])))
            .Of(RandomRound.Region, [RandomRound.Region]);

        Assert.Equal(Mismatches.Several, Assert.Single(answer.Parts, part => part.Cases > 0).Cause);
    }

    [Fact]
    public void Seats_beyond_an_employers_cap_are_not_unfilled()
    {
        var inputs = RandomRound.Of(
            [RandomRound.Placement("p0", seats: 5)], [RandomRound.Student("s0", [])], new() { [EmployerId.Parse("e")] = 2 });

        Assert.Equal(2, new Mismatches(new SolvedRound(inputs)).Of(RandomRound.Region, [RandomRound.Region]).UnfilledSeats);
    }
}
