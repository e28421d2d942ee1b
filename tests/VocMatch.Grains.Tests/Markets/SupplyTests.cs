using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Markets;
using VocMatch.Contracts.Students;
using VocMatch.Domain.Markets;
using VocMatch.Grains.Tests.Platforms;
using VocMatch.Matching.Scoring;
using Xunit;

namespace VocMatch.Grains.Tests.Markets;

public sealed class SupplyTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_regions_reached_are_those_of_the_students_held_after_any_changes(int seed)
    {
        var random = new Random(seed);
        RegionId[] regions = [.. Enumerable.Range(0, 6).Select(i => RegionId.Parse($"r{i}"))];
        var supply = new Supply(regions[0], new Scorer(ScoringPolicy.Default, SkillTable.Empty, new EpochBuilder(ScoringPolicy.Default, SkillTable.Empty).Build(1)), new());
        var held = new Dictionary<int, StudentQuestion>();
        var loaded = Enumerable.Range(0, 5).ToDictionary(i => i, i => Student(i, 1, regions[0], Some()));
        supply.Load(loaded.Values, []);
        foreach (var (number, student) in loaded)
        {
            held[number] = student;
        }

        for (var change = 2; change < 300; change++)
        {
            var number = random.Next(8);
            var student = Student(number, change, random.Next(4) == 0 ? regions[1] : regions[0], Some());
            supply.Upsert(student);
            held.Remove(number);
            if (student.Profile.Region == regions[0])
            {
                held[number] = student;
            }

            var reached = held.Values.SelectMany(one => one.Regions).ToHashSet();
            Assert.Equal(reached, supply.ReachedRegions.ToHashSet());
            Assert.All(regions, region => Assert.Equal(reached.Contains(region), supply.Reaches(region)));
        }

        RegionId[] Some() => [.. regions.Where(_ => random.Next(4) == 0)];
    }

    private static StudentQuestion Student(int number, long version, RegionId home, RegionId[] reached) => new(
        StudentId.Parse($"s{number}"),
        Sample.Student(SchoolId.Parse("school"), ProgramId.Parse("program"), home),
        [],
        "0913",
        4,
        [],
        new(52, 10),
        [.. reached],
        AgeThresholds.FromBirthDate(new(2007, 1, 1)),
        version);
}
