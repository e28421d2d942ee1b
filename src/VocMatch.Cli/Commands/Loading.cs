using Spectre.Console;
using VocMatch.Cli.Files;
using VocMatch.Matching.Clearing.Markets;

namespace VocMatch.Cli.Commands;

/// <summary>Reads a market's files, behind a progress bar when the error stream is a terminal.</summary>
internal static class Loading
{
    /// <summary>What has no effect, to be seen beside the result.</summary>
    public static void Warn(IEnumerable<string> warnings)
    {
        foreach (var warning in warnings)
        {
            Console.Error.WriteLine($"warning: {warning}");
        }
    }

    public static InputError? Load(MarketFiles files, out ClearingMarket? market)
    {
        long done = 0;
        var loader = new MarketLoader(files, bytes => Interlocked.Add(ref done, bytes));
        if (Console.IsErrorRedirected)
        {
            return loader.Load(out market);
        }

        ClearingMarket? loaded = null;
        var error = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }).Progress().AutoClear(true).Start(bars =>
        {
            var bar = bars.AddTask("Reading", maxValue: Math.Max(1, Total(files)));
            var work = Task.Run(() => loader.Load(out loaded));
            while (!work.Wait(TimeSpan.FromMilliseconds(100)))
            {
                bar.Value = Interlocked.Read(ref done);
            }

            return work.Result;
        });
        market = loaded;
        return error;
    }

    private static long Total(MarketFiles files) =>
        new[] { files.Placements, files.Applications, files.Students, files.Employers, files.Fixed, files.Forbidden }
            .Where(File.Exists).Sum(path => new FileInfo(path!).Length);
}
