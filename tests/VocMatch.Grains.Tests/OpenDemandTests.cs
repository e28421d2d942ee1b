using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Placements;
using VocMatch.Domain.Epochs;
using VocMatch.Domain.Facts;
using VocMatch.Grains.Tests.Platforms;
using VocMatch.Matching.Scoring;
using Xunit;

namespace VocMatch.Grains.Tests;

public sealed class OpenDemandTests
{
    [Fact]
    public void What_was_taken_over_change_by_change_counts_as_all_of_it_read_anew()
    {
        var table = new SkillTableBuilder().Build();
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var now = new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);
            var stored = new Dictionary<PlacementId, Placement>();
            var demand = new OpenDemand();
            for (var change = 0; change < 60; change++)
            {
                var placement = Placement(random, now);
                stored[placement.Id] = placement;
                demand.Upsert(placement);
                if (change % 20 == 19)
                {
                    var (kept, anew) = (new EpochBuilder(ScoringPolicy.Default, table), new EpochBuilder(ScoringPolicy.First, table));
                    var counted = demand.AddTo(kept, now);
                    var open = stored.Values.Where(one => one.Status is PlacementStatus.Published && !(now > one.Posting.ApplyBy)).ToList();
                    open.ForEach(one => anew.Add(EngineFacts.Of(one, table, legalMinimumAge: 0)));

                    Assert.True(open.Count == counted, $"seed {seed}: {open.Count} are open, {counted} were counted");
                    Assert.True(Figures(kept) == Figures(anew), $"seed {seed}: other figures");
                }
            }
        }
    }

    private static string Figures(EpochBuilder builder) => FrozenFigures.Of(new Scorer(ScoringPolicy.Default, SkillTable.Empty, builder.Build(1)), "table").Write();

    private static Placement Placement(Random random, DateTimeOffset now)
    {
        var posting = Sample.Posting(EmployerId.Parse("works")) with
        {
            Occupation = Sample.Occupation(random.Next(8)),
            Skills = [.. Enumerable.Range(0, 40).Where(_ => random.Next(8) == 0).Select(i => new SkillDemand(Sample.Skill(i), random.Next(2) == 0, 1 + random.Next(5)))],
            Pay = random.Next(3) == 0 ? null : new(random.Next(2_000), "EUR"),
            ApplyBy = random.Next(3) switch { 0 => null, 1 => now.AddDays(1), _ => now.AddDays(-1) },
        };
        return new(
            PlacementId.Parse($"p-{random.Next(15)}"),
            (PlacementStatus)random.Next(3),
            posting,
            random.Next(2) == 0 ? Sample.North : Sample.South,
            new(52, 10),
            random.Next(3),
            1);
    }
}
