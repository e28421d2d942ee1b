using System.Globalization;
using VocMatch.Benchmarks.Figures;
using VocMatch.Benchmarks.Quality.Experiments;
using VocMatch.Matching.Scoring;

namespace VocMatch.Benchmarks.Quality;

/// <summary>
/// How good the skill score is beside BM25, on advertisements made from ESCO and students made from ESCO, O*NET and US programs.
/// Advertisements are generated; the truth of B1 and B2 is the official crosswalk.
/// </summary>
internal static class QualityComparison
{
    public const int Queries = 400;
    private const int ExactnessChecks = 10;

    /// <summary>Whole numbers may rank a little otherwise than floating point, but not worse by more.</summary>
    private const double MaxBelow = .002;

    public static int Run(string[] args)
    {
        if (SharedData.Find() is not { } data)
        {
            Console.WriteLine("Not measured: no folder shared/data here or above; VOCMATCH_OPEN_DATA may name it.");
            return 0;
        }

        if (!TryNumber(args, "--seed", 21, out var seed) || !TryNumber(args, "--seeds", 1, out var seeds) || !TryNumber(args, "--draw", 99, out var draw))
        {
            return 2;
        }

        var only = Array.IndexOf(args, "--scenario") is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
        Scenario[] scenarios = [.. Scenario.All.Where(scenario => only is null || scenario.Name == only)];
        if (scenarios.Length == 0)
        {
            Console.Error.WriteLine($"--scenario takes one of: {string.Join(", ", Scenario.All.Select(scenario => scenario.Name))}");
            return 2;
        }

        var esco = new Esco(Path.Combine(data, "esco-1.2.0"), draw);
        var linked = new LinkedOccupations(esco, data);
        if (Array.IndexOf(args, Experiment.Option) is >= 0 and var named)
        {
            return Experiment.Run(named + 1 < args.Length ? args[named + 1] : "", esco, linked, data, scenarios, seed, seeds);
        }

        Console.WriteLine($"Seed {seed}, {Queries} students a scenario. ESCO: {esco.Eligible.Length} occupations, {esco.Vocational.Length} of them queried in A; O*NET: {linked.Occupations.Length}; programs: {linked.Programs.Length}.");
        Console.WriteLine("nDCG@20 of score R, of R computed plainly, of the score with related skills in its stead, and of BM25; P@20 and MRR of R and of BM25.");
        Console.WriteLine($"{"scenario",-10}{"ads",8}{"students",10}{"R",9}{"plain",9}{"related",9}{"BM25",9}{"R/BM25",8}{"related",8}{"P@20",8}{"BM25",8}{"MRR",8}{"BM25",8}{"exact",7}  bar");
        var passes = true;
        foreach (var scenario in scenarios)
        {
            passes &= Compare(scenario, esco, linked, seed);
        }

        Console.WriteLine(passes ? "Every bar is reached." : "A bar is missed.");
        return passes ? 0 : 1;
    }

    private static bool TryNumber(string[] args, string option, ulong otherwise, out ulong number)
    {
        number = otherwise;
        var at = Array.IndexOf(args, option) + 1;
        if (at == 0 || (at < args.Length && ulong.TryParse(args[at], CultureInfo.InvariantCulture, out number)))
        {
            return true;
        }

        Console.Error.WriteLine($"{option} takes a number.");
        return false;
    }

