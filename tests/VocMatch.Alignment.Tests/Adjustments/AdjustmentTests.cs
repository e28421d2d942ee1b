using System.Collections.Immutable;
using VocMatch.Alignment.Adjustments;
using VocMatch.Alignment.Data;
using VocMatch.Alignment.Tests.Data;
using VocMatch.Contracts.Adjustments;
using VocMatch.Contracts.Alignment;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Taxonomy;
using VocMatch.Matching.WhatIf;

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

    [Theory]
    // A year of months in both regions without one seat; eleven months; a year with one seat; a year in one region only.
    [InlineData(12, 12, 0, true)]
    [InlineData(11, 12, 0, false)]
    [InlineData(12, 12, 1, false)]
    [InlineData(12, 0, 0, false)]
    public void A_skill_may_be_dropped_after_a_year_of_months_without_one_seat(int north, int south, int seats, bool mayBe)
    {
        var situation = Situation() with
        {
            Reach = [HandMarket.Region("north"), HandMarket.Region("south")],
            Trends = new([.. new[] { History("north", north, seats), History("south", south, 0) }.Where(history => history.Seats.Length > 0)]),
        };

        var dropped = CandidateSearch.ForProgram(situation, new()).OfType<DropSkill>().Select(drop => drop.Skill);

        Assert.Equal(mayBe ? [HandMarket.Skill("latin")] : [], dropped);
    }

    [Fact]
    public void What_the_taxonomy_calls_essential_to_a_target_occupation_is_never_dropped()
    {
        var situation = Situation() with
        {
            Reach = [HandMarket.Region("north")],
            Trends = new([History("north", 24, 0)]),
            Relations = Taxonomy(new("welder", "7212", ["latin"]), new("welding-inspector", "7212", [])),
        };

        Assert.Empty(CandidateSearch.ForProgram(situation, new()).OfType<DropSkill>());
    }

    [Fact]
    public void One_advertisement_out_of_place_teaches_a_trade_nothing()
    {
        var odd = Seats("X", "E77", "north", "welder", 9, 10_000, "painting-with-brush-and-roller");
        var situation = Situation() with { Demand = Situation().Demand.Add(odd) };

        Assert.DoesNotContain(CandidateSearch.ForProgram(situation, new()).OfType<AddSkill>(), add => add.Skill == HandMarket.Skill("painting-with-brush-and-roller"));
    }

    [Fact]
    public void A_skill_of_the_trade_needs_one_seat_only_and_so_does_one_of_an_occupation_of_the_same_unit_group()
    {
        var situation = Situation() with
        {
            Demand = [.. Situation().Demand, Seats("X", "E77", "north", "welder", 1, 10_000, "brazing"), Seats("Y", "E78", "north", "inspector", 1, 10_000, "gauging"),
                Seats("Z", "E79", "north", "cashier", 30, 10_000, "counting")],
            Relations = Taxonomy(new("welder", "7212", ["brazing"]), new("inspector", "7212", ["gauging"]), new("cashier", "5230", ["counting"])),
        };

        var taught = CandidateSearch.ForProgram(situation, new()).OfType<AddSkill>().Select(add => add.Skill.Value).ToList();

        Assert.Equal(["robots", "brazing", "gauging"], taught.OrderBy(skill => skill == "robots" ? "" : skill));
    }

    [Fact]
    public void A_skill_that_is_taught_too_low_is_to_be_raised_to_what_nine_of_ten_seats_ask()
    {
        ImmutableArray<ReachableSeats> demand =
            [.. Enumerable.Range(0, 10).Select(i => Seats($"L{i}", $"E{i}", "north", "welder", 2, 10_000, "welding") with { Skills = [new(HandMarket.Skill("welding"), 5_000, i == 0 ? 5 : 4)] })];

        var raise = Assert.Single(CandidateSearch.ForProgram(Situation() with { Demand = demand }, new()).OfType<RaiseLevel>());

        Assert.Equal((3, 4, 20), (raise.From, raise.To, raise.Evidence.Seats));
    }

    [Fact]
    public void Transversal_skills_are_one_bundle_at_the_end()
    {
        var trades = Enumerable.Range(0, 60).Select(i => new Trade($"trade-{i}", $"{1000 + i}", i < 7 ? ["teamwork"] : [])).Append(new("welder", "7212", []));
        var situation = Situation() with
        {
            Demand = [.. Situation().Demand, .. Enumerable.Range(0, 5).Select(i => Seats($"T{i}", $"T{i}", "north", "welder", 9, 10_000, "teamwork"))],
            Relations = Taxonomy([.. trades]),
        };

        var candidates = CandidateSearch.ForProgram(situation, new());

        Assert.Equal(HandMarket.Skill("teamwork"), Assert.Single(Assert.IsType<AddTransversalSkills>(candidates[^1]).Skills).Skill);
        Assert.DoesNotContain(candidates.OfType<AddSkill>(), add => add.Skill == HandMarket.Skill("teamwork"));
    }

    [Fact]
    public void What_stands_under_the_transversal_pillar_of_esco_is_transversal_in_however_few_occupations()
    {
        var root = SkillGroupId.Parse("esco-04a13491-b58c-4d33-8b59-8fad0d55fe9e");
        var group = SkillGroupId.Parse("thinking");
        var relations = new SkillRelations(new(
            1, [], [new() { Id = root, Name = "T" }, new() { Id = group, Name = "T2", Parent = root }], [new() { Id = HandMarket.Skill("robots"), Name = "", Groups = [group] }], []));

        Assert.IsType<AddTransversalSkills>(CandidateSearch.ForProgram(Situation() with { Relations = relations }, new())[^1]);
    }

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
        Assert.Equal([HandMarket.Skill("cnc")], target.AddedSkills.Select(taught => taught.Skill));
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
    public async Task What_helps_comes_first_by_what_lists_that_respond_give_and_what_shows_no_gain_is_left_out()
    {
        var evidence = new Evidence(10, 10, null, [], null);
        ImmutableArray<CandidateChange> candidates =
        [
            Adding("nothing"), Adding("taking"), Adding("equal"), Adding("little"), Adding("much"), Adding("lucky"),
            new DropSkill(Welding.Id, HandMarket.Skill("harmful"), evidence),
            new DropSkill(Welding.Id, HandMarket.Skill("harmless"), evidence),
            new AddTransversalSkills(Welding.Id, [new(HandMarket.Skill("teamwork"), 2)], evidence),
        ];
        var measure = new Measured(new()
        {
            ["nothing"] = Effect(0, 0),
            ["taking"] = Effect(30, -31),
            ["equal"] = Effect(2, 0, saved: 1),
            ["little"] = Effect(2, -1, saved: 2),
            ["much"] = Effect(17, -2),
            ["lucky"] = Effect(5, 0, low: 0),
            ["harmful"] = Effect(-1, 3),
            ["harmless"] = Effect(0, 0),
            ["teamwork"] = Effect(40, 0),
        });

        var advanced = new List<(int, int)>();

        var ranked = await SuggestionRanking.Rank(
            candidates,
            10,
            measure,
            (done, all) =>
            {
                advanced.Add((done, all));
                return Task.CompletedTask;
            },
            default);

        Assert.Equal(Enumerable.Range(0, 10).Select(done => (done, 9)), advanced);

        Assert.Equal(
            [
                ("much", EffectVerdict.Helps), ("little", EffectVerdict.Helps), ("equal", EffectVerdict.Helps), ("harmless", EffectVerdict.LosesNobody),
                ("taking", EffectVerdict.MovesSeatsFromOthers), ("teamwork", EffectVerdict.Helps),
            ],
            ranked.Select(s => (Measured.Name(s.Candidate), s.Verdict)));

        AddSkill Adding(string skill) => new(Welding.Id, HandMarket.Skill(skill), 3, evidence);
    }

    [Theory]
    // Of 40 admitted more at least half must find seats that nobody else loses; of fewer nobody may lose a place.
    [InlineData(20, 60, 20, 0, EffectVerdict.Helps)]
    [InlineData(20, 60, 19, 0, EffectVerdict.NoGainShown)]
    [InlineData(20, 60, 30, -11, EffectVerdict.NoGainShown)]
    [InlineData(60, 20, 0, 0, EffectVerdict.LosesNobody)]
    [InlineData(60, 20, -5, 5, EffectVerdict.NoGainShown)]
    public void An_intake_is_judged_by_students_placed(int from, int to, int own, int others, EffectVerdict expected)
    {
        var change = new ChangeIntake(Welding.Id, from, to, to, new Evidence(10, 10, null, [], null));

        Assert.Equal(expected, SuggestionRanking.VerdictOn(change, Effect(own, others) with { Students = from, StudentsAfter = to }));
    }

    [Fact]
    public void An_effect_says_both_answers_and_what_longer_lists_give_by_themselves()
    {
        var effect = Effect(17, -2, saved: 5) with { LongerListsAlone = new(new(73, 80), new(500, 520)) };

        Assert.Equal(
            "placed 73 of 120 -> 78 of 120 with lists as saved: own +5 (+3 to +7 by lottery), others -2; lists that respond: own +17 (+15 to +19 by lottery), others -2; longer lists alone: +27",
            effect.ToString());
    }

    private static MeasuredEffect Effect(int own, int others, int? saved = null, int? low = null)
    {
        ListEffect With(int difference) => new(
            new(73, 73 + difference, LotteryInterval.Of([low ?? difference - 2, low ?? difference - 2, difference, difference + 2, difference + 2])),
            new(500, 500 + others));
        ListEffect Exactly(int difference) => new(new(73, 73 + difference, LotteryInterval.Of([difference, difference, difference, difference])), new(500, 500 + others));
        var responding = own > 2 ? With(own) : Exactly(own);
        return new(120, 120, saved is > 2 and { } known ? With(known) : Exactly(saved ?? own), responding, new(new(73, 73), new(500, 500)), false);
    }

    private sealed record Trade(string Name, string Code, ImmutableArray<string> Essential);

    private static SkillRelations Taxonomy(params ImmutableArray<Trade> trades) => new(new(
        1,
        [],
        [],
        [],
        trades.Select(trade => new Occupation
        {
            Id = HandMarket.Occupation(trade.Name),
            Name = trade.Name,
            Scheme = OccupationScheme.Isco,
            Code = trade.Code,
            Skills = [.. trade.Essential.Select(skill => new OccupationSkill(HandMarket.Skill(skill), true))],
        })));

    private static DemandHistory History(string region, int months, int seats) => new(
        HandMarket.Region(region),
        new(2025, 1, 1),
        [.. Enumerable.Repeat(5, months)],
        [],
        seats == 0 ? [] : [new("latin", [.. Enumerable.Repeat(0, months - 1), seats])]);

    private static ProgramSituation Situation() => new()
    {
        Program = Welding,
        Demand =
        [
            .. Enumerable.Range(0, 12).Select(i => Seats($"A{i:00}", $"E{i}", "south", "welder", 2, 5_000, "welding", "robots")),
            Seats("B", "E50", "north", "welder", 6, 10_000, "robots"),
        ],
        IntakeByOccupation = ImmutableDictionary<OccupationId, int>.Empty.Add(HandMarket.Occupation("welder"), 20),
        Levels = Welding.Teaches.ToImmutableDictionary(skill => skill, _ => 3),
    };

    private static ReachableSeats Seats(
        string id, string employer, string region, string occupation, int seats, int reach, string skill, string? other = null) =>
        new(
            PlacementId.Parse(id), EmployerId.Parse(employer), HandMarket.Region(region), HandMarket.Occupation(occupation), seats, reach,
            other is null ? [new(HandMarket.Skill(skill), 5_000, 3)] : [new(HandMarket.Skill(skill), 5_000, 3), new(HandMarket.Skill(other), 5_000, 3)]);

    private sealed class Measured(Dictionary<string, MeasuredEffect> effects) : IEffectMeasure
    {
        public static string Name(CandidateChange candidate) => candidate switch
        {
            AddSkill add => add.Skill.Value,
            DropSkill drop => drop.Skill.Value,
            AddTransversalSkills bundle => bundle.Skills[0].Skill.Value,
            _ => "other",
        };

        public Task<MeasuredEffect?> Measure(CandidateChange candidate, CancellationToken cancellation) =>
            Task.FromResult<MeasuredEffect?>(effects[Name(candidate)]);
    }
}
