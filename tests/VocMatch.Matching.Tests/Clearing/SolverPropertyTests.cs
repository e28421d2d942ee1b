using VocMatch.Matching.Clearing;
using VocMatch.Matching.Clearing.Certificates;
using VocMatch.Matching.Clearing.Markets;
using VocMatch.Matching.Clearing.Solving;

namespace VocMatch.Matching.Tests.Clearing;

public class SolverPropertyTests
{
    private static readonly ClearingSettings s_settings = new("property");

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void One_thread_several_threads_and_the_step_for_reserves_agree_on_markets_of_every_seat_size(int seed)
    {
        var market = Large(seed, students: 20_000, placements: 500, ties: seed == 2);
        var open = OpenMarket.Of(market);
        var lottery = Lottery.Draw(market.Students, s_settings.Seed);
        var one = ClearingSolver.Solve(open, lottery);
        Assert.Equal(one.Rows.ToArray(), ClearingSolver.SolveWithGuarantees(open, lottery).Rows.ToArray());
        for (var threads = 2; threads <= 4; threads++)
        {
            Assert.Equal(one.Rows.ToArray(), ClearingSolver.Solve(open, lottery, threads).Rows.ToArray());
        }
    }

    [Fact]
    public unsafe void The_scan_with_vectors_finds_what_the_plain_scan_finds()
    {
        var random = new Random(5);
        long* wide = stackalloc long[16];
        long* plain = stackalloc long[16];
        for (var round = 0; round < 20_000; round++)
        {
            var seats = random.Next(1, 17);
            for (var i = 0; i < 16; i++)
            {
                wide[i] = plain[i] = i >= seats ? long.MaxValue : random.Next(40);
            }

            SeatBlocks.ScanWide(wide, seats, 20);
            SeatBlocks.Scan(plain, seats, 20);
            Assert.Equal(new Span<long>(plain, 16).ToArray()[0], *wide);
            Assert.Equal(new Span<long>(plain, seats).ToArray().Order(), new Span<long>(wide, seats).ToArray().Order());
        }
    }

