using System.Diagnostics;
using VocMatch.Benchmarks.Figures;
using VocMatch.Matching.Index;
using VocMatch.Matching.Scoring;

namespace VocMatch.Benchmarks.TopK;

/// <summary>The best 20 placements of a student, beside what else could answer that, on the same market in the same run.</summary>
internal static class TopKComparison
{
    private const int Wanted = 20;

    public static int Run(string[] args)
    {
        if (args.Contains("--candidates"))
        {
            CompareCandidates(30_000);
            CompareCandidates(300_000);
            return 0;
        }

        int[] sizes = args.Contains("--small") ? [10_000, 100_000] : [10_000, 100_000, 1_000_000];
        if (args.Contains("--resemblance"))
        {
            CompareResemblance(sizes);
            return 0;
        }

        if (args.Contains("--matches"))
        {
            CompareMatches(10_000);
            CompareMatches(100_000);
            return 0;
        }

        Console.WriteLine("Milliseconds a query, one thread, the best of some rounds, median of the students. The peers rank by skills alone; VocMatch by the whole score, with constraints.");
        Console.WriteLine($"{"placements",-12}{"build s",9}{"bytes each",12}{"VocMatch",11}{"p99",9}{"bytes/query",13}{"Lucene.NET",12}{"ratio",8}{"PostgreSQL",12}{"ratio",8}  query");
        using var postgres = PostgresServer.TryStart(out var missing);
        foreach (var size in sizes)
        {
            Compare(size, postgres);
        }

        CompareResemblance(sizes);
        CompareCandidates(30_000);
        CompareCandidates(300_000);
        if (postgres is null)
        {
            Console.WriteLine($"PostgreSQL: not measured: {missing}.");
        }

        return 0;
    }

    private static void Compare(int size, PostgresServer? server)
    {
        var market = new TopKMarket(size, 1);
        var before = GC.GetTotalMemory(true);
        var clock = Stopwatch.StartNew();
        var index = new PlacementIndex(market.Scorer);
        index.Load(market.Placements);
        var buildSeconds = clock.Elapsed.TotalSeconds;
        var bytesEach = (GC.GetTotalMemory(true) - before) / size;

        var ours = Times(market.Students.Length, 20, n => index.Top(market.Students[n], Wanted));
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        foreach (var student in market.Students)
        {
            index.Top(student, Wanted);
        }

        allocated = (GC.GetAllocatedBytesForCurrentThread() - allocated) / market.Students.Length;

        using var lucene = new LucenePeer(market);
        var theirs = Times(100, 20, n => lucene.Top(market.Students[n], Wanted));
        (string, int)[] placements = [("placements", size)];
        Measured.Add("best 20 placements, beside Lucene", placements, Median(ours), "ms", "Lucene.NET", Median(theirs), Goal.Ratio(1));
        Measured.Add("index of placements, memory each", placements, bytesEach, "B");
        var line = $"{size,-12:N0}{buildSeconds,9:F2}{bytesEach,12:N0}{Median(ours),11:F3}{ours[ours.Length * 99 / 100],9:F3}{allocated,13:N0}{Median(theirs),12:F3}{Median(theirs) / Median(ours),8:F1}";
        if (server is not null)
        {
            using var postgres = new PostgresPeer(server, market);
            var (query, times) = postgres.Queries
                .Select(query => (query.Name, Times: Times(20, 3, n => postgres.Top(query.Sql, market.Students[n], Wanted))))
                .MinBy(pair => Median(pair.Times));
            Measured.Add("best 20 placements, beside PostgreSQL", placements, Median(ours), "ms", "PostgreSQL", Median(times));
            line += $"{Median(times),12:F2}{Median(times) / Median(ours),8:F0}  {query}";
        }

        Console.WriteLine(line);
        GC.KeepAlive(index);
    }

    private static void CompareResemblance(int[] sizes)
    {
        Console.WriteLine("Milliseconds a query of the best 20 and bytes a placement: by the skills named alone, and with what they resemble.");
        foreach (var size in sizes)
        {
            CompareResemblance(size);
        }
    }

    /// <summary>The policy of today beside the first one, which knows nothing of what skills resemble.</summary>
    private static void CompareResemblance(int size)
    {
        var market = new TopKMarket(size, 1);
        var medians = new List<double>();
        foreach (var (name, policy) in new[] { ("named", ScoringPolicy.First), ("resembled", ScoringPolicy.Default) })
        {
            var scorer = market.ScorerOf(policy);
            var before = GC.GetTotalMemory(true);
            var clock = Stopwatch.StartNew();
            var index = new PlacementIndex(scorer);
            index.Load(market.Placements);
            var seconds = clock.Elapsed.TotalSeconds;
            var bytes = (GC.GetTotalMemory(true) - before) / size;
            var times = Times(market.Students.Length, 5, n => index.Top(market.Students[n], Wanted));
            medians.Add(Median(times));
            Console.WriteLine($"{size,-12:N0}{name,-12}build {seconds,7:F2} s, {bytes,5:N0} bytes each, {Median(times),8:F3} ms, p99 {times[times.Length * 99 / 100],8:F3} ms");
            GC.KeepAlive(index);
        }

        (string, int)[] placements = [("placements", size)];
        Measured.Add("best 20 placements, beside the first policy", placements, medians[1], "ms", "by the skills named alone", medians[0], Goal.Ratio(1 / 3d));

        // Each student's skills are asked for once under a scorer of its own: what the first student of a program waits for.
        var cold = market.ScorerOf(ScoringPolicy.Default);
        var profile = Times(market.Students.Length, 1, n => GC.KeepAlive(cold.ProfileOf(market.Students[n])));
        Console.WriteLine($"{size,-12:N0}{"profile",-12}made anew {Median(profile),8:F3} ms, p99 {profile[profile.Length * 99 / 100],8:F3} ms");
        Measured.Add("what a program's skills resemble, made anew", placements, Median(profile), "ms");
    }

