using System.Globalization;
using VocMatch.Benchmarks.Figures;

namespace VocMatch.Benchmarks.Quality;

/// <summary>
/// How good the skill score is beside BM25, on advertisements made from ESCO and students made from ESCO, O*NET and US programs.
/// Advertisements are generated; the truth of B1 and B2 is the official crosswalk.
/// </summary>
internal static class QualityComparison
{
    private const int Queries = 400;
    private const int ExactnessChecks = 10;

    public static int Run(string[] args)
    {
        if (SharedData.Find() is not { } data)
        {
            Console.WriteLine("Not measured: no folder shared/data here or above; VOCMATCH_OPEN_DATA may name it.");
            return 0;
        }

        var seedAt = Array.IndexOf(args, "--seed") + 1;
        ulong seed = 21;
        if (seedAt > 0 && (seedAt == args.Length || !ulong.TryParse(args[seedAt], CultureInfo.InvariantCulture, out seed)))
        {
            Console.Error.WriteLine("--seed takes a number.");
            return 2;
        }

        var esco = new Esco(Path.Combine(data, "esco-1.2.0"));
        var linked = new LinkedOccupations(esco, data);
        Console.WriteLine($"Seed {seed}, {Queries} students a scenario. ESCO: {esco.Eligible.Length} occupations, {esco.Vocational.Length} of them queried in A; O*NET: {linked.Occupations.Length}; programs: {linked.Programs.Length}.");
        Console.WriteLine($"{"scenario",-10}{"ads",8}{"students",10}{"nDCG@20",10}{"BM25",8}{"ratio",8}{"P@20",8}{"BM25",8}{"MRR",8}{"BM25",8}{"exact",7}  bar");
        var passes = true;
        foreach (var scenario in Scenario.All)
        {
            passes &= Compare(scenario, esco, linked, seed);
        }

        Console.WriteLine(passes ? "Every bar is reached." : "A bar is missed.");
        return passes ? 0 : 1;
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
        var market = new ScoredMarket(esco, ads, half ?? queried.ToHashSet());
        var bm25 = new Bm25(ads);
        var failures = new FailureModes(esco, ads);
        List<Ranking> ours = [], theirs = [];
        var exact = 0;
        foreach (var query in queries.Where(query => !(scenario.FirstAds > 0 || scenario.Halved) || ads.Exists(ad => query.GradeOf(ad) >= 2)))
        {
            var ideal = Ranking.Ideal(query, ads);
            var top = market.Top(query, Ranking.Depth);
            exact += ours.Count < ExactnessChecks && market.IsExact(query, Ranking.Depth) ? 1 : 0;
            ours.Add(Ranking.Of(query, top, ads, ideal));
            theirs.Add(Ranking.Of(query, bm25.Top(query.Skills, Ranking.Depth), ads, ideal));
            if (scenario.Name == "A")
            {
                failures.Count(query, top, market);
            }
        }

        return Print(scenario, ads.Count, Ranking.Mean(ours), Ranking.Mean(theirs), ours.Count, exact == Math.Min(ExactnessChecks, ours.Count))
            & (scenario.Name != "A" || Print(failures));
    }

    private static HashSet<int> Half(Esco esco, ulong seed)
    {
        int[] occupations = [.. esco.Eligible];
        new Seeded((seed * 1_000_003) + 4).Shuffle(occupations.AsSpan());
        return [.. occupations.Take(occupations.Length / 2)];
    }

    private static bool Print(Scenario scenario, int ads, Ranking ours, Ranking theirs, int students, bool exact)
    {
        var ratio = ours.Ndcg / theirs.Ndcg;
        var passes = exact && ours.Ndcg >= scenario.LeastNdcg && ratio >= scenario.LeastRatio;
        var bar = scenario.LeastRatio == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"  {(passes ? "pass" : "FAIL")} (>= {scenario.LeastNdcg:F2}, >= {scenario.LeastRatio:F2} x)");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{scenario.Name,-10}{ads,8}{students,10}{ours.Ndcg,10:F4}{theirs.Ndcg,8:F4}{ratio,8:F3}{ours.Precision,8:F3}{theirs.Precision,8:F3}{ours.ReciprocalRank,8:F3}{theirs.ReciprocalRank,8:F3}{(exact ? "yes" : "NO"),7}{bar}"));
        Measured.Add(
            $"skill score beside BM25, scenario {scenario.Name}", [("advertisements", ads), ("students", students)], ours.Ndcg, "nDCG", "BM25", theirs.Ndcg,
            scenario.LeastRatio == 0 ? null : Goal.Ratio(scenario.LeastRatio));
        return passes;
    }

    private static bool Print(FailureModes failures)
    {
        var all = true;
        foreach (var (name, value, passes) in failures.Bars())
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    {name,-45}{value,8:F3}  {(passes ? "pass" : "FAIL")}"));
            all &= passes;
        }

        return all;
    }
}