    [Fact]
    public void Scaled_priorities_give_the_same_matching()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var market = RandomMarket.Draw(800_000 + seed, maxStudents: 8);
            Assert.Equal(Matches(market), Matches(Rebuild(market, priority => new Priority(priority.Millionths * 3 - 7_500_000), batches: 1, random: null)));
        }
    }

    [Fact]
    public void Priorities_too_far_apart_for_distances_give_the_same_matching()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var market = RandomMarket.Draw(810_000 + seed, maxStudents: 8);
            Assert.Equal(Matches(market), Matches(Rebuild(market, priority => new Priority(priority.Millionths * 100_000 - 5), batches: 1, random: null)));
        }
    }

    [Fact]
    public void The_order_of_rows_and_how_they_are_spread_over_batches_do_not_matter()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var market = RandomMarket.Draw(820_000 + seed, maxStudents: 8);
            var shuffled = Rebuild(market, priority => priority, batches: 3, new Random(seed));
            Assert.Equal(Digests.Input(market), Digests.Input(shuffled));
            Assert.Equal(Matches(market), Matches(shuffled));
        }
    }

    /// <summary>The lottery is drawn from the students' ids alone, so other names of placements and employers leave it as it is.</summary>
    [Fact]
    public void Renamed_placements_and_employers_give_the_same_matching()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var market = RandomMarket.Draw(830_000 + seed, maxStudents: 8);
            var renamed = Rebuild(market, priority => priority, batches: 1, random: null, id => $"{(char)('z' - (id[^1] - '0'))}-{id}");
            Assert.Equal(
                Placed(market).Select(pair => (pair.Student, $"{(char)('z' - (pair.Placement[^1] - '0'))}-{pair.Placement}")),
                Placed(renamed));
        }
    }

    [Fact]
    public void One_more_seat_never_hurts_a_student_where_no_cap_binds()
    {
        var helped = 0;
        for (var seed = 0; seed < 500; seed++)
        {
            var market = RandomMarket.Draw(840_000 + seed, maxStudents: 8);
            var open = OpenMarket.Of(market);
            var lottery = Lottery.Draw(market.Students, s_settings.Seed);
            var before = ClearingSolver.Solve(open, lottery);
            for (var placement = 0; placement < market.Placements.Count; placement++)
            {
                if (open.CapAt(placement) >= 0)
                {
                    continue;
                }

                var seats = (int[])open.SeatsOf.Clone();
                seats[placement]++;
                var after = ClearingSolver.Solve(open.With(seats: seats), lottery);
                for (var student = 0; student < market.Students.Count; student++)
                {
                    var (had, has) = (before.RankOf(student), after.RankOf(student));
                    Assert.True(had == 0 || (has > 0 && has <= had), $"seed {840_000 + seed}, seat at {placement}, student {student}");
                    helped += has > 0 && (had == 0 || has < had) ? 1 : 0;
                }
            }
        }

        Assert.True(helped > 100, $"Only {helped} students were helped.");
    }

    [Theory]
    [InlineData("P p,0,, ‖ A a,p,1,1 | b,p,1,2", "", "p open=closed")]
    [InlineData("P p,5,,", "", "p open=none")]
    [InlineData("P p,1,, ‖ A a,p,1,1", "a,p,1", "p open=1/a")]
    [InlineData("P p,2147483647,, ‖ A a,p,1,1 | b,p,30,-2", "a,p,1 b,p,30", "p open=none")]
    [InlineData("P p,2,, ‖ A a,p,1,3 | b,p,1,3.000001 | c,p,1,-0", "a,p,1 b,p,1", "p open=3/a")]
    public void Degenerate_markets_are_solved(string text, string matches, string cutoffs)
    {
        var market = MarketText.Parse(text);
        var result = ClearingResult.Solve(market, s_settings);
        var list = MatchTable.Of(result.Assignment);
        Assert.Equal((matches, cutoffs), (MarketText.Show(market, list), MarketText.Show(market, Certificate.Of(result, list))));
    }

    [Fact]
    public void Ids_sort_by_utf8_bytes_not_by_utf16_units()
    {
        var market = MarketText.Parse("P p,9,, ‖ A \U00010000,p,1,1 | \uFF5E,p,1,1 | a,p,1,1 | ab,p,1,1");
        Assert.Equal(["a", "ab", "\uFF5E", "\U00010000"], Enumerable.Range(0, 4).Select(student => market.Students[student]));
    }

    [Fact]
    public void A_capped_employer_that_mixes_scores_and_lists_is_refused()
    {
        var builder = new ClearingMarketBuilder();
        Assert.Null(builder.AddPlacement("p1", 1, "E"));
        Assert.Null(builder.AddPlacement("p2", 1, "E", basis: PriorityBasis.EmployerList));
        Assert.Null(builder.AddEmployer("E", 1));
        Assert.False(builder.TryBuild(out _, out var refusal));
        Assert.Equal("R4", refusal.Rule);
    }

    private static string Matches(ClearingMarket market) => MarketText.Show(market, MatchTable.Of(ClearingResult.Solve(market, s_settings).Assignment));

    private static IEnumerable<(string Student, string Placement)> Placed(ClearingMarket market)
    {
        var assignment = ClearingResult.Solve(market, s_settings).Assignment;
        return Enumerable.Range(0, market.Students.Count)
            .Where(student => assignment.PlacementOf(student) >= 0)
            .Select(student => (market.Students[student], market.Placements[assignment.PlacementOf(student)]));
    }

    private static ClearingMarket Large(int seed, int students, int placements, bool ties)
    {
        var random = new Random(seed);
        var builder = new ClearingMarketBuilder();
        for (var placement = 0; placement < placements; placement++)
        {
            Assert.Null(builder.AddPlacement($"p{placement}", random.Next(75)));
        }

        var batch = builder.NewApplicationBatch();
        for (var student = 0; student < students; student++)
        {
            var wishes = Enumerable.Range(0, 8).Select(_ => (int)(placements * Math.Pow(random.NextDouble(), 1.5))).Distinct();
            foreach (var (rank, placement) in wishes.Index())
            {
                Assert.Null(batch.Add($"s{student}", $"p{placement}", rank + 1, new Priority(random.Next(ties ? 3 : 10_000) * 10_000L)));
            }
        }

        Assert.True(builder.TryBuild(out var market, out var refusal), refusal?.ToString());
        return market;
    }

    private static ClearingMarket Rebuild(
        ClearingMarket market, Func<Priority, Priority> change, int batches, Random? random, Func<string, string>? rename = null)
    {
        rename ??= id => id;
        var builder = new ClearingMarketBuilder();
        var order = Enumerable.Range(0, market.Placements.Count).ToArray();
        random?.Shuffle(order);
        foreach (var placement in order)
        {
            var reserves = string.Join(';', market.Reserves(placement).ToArray().Select(cell => $"{market.Tags[cell.Tag]}:{cell.Seats}"));
            var employer = market.EmployerOf(placement) is >= 0 and var index ? rename(market.Employers[index]) : "";
            Assert.Null(builder.AddPlacement(rename(market.Placements[placement]), market.Seats(placement), employer, reserves));
        }

        for (var employer = 0; employer < market.Employers.Count; employer++)
        {
            Assert.True(market.Cap(employer) < 0 || builder.AddEmployer(rename(market.Employers[employer]), market.Cap(employer)) is null);
        }

        var rows = new List<(int Student, int Place)>();
        for (var student = 0; student < market.Students.Count; student++)
        {
            Assert.Null(builder.AddStudent(market.Students[student], string.Join(';', market.TagsOf(student).ToArray().Select(tag => market.Tags[tag]))));
            rows.AddRange(Enumerable.Range(0, market.Wishes(student).Length).Select(place => (student, place)));
        }

        var shuffled = rows.ToArray();
        random?.Shuffle(shuffled);
        var targets = Enumerable.Range(0, batches).Select(_ => builder.NewApplicationBatch()).ToArray();
        foreach (var (number, (student, place)) in shuffled.Index())
        {
            var wish = market.Wishes(student)[place];
            Assert.Null(targets[number % batches].Add(
                market.Students[student], rename(market.Placements[wish.Placement]), market.Ranks(student)[place], change(market.Priorities.Decode(wish.PriorityCode))));
        }

        Assert.True(builder.TryBuild(out var rebuilt, out var refusal), refusal?.ToString());
        return rebuilt;
    }
}
