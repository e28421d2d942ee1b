using System.Globalization;
using BenchmarkDotNet.Running;
using VocMatch.Benchmarks.Alignment;
using VocMatch.Benchmarks.Clearing;
using VocMatch.Benchmarks.Figures;
using VocMatch.Benchmarks.Pairs;
using VocMatch.Benchmarks.Platform;
using VocMatch.Benchmarks.Quality;
using VocMatch.Benchmarks.Rounds;
using VocMatch.Benchmarks.Storage;
using VocMatch.Benchmarks.TopK;

namespace VocMatch.Benchmarks;

/// <summary>The comparisons that <c>--compare NAME</c> can print; everything else goes to BenchmarkDotNet.</summary>
internal static class Comparisons
{
    /// <summary>The variable that names the file which a comparison writes its figures to.</summary>
    internal const string FiguresFile = "BENCHMARK_FIGURES";

    private static readonly Dictionary<string, Func<string[], int>> s_byName = new(StringComparer.Ordinal)
    {
        ["alignment"] = ReportMeasurement.Run,
        ["all"] = AllComparisons.Run,
        ["clearing"] = ClearingComparison.Run,
        ["csv"] = CsvComparison.Run,
        ["measuring"] = MeasuringComparison.Run,
        ["pairs"] = PairComparison.Run,
        ["platform"] = PlatformComparison.Run,
        ["priorities"] = PriorityComparison.Run,
        ["quality"] = QualityComparison.Run,
        ["questions"] = QuestionMeasurement.Run,
        ["restart"] = RestartMeasurement.Run,
        ["round"] = RoundMeasurement.Run,
        ["rows"] = RowComparison.Run,
        ["storage"] = StorageComparison.Run,
        ["topk"] = TopKComparison.Run,
        ["what-if"] = WhatIfMeasurement.Run,
    };

    public static int Run(string[] args)
    {
        switch (args)
        {
            case [PlainServers.EmptySilo, var port, var siloPort, var gatewayPort]:
                PlainServers.ServeEmptySilo(Number(port), Number(siloPort), Number(gatewayPort));
                return 0;
            case [PlainServers.Constant, var port, var length]:
                PlainServers.ServeConstant(Number(port), Number(length));
                return 0;
        }

        if (args is not ["--compare", ..])
        {
            BenchmarkSwitcher.FromAssembly(typeof(Comparisons).Assembly).Run(args);
            return 0;
        }

        if (args.Length < 2 || !s_byName.TryGetValue(args[1], out var compare))
        {
            Console.Error.WriteLine($"--compare takes one of: {string.Join(", ", s_byName.Keys.Order(StringComparer.Ordinal))}");
            return 2;
        }

        var code = compare(args[2..]);
        if (Environment.GetEnvironmentVariable(FiguresFile) is { Length: > 0 } file)
        {
            Measured.Write(file);
        }

        return code;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
