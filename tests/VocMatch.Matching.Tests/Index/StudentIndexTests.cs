using VocMatch.Matching.Index;
using VocMatch.Matching.Scoring;
using VocMatch.Matching.Tests.Scoring;

namespace VocMatch.Matching.Tests.Index;

public sealed class StudentIndexTests
{
    [Fact]
    public void Top_equals_scoring_every_student_through_writes_and_new_epochs()
    {
        var ranked = 0;
        for (ulong seed = 0; seed < 20; seed++)
        {
            var market = new RandomMarket(seed);
            var placements = Enumerable.Range(0, 30).Select(n => market.Placement($"p{n}")).ToList();
            var held = Enumerable.Range(0, 280).Select(n => market.Student($"s{n}")).ToDictionary(student => student.Id);
            var index = new StudentIndex(Samples.Scorer(market.Policy, market.Table, placements));
            index.Load(held.Values);
            for (var step = 0; step < 60; step++)
            {
                var id = $"s{market.Below(320)}";
                if (market.Below(3) == 0)
                {
                    Assert.Equal(held.Remove(id), index.Remove(id));
                }
                else
                {
                    index.Upsert(held[id] = market.Student(id));
                }

                if (step == 30)
                {
                    index.Renew(Samples.Scorer(market.Policy, market.Table, placements.Take(10)));
                }

                if (step % 10 == 0)
                {
                    ranked += AssertExact(seed, index, held.Values, placements[market.Below(30)], 1 + market.Below(30));
                }
            }

            Assert.Equal(held.Count, index.Count);
        }

        Assert.True(ranked > 400, $"Only {ranked} students were ranked in all.");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(20)]
    public void Top_of_many_students_equals_scoring_every_one(int k)
    {
        for (ulong seed = 100; seed < 108; seed++)
        {
            var market = new RandomMarket(seed);
            var placements = Enumerable.Range(0, 12).Select(n => market.Placement($"p{n}")).ToList();
            var students = Enumerable.Range(0, 1_500).Select(n => market.Student($"s{n}")).ToList();
            var index = new StudentIndex(Samples.Scorer(market.Policy, market.Table, placements));
            index.Load(students);
            foreach (var placement in placements)
            {
                AssertExact(seed, index, students, placement, k);
            }
        }
    }

    [Fact]
    public void Both_questions_give_a_pair_the_same_score()
    {
        var placement = Samples.Placement(new DemandedSkill("weld", true), new DemandedSkill("grind", false, 3));
        var student = Samples.Student(new("weld"), new("grind", 2));
        var scorer = Samples.Scorer(placement);
        var placements = new PlacementIndex(scorer);
        var students = new StudentIndex(scorer);
        placements.Upsert(placement);
        students.Upsert(student);
        Assert.Equal(Assert.Single(placements.Top(student, 5).Ranked).Score, Assert.Single(students.Top(placement, 5).Ranked).Score);
    }

    private static int AssertExact(ulong seed, StudentIndex index, IEnumerable<StudentFacts> students, PlacementFacts placement, int k)
    {
        var expected = students
            .Select(student => (student.Id, Score: index.Scorer.Score(student, placement)))
            .Where(pair => pair.Score is not null)
            .OrderByDescending(pair => pair.Score).ThenBy(pair => pair.Id, Utf8Order.Instance)
            .Take(k)
            .Select(pair => $"{pair.Id} {pair.Score}")
            .ToList();
        var actual = index.Top(placement, k).Ranked.Select(pair => $"{pair.Student.Id} {pair.Score}");
        Assert.True(expected.SequenceEqual(actual), $"Seed {seed}: expected {string.Join(", ", expected)}; found {string.Join(", ", actual)}.");
        return expected.Count;
    }
}
