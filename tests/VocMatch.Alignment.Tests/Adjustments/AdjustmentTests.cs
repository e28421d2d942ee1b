using System.Collections.Immutable;
using VocMatch.Alignment.Adjustments;
using VocMatch.Alignment.Data;
using VocMatch.Alignment.Tests.Data;
using VocMatch.Contracts.Identity;

namespace VocMatch.Alignment.Tests.Adjustments;

public sealed class AdjustmentTests
{
    private static readonly ProgramRow Welding = HandMarket.Program("P2", "north", "0715", ["welder"], ["welding", "latin"], 20);

    [Fact]
    public void The_one_skill_that_all_demand_asks_for_comes_first()
    {
        var first = Assert.IsType<AddSkill>(CandidateSearch.ForProgram(Situation(), new())[0]);
        Assert.Equal(HandMarket.Skill("robots"), first.Skill);

        // 12 employers with 2 seats each at half the distance weight, and 6 seats at the door
        Assert.Equal(30, first.Evidence.Seats);
        Assert.Equal(18m, first.Evidence.WeightedSeats);
        Assert.Equal(13, first.Evidence.Employers);
        Assert.Equal(["north", "south"], first.Evidence.Regions.Select(r => r.Value));
    }

    [Fact]
    public void Fewer_employers_than_the_minimum_cell_are_not_counted_out()
    {
        var few = Situation() with { Demand = [.. Situation().Demand.Take(9)] };
        Assert.Null(CandidateSearch.ForProgram(few, new())[0].Evidence.Employers);
    }

    [Fact]
    public void A_skill_that_nobody_asks_for_may_be_dropped()
    {
        var dropped = Assert.Single(CandidateSearch.ForProgram(Situation(), new()).OfType<DropSkill>());
        Assert.Equal(HandMarket.Skill("latin"), dropped.Skill);
    }

    [Fact]
    public void Without_any_demand_nothing_is_suggested_to_be_dropped() =>
        Assert.Empty(CandidateSearch.ForProgram(Situation() with { Demand = [] }, new()).OfType<DropSkill>());

    [Theory]
    // 18 weighted seats for 20 of 20: within a quarter; for 20 of 80: 4.5 expected
    [InlineData(20, null)]
    [InlineData(80, 5)]
    public void Intake_is_held_against_the_seats_that_fall_to_the_program(int allIntake, int? expected)
    {
        var situation = Situation() with { IntakeByOccupation = ImmutableDictionary<OccupationId, int>.Empty.Add(HandMarket.Occupation("welder"), allIntake) };
        var change = CandidateSearch.ForProgram(situation, new()).OfType<ChangeIntake>().SingleOrDefault();
        Assert.Equal(expected, change?.To);
    }

    [Fact]
    public void An_occupation_one_skill_away_may_be_targeted()
    {
        var fitter = Seats("F", "E90", "north", "fitter", 8, 10_000, "welding", "cnc");
        var situation = Situation() with { Demand = Situation().Demand.Add(fitter) };
        var target = Assert.Single(CandidateSearch.ForProgram(situation, new()).OfType<TargetOccupation>());
        Assert.Equal(HandMarket.Occupation("fitter"), target.Occupation);
        Assert.Equal([HandMarket.Skill("cnc")], target.AddedSkills.AsEnumerable());
    }

    [Fact]
    public void A_region_is_shown_what_nobody_teaches_with_its_neighbours_supply()
    {
        var situation = new RegionSituation
        {
            Region = HandMarket.Region("south"),
            Demand = [Seats("N", "E1", "south", "nurse", 12, 10_000, "care"), Seats("W", "E2", "south", "welder", 50, 10_000, "welding")],
            Programs = [Welding],
            NeighbourPrograms = [HandMarket.Program("P1", "north", "0913", ["nurse", "fitter"], ["care"], 30)],
        };
        var proposal = Assert.IsType<NewProgram>(Assert.Single(CandidateSearch.ForRegion(situation, new())));
        Assert.Equal(HandMarket.Occupation("nurse"), proposal.Occupation);
        Assert.Equal(15m, proposal.NeighbourCompleters);
    }

