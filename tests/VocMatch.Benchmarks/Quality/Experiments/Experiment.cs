using System.Globalization;

namespace VocMatch.Benchmarks.Quality.Experiments;

/// <summary>What was tried against score R: <c>--compare quality --experiment NAME</c> prints its nDCG@20 as a multiple of R's on the same markets, in floating point.</summary>
internal static class Experiment
{
    public const string Option = "--experiment";

    public static int Run(string name, Esco esco, LinkedOccupations linked, string data, IReadOnlyList<Scenario> scenarios, ulong firstSeed, ulong seeds)
    {
        Variant[] variants = [.. Variants.All.Where(variant => name == "all" || variant.Name == name)];
        if (variants.Length == 0)
        {
            Console.Error.WriteLine($"{Option} takes all or one of: {string.Join(", ", Variants.All.Select(variant => variant.Name))}");
            return 2;
        }

        var terms = new Terms(esco, data);
        var tasks = SharedData.Tabs(Path.Combine(data, "onet", "Task Statements.txt"), "O*NET-SOC Code", "Task").ToLookup(row => row[0], row => row[1], StringComparer.Ordinal);
        OnetDocument[] onet = [.. linked.Occupations.Select(occupation => new OnetDocument(occupation.Code, occupation.Skills, [.. tasks[occupation.Code].SelectMany(terms.KnownWords)], []))];
        Console.WriteLine($"nDCG@20 of R and of the variants as multiples of R, mean of {seeds} seeds from {firstSeed}.");
        Console.WriteLine($"{"scenario",-10}{"R",8}{"R/BM25",8}{string.Concat(variants.Select(variant => $"  {variant.Name}"))}");
        foreach (var scenario in scenarios)
        {
            var measured = Array.ConvertAll(variants, _ => new List<Measurement>());
            double bm25 = 0, baseline = 0;
            for (ulong n = 0; n < seeds; n++)
            {
                var market = new ExperimentMarket(esco, terms, linked, onet, scenario, firstSeed + n);
                bm25 += market.MeasureBm25();
                baseline += market.Measure(new Variant("R")).Ndcg;
                for (var variant = 0; variant < variants.Length; variant++)
                {
                    measured[variant].Add(market.Measure(variants[variant]));
                }
            }

            var start = string.Create(CultureInfo.InvariantCulture, $"{scenario.Name,-10}{baseline / seeds,8:F4}{baseline / bm25,8:F3}");
            Print(start, measured => measured.Sum(one => one.Ndcg) / baseline);
            if (scenario.MostCapped < 1)
            {
                Print("    share of places capped", measured => measured.Average(one => one.Capped));
                Print("    own long ads shown", measured => measured.Average(one => one.OwnLongShown));
                Print("    wrong one-skill ads", measured => measured.Average(one => one.WrongStubs));
            }

            void Print(string title, Func<List<Measurement>, double> figure) =>
                Console.WriteLine($"{title,-26}" + string.Concat(variants.Select((variant, n) => figure(measured[n]).ToString("F3", CultureInfo.InvariantCulture).PadLeft(variant.Name.Length + 2))));
        }

        return 0;
    }
}
