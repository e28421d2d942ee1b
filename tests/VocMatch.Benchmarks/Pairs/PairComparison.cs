using System.Globalization;
using VocMatch.Benchmarks.Figures;
using VocMatch.Benchmarks.TopK;
using VocMatch.Matching.Pairs;
using VocMatch.Matching.Scoring;

namespace VocMatch.Benchmarks.Pairs;

/// <summary>What a pair of a round costs: the batch scorer beside the explanation that shows as much of it, at sizes from 1 to 10.</summary>
internal static class PairComparison
{
    private const int Ranked = 10;

    public static int Run(string[] args)
    {
        Console.WriteLine("Processor time and bytes allocated, least of several runs; every pair compared first.");
        Console.WriteLine($"{"placements",12}{"pairs",9}{"explained us",14}{"scored us",11}{"ratio",7}{"bytes a student",17}{"scored",9}");
        foreach (var placements in args.Contains("--small") ? new[] { 1_000, 10_000 } : [3_000, 30_000])
        {
            Compare(placements);
        }

        return 0;
    }

    private static void Compare(int placements)
    {
        var market = new TopKMarket(placements, seed: 1, students: placements / 3);
        var scorer = market.Scorer;
        var random = new Seeded(1);
        var (facts, students) = (market.Placements, market.Students);
        var lists = Array.ConvertAll(students, _ => Enumerable.Range(0, Ranked).Select(_ => random.Below(facts.Length)).ToArray());
        var pairs = new PairScorer(scorer, facts);
        var scores = new PairScore[Ranked];
        for (var student = 0; student < students.Length; student++)
        {
            pairs.Score(students[student], lists[student], scores);
            for (var i = 0; i < Ranked; i++)
            {
                var explanation = scorer.Explain(students[student], facts[lists[student][i]]);
                if (explanation.Shown().Total != scores[i].Shown || explanation.Eligible != scores[i].Eligible)
                {
                    throw new InvalidOperationException($"Student {student} scores {scores[i]}, explained {explanation.Shown()}.");
                }
            }
        }

        CompareBoard(market, pairs);
        CompareList(market, pairs, lists);
        var (explained, _) = Best.ProcessorOf(3, () => Explain(scorer, students, facts, lists));
        var (scored, _) = Best.ProcessorOf(5, () => Score(pairs, students, lists, scores));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Explain(scorer, students, facts, lists);
        var explainedBytes = (GC.GetAllocatedBytesForCurrentThread() - before) / students.Length;
        before = GC.GetAllocatedBytesForCurrentThread();
        Score(pairs, students, lists, scores);
        var scoredBytes = (GC.GetAllocatedBytesForCurrentThread() - before) / students.Length;
        var count = students.Length * Ranked;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{placements,12}{count,9}{explained * 1000 / count,14:F2}{scored * 1000 / count,11:F2}{explained / scored,7:F1}{explainedBytes,17}{scoredBytes,9}"));
        Measured.Add("scoring a ranked pair, processor time", [("placements", placements)], scored * 1000 / count, "us", "explaining it", explained * 1000 / count, Goal.Own(1));
        Measured.Add("scoring a student's list, allocated", [("placements", placements)], scoredBytes, "B", "explaining it", explainedBytes, Goal.Own(185));
    }

    /// <summary>Students against every placement: by the board, whose work goes by what placements have in common, and by the scorer of lists.</summary>
    private static void CompareBoard(TopKMarket market, PairScorer pairs)
    {
        const int Students = 50;
        var facts = market.Placements;
        var board = new PlacementBoard(market.Scorer, facts);
        var (units, failing) = (new int[facts.Length], new int[facts.Length]);
        int[] all = [.. Enumerable.Range(0, facts.Length)];
        var scores = new PairScore[facts.Length];
        var students = market.Students.AsSpan(0, Students).ToArray();
        var (boarded, _) = Best.ProcessorOf(3, () =>
        {
            Array.ForEach(students, student => board.Evaluate(student, units, failing));
            return 0;
        });
        var (listed, _) = Best.ProcessorOf(3, () =>
        {
            Array.ForEach(students, student => pairs.Score(student, all, scores));
            return 0;
        });
        var (ours, theirs) = (boarded * 1000 / Students, listed * 1000 / Students);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"a student against all {facts.Length}: board {ours:F0} us, scorer of lists {theirs:F0} us, {theirs / ours:F1} x"));
        Measured.Add("a student against every placement, processor time", [("placements", facts.Length)], ours, "us", "the scorer of lists", theirs);
    }

    /// <summary>A student against the few placements of one list: by a board of them, and by the scorer of lists.</summary>
    private static void CompareList(TopKMarket market, PairScorer pairs, int[][] lists)
    {
        const int Students = 300;
        var facts = market.Placements;
        var (units, failing, scores) = (new int[Ranked], new int[Ranked], new PairScore[Ranked]);
        var (listed, _) = Best.ProcessorOf(5, () =>
        {
            for (var student = 0; student < Students; student++)
            {
                pairs.Score(market.Students[student], lists[student], scores);
            }

            return 0;
        });
        var (boarded, _) = Best.ProcessorOf(5, () =>
        {
            for (var student = 0; student < Students; student++)
            {
                new PlacementBoard(market.Scorer, Array.ConvertAll(lists[student], placement => facts[placement])).Evaluate(market.Students[student], units, failing);
            }

            return 0;
        });
        var (ours, theirs) = (listed * 1000 / Students, boarded * 1000 / Students);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"a student against a list of {Ranked}: scorer of lists {ours:F1} us, a board of the list {theirs:F1} us, {theirs / ours:F1} x"));
        Measured.Add("a student against one list of 10, processor time", [("placements", facts.Length)], ours, "us", "a board of the list", theirs);
    }

    private static long Explain(Scorer scorer, StudentFacts[] students, PlacementFacts[] facts, int[][] lists)
    {
        long sum = 0;
        for (var student = 0; student < students.Length; student++)
        {
            foreach (var placement in lists[student])
            {
                var explanation = scorer.Explain(students[student], facts[placement]);
                sum += explanation.Constraints.Any(constraint => !constraint.Holds) ? 0 : explanation.Shown().Total;
            }
        }

        return sum;
    }

    private static long Score(PairScorer pairs, StudentFacts[] students, int[][] lists, PairScore[] scores)
    {
        long sum = 0;
        for (var student = 0; student < students.Length; student++)
        {
            pairs.Score(students[student], lists[student], scores);
            foreach (ref readonly var score in scores.AsSpan())
            {
                sum += score.Eligible ? score.Shown : 0;
            }
        }

        return sum;
    }
}