    [Fact]
    public async Task What_would_not_help_is_not_suggested_and_the_most_placed_come_first()
    {
        var evidence = new Evidence(10, 10, null, [], null);
        ImmutableArray<Candidate> candidates =
        [
            new AddSkill(Welding.Id, HandMarket.Skill("nothing"), evidence),
            new AddSkill(Welding.Id, HandMarket.Skill("taking"), evidence),
            new AddSkill(Welding.Id, HandMarket.Skill("little"), evidence),
            new AddSkill(Welding.Id, HandMarket.Skill("much"), evidence),
            new DropSkill(Welding.Id, HandMarket.Skill("harmful"), evidence),
            new DropSkill(Welding.Id, HandMarket.Skill("harmless"), evidence),
        ];
        var measure = new Measured(new()
        {
            ["nothing"] = (0, 0),
            ["taking"] = (5, -5),
            ["little"] = (1, 0),
            ["much"] = (17, -2),
            ["harmful"] = (-1, 0),
            ["harmless"] = (0, 0),
        });

        var ranked = await SuggestionRanking.Rank(candidates, 10, measure, default);

        Assert.Equal(["much", "little", "harmless"], ranked.Select(s => Measured.Name(s.Candidate)));
        Assert.Equal("placed 61 % -> 75 % (+17 of 120, 15 to 19), others -2", ranked[0].Effect!.ToString());
    }

    [Theory]
    // predicted 90 of 120, 88 to 92; observed of 60: 45 is 75 %, 40 is 66.7 %
    [InlineData(45, true, 0)]
    [InlineData(40, false, 8.3333)]
    public void The_ledger_keeps_what_was_predicted_beside_what_came(int placed, bool within, double error)
    {
        var entry = new LedgerEntry(
            Welding.Id, 1, new AddSkill(Welding.Id, HandMarket.Skill("robots"), new(1, 1, null, [], null)),
            new(120, 73, 90, 88, 92, 0, 20, false), "R1", Decision.Implemented, null, new("R2", 60, placed));
        Assert.Equal(within, entry.WithinInterval);
        Assert.Equal(error, (double)entry.ErrorPoints!.Value, 0.001);
    }

    private static ProgramSituation Situation() => new()
    {
        Program = Welding,
        Demand =
        [
            .. Enumerable.Range(0, 12).Select(i => Seats($"A{i:00}", $"E{i}", "south", "welder", 2, 5_000, "welding", "robots")),
            Seats("B", "E50", "north", "welder", 6, 10_000, "robots"),
        ],
        IntakeByOccupation = ImmutableDictionary<OccupationId, int>.Empty.Add(HandMarket.Occupation("welder"), 20),
    };

    private static ReachableSeats Seats(
        string id, string employer, string region, string occupation, int seats, int reach, string skill, string? other = null) =>
        new(
            PlacementId.Parse(id), EmployerId.Parse(employer), HandMarket.Region(region), HandMarket.Occupation(occupation), seats, reach,
            other is null ? [new(HandMarket.Skill(skill), 5_000)] : [new(HandMarket.Skill(skill), 5_000), new(HandMarket.Skill(other), 5_000)]);

    private sealed class Measured(Dictionary<string, (int Gain, int Others)> effects) : IEffectMeasure
    {
        public static string Name(Candidate candidate) => candidate switch
        {
            AddSkill add => add.Skill.Value,
            DropSkill drop => drop.Skill.Value,
            _ => "other",
        };

        public Task<MeasuredEffect?> Measure(Candidate candidate, CancellationToken cancellation)
        {
            var (gain, others) = effects[Name(candidate)];
            return Task.FromResult<MeasuredEffect?>(new(120, 73, 73 + gain, 71 + gain, 75 + gain, others, 20, false));
        }
    }
}