    private static bool Compare(Scenario scenario, Esco esco, LinkedOccupations linked, ulong seed)
    {
        int[] queried = scenario.Source == QuerySource.Esco ? QueryMaker.Draw(esco.Vocational, Queries, seed) : [];
        var maker = new QueryMaker(esco, scenario, seed);
        Query[] queries = scenario.Source switch
        {
            QuerySource.Esco => Array.ConvertAll(queried, maker.OfOccupation),
            QuerySource.OnetOccupations => Array.ConvertAll(QueryMaker.Draw(linked.Occupations, Queries, seed), maker.OfLinked),
            _ => Array.ConvertAll(QueryMaker.Draw(linked.Programs, Queries, seed), maker.OfLinked),
        };
        var half = scenario.Halved ? Half(esco, seed) : null;
        var ads = new AdvertisementMaker(esco, scenario, seed).Make(queried.ToHashSet(), half);
        var notLearnedFrom = queried.Concat(half ?? []).ToHashSet();
        var market = new ScoredMarket(esco, ads, notLearnedFrom, ScoringPolicy.Default);
        var before = new ScoredMarket(esco, ads, notLearnedFrom, ScoringPolicy.First);
        var oracle = new ResemblanceOracle(esco, ads, notLearnedFrom);
        var bm25 = new Bm25(ads);
        var failures = new FailureModes(esco, ads);
        List<Ranking> ours = [], plain = [], related = [], theirs = [];
        var exact = 0;
        foreach (var query in queries.Where(query => !(scenario.FirstAds > 0 || scenario.Halved) || ads.Exists(ad => query.GradeOf(ad) >= 2)))
        {
            var ideal = Ranking.Ideal(query, ads);
            var top = market.Top(query, Ranking.Depth);
            exact += ours.Count < ExactnessChecks && market.IsExact(query, Ranking.Depth) ? 1 : 0;
            ours.Add(Ranking.Of(query, top, ads, ideal));
            plain.Add(Ranking.Of(query, oracle.Top(query.Skills, Ranking.Depth), ads, ideal));
            related.Add(Ranking.Of(query, before.Top(query, Ranking.Depth), ads, ideal));
            theirs.Add(Ranking.Of(query, bm25.Top(query.Skills, Ranking.Depth), ads, ideal));
            if (scenario.MostCapped < 1)
            {
                failures.Count(query, top, market);
            }
        }

        return Print(scenario, ads.Count, Ranking.Mean(ours), Ranking.Mean(plain), Ranking.Mean(related), Ranking.Mean(theirs), ours.Count, exact == Math.Min(ExactnessChecks, ours.Count))
            & (scenario.MostCapped == 1 || Print(failures, scenario.MostCapped));
    }

    public static HashSet<int> Half(Esco esco, ulong seed)
    {
        int[] occupations = [.. esco.Eligible];
        new Seeded((seed * 1_000_003) + 4).Shuffle(occupations.AsSpan());
        return [.. occupations.Take(occupations.Length / 2)];
    }

    private static bool Print(Scenario scenario, int ads, Ranking ours, Ranking plain, Ranking related, Ranking theirs, int students, bool exact)
    {
        var ratio = ours.Ndcg / theirs.Ndcg;
        var passes = exact && ratio >= scenario.LeastRatio && ours.Ndcg >= plain.Ndcg - MaxBelow;
        var bar = scenario.LeastRatio == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"  {(passes ? "pass" : "FAIL")} (>= {scenario.LeastRatio:F2} x)");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{scenario.Name,-10}{ads,8}{students,10}{ours.Ndcg,9:F4}{plain.Ndcg,9:F4}{related.Ndcg,9:F4}{theirs.Ndcg,9:F4}{ratio,8:F3}{related.Ndcg / theirs.Ndcg,8:F3}{ours.Precision,8:F3}{theirs.Precision,8:F3}{ours.ReciprocalRank,8:F3}{theirs.ReciprocalRank,8:F3}{(exact ? "yes" : "NO"),7}{bar}"));
        Measured.Add(
            $"skill score beside BM25, scenario {scenario.Name}", [("advertisements", ads), ("students", students)], ours.Ndcg, "nDCG", "BM25", theirs.Ndcg,
            scenario.LeastRatio == 0 ? null : Goal.Ratio(scenario.LeastRatio));
        return passes;
    }

    private static bool Print(FailureModes failures, double mostCapped)
    {
        var reached = true;
        foreach (var (name, value, passes) in failures.Bars(mostCapped))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    {name,-45}{value,8:F3}  {(passes ? "pass" : "FAIL")}"));
            reached &= passes;
        }

        return reached;
    }
}