    /// <summary>What the engine does for one answer of matches: the best 20, then each with its reasons and its constraints.</summary>
    private static void CompareMatches(int size)
    {
        var market = new TopKMarket(size, 1);
        var index = new PlacementIndex(market.Scorer);
        index.Load(market.Placements);
        var answers = Array.ConvertAll(market.Students, student => index.Top(student, Wanted));
        var search = Processor(() => Array.ForEach(market.Students, student => index.Top(student, Wanted)));
        var explain = Processor(() =>
        {
            for (var n = 0; n < answers.Length; n++)
            {
                var student = market.Scorer.For(market.Students[n]);
                foreach (var (placement, _) in answers[n].Ranked)
                {
                    GC.KeepAlive(student.Explain(placement).Shown());
                }
            }
        });
        var verdicts = Processor(() =>
        {
            for (var n = 0; n < answers.Length; n++)
            {
                var student = market.Scorer.For(market.Students[n]);
                foreach (var (placement, _) in answers[n].Ranked)
                {
                    GC.KeepAlive(student.Explain(placement).Constraints);
                }
            }
        });
        Console.WriteLine($"{size:N0} placements, processor time and bytes an answer of {Wanted}: search {search.Micros:F0} us, {search.Bytes:N0} B; explain {explain.Micros:F0} us, {explain.Bytes:N0} B; with constraints in words {verdicts.Micros:F0} us, {verdicts.Bytes:N0} B");
        (string, int)[] placements = [("placements", size)];
        Measured.Add("searching an answer of 20 matches, processor time", placements, search.Micros, "us");
        Measured.Add("explaining an answer of 20 matches, processor time", placements, explain.Micros, "us");
        Measured.Add("an answer of 20 matches with constraints in words, processor time", placements, verdicts.Micros, "us");
        GC.KeepAlive(index);

        (double Micros, long Bytes) Processor(Action work)
        {
            var (milliseconds, _) = Best.ProcessorOf(5, () =>
            {
                work();
                return 0;
            });
            var before = GC.GetAllocatedBytesForCurrentThread();
            work();
            return (milliseconds * 1_000 / market.Students.Length, (GC.GetAllocatedBytesForCurrentThread() - before) / market.Students.Length);
        }
    }

    /// <summary>The reverse question: the best 20 students for a placement, all of a region's students in one index, beside a scan of all.</summary>
    private static void CompareCandidates(int students)
    {
        var market = new TopKMarket(5_000, 1, students);
        var before = GC.GetTotalMemory(true);
        var index = new StudentIndex(market.Scorer);
        index.Load(market.Students);
        var bytesEach = (GC.GetTotalMemory(true) - before) / students;
        var ours = Times(200, 5, n => index.Top(market.Placements[n], Wanted));
        var scan = new StudentScan(market);
        foreach (var placement in market.Placements.AsSpan(0, 20))
        {
            if (!scan.Top(placement, Wanted).SequenceEqual(index.Top(placement, Wanted).Ranked))
            {
                throw new InvalidOperationException($"Other students are best for {placement.Id}.");
            }
        }

        var scanned = Times(20, 3, n => scan.Top(market.Placements[n], Wanted));
        var clock = Stopwatch.StartNew();
        foreach (var student in market.Students.AsSpan(0, 1_000))
        {
            index.Upsert(student);
        }

        var write = clock.Elapsed.TotalMicroseconds / 1_000;
        Console.WriteLine($"best {Wanted} of {students:N0} students for a placement: {Median(ours):F3} ms, p99 {ours[ours.Length * 99 / 100]:F3} ms, a scan of all {Median(scanned):F3} ms ({Median(scanned) / Median(ours):F1} x); {bytesEach} bytes a student, {write:F0} us a change");
        Measured.Add("best 20 students for a placement", [("students", students)], Median(ours), "ms", "a scan of all", Median(scanned));
        Measured.Add("a change of a student in the index", [("students", students)], write, "us");
        GC.KeepAlive(index);
    }

    /// <summary>Every query's best time of some rounds, sorted, in milliseconds: what others do on the machine is left out.</summary>
    private static double[] Times(int queries, int rounds, Action<int> query)
    {
        var times = new double[queries];
        Array.Fill(times, double.MaxValue);
        for (var round = 0; round < rounds; round++)
        {
            for (var n = 0; n < queries; n++)
            {
                var start = Stopwatch.GetTimestamp();
                query(n);
                times[n] = Math.Min(times[n], Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }

        Array.Sort(times);
        return times;
    }

    private static double Median(double[] sorted) => sorted[sorted.Length / 2];
}
