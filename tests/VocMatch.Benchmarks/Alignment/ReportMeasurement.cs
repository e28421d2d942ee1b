using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using VocMatch.Alignment.Data;
using VocMatch.Alignment.Reports;
using VocMatch.Benchmarks.Figures;
using VocMatch.Benchmarks.Platform;
using VocMatch.Domain.Alignment;
using VocMatch.Domain.Reading;
using VocMatch.Grains.Alignment;

namespace VocMatch.Benchmarks.Alignment;

/// <summary>
/// <c>--compare alignment [students] [placements] [parts]</c>: a national report from rows in SQLite: reading, computing with disclosure control,
/// writing; of each its time and that of the processors, and the most anonymous memory. Default 1,000,000 students, 100,000 placements and each
/// region in one part.
/// </summary>
internal static class ReportMeasurement
{
    public static int Run(string[] args) => Measure(Argument(args, 0, 1_000_000), Argument(args, 1, 100_000), Argument(args, 2, 1)).GetAwaiter().GetResult();

    private static async Task<int> Measure(int students, int placements, int parts)
    {
        var watch = Stopwatch.StartNew();
        var today = new DateOnly(2027, 1, 4);
        await using var stored = await StoredDemo.Create(students, placements, today);
        Say($"stored {students:N0} students, {placements:N0} placements", watch);
        var reading = stored.Services.GetRequiredService<IAlignmentReading>();
        var data = new ReportData(
            reading,
            stored.Services.GetRequiredService<IReadSide>(),
            new PeriodRounds(stored.Services.GetRequiredService<IRoundReading>(), stored.Services.GetRequiredService<IRoundRows>(), reading),
            stored.Services.GetRequiredService<IProvisionGapReading>(),
            stored.Services.GetRequiredService<ITaxonomy>(),
            TimeProvider.System);
        var (read, computed, written, whole, most, regions) = (0d, 0d, 0d, 0d, 0d, 0);
        for (var run = 1; run <= 2; run++)
        {
            watch.Restart();
            var all = Stopwatch.StartNew();
            var used = Environment.CpuUsage.TotalTime;
            using var memory = new PeakMemory();
            var period = new Period(new(2027, 1, 1), new(2027, 12, 31));
            var counts = await data.Count(CancellationToken.None);
            var rows = await data.Read(period, [], new RowMeter(static (_, _, _) => { }, RowMeter.Total(counts)), counts, CancellationToken.None);
            read = Say("  read", watch);
            var split = SplitRegions.Of(rows.Data, parts);
            regions = split.Regions.Length;
            watch.Restart();
            var result = ReportBuilder.Build(new()
            {
                Title = "T",
                Publisher = "P",
                Data = split,
                // The series keep the regions that were there before they were divided.
                Series = parts == 1 ? ReportMaking.Series(rows.Postings, period, []) : [],
                Generated = true,
            });
            computed = Say("  computed and protected", watch);
            var bytes = ReportDocuments.Of(result.Report).Sum(document => (long)document.Bytes.Length);
            written = Say(string.Create(CultureInfo.InvariantCulture, $"  written in all formats, {bytes / 1024:N0} KiB"), watch);
            Say(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"run {run}, {(Environment.CpuUsage.TotalTime - used).TotalSeconds:0.00} s of processors, at most {memory.Megabytes:N0} MB anonymous"),
                all);
            (whole, most) = (read + computed + written, memory.Megabytes);
        }

        // Of the second run: the first compiles.
        (string, int)[] size = [("students", students), ("placements", placements), ("regions", regions)];
        Measured.Add("a national report, whole", size, whole, "s", goal: students == 1_000_000 ? Goal.Own(6) : null);
        Measured.Add("a national report: rows read", size, read, "s");
        Measured.Add("a national report: computed and protected", size, computed, "s");
        Measured.Add("a national report: written in all formats", size, written, "s");
        Measured.Add("a national report: most anonymous memory", size, most, "MB", goal: students == 1_000_000 ? Goal.Own(1_000) : null);

        return 0;
    }

    private static double Say(string what, Stopwatch watch)
    {
        var seconds = watch.Elapsed.TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {seconds:0.00} s"));
        watch.Restart();
        return seconds;
    }

    private static int Argument(string[] args, int at, int absent) =>
        args.Length > at ? int.Parse(args[at], NumberStyles.AllowThousands, CultureInfo.InvariantCulture) : absent;
}
