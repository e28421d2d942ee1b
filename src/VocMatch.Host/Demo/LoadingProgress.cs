using System.Globalization;
using Spectre.Console;

namespace VocMatch.Host.Demo;

/// <summary>Runs steps and shows how far they are: bars on a terminal, else a line a step.</summary>
internal static class LoadingProgress
{
    public static Task Run(string title, IReadOnlyList<LoadingStep> steps, TextWriter output)
    {
        output.WriteLine(title);
        return !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Interactive ? Bars(steps) : Lines(steps, output);
    }

    private static Task Bars(IReadOnlyList<LoadingStep> steps) => AnsiConsole.Progress()
        .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
        .StartAsync(async progress =>
        {
            var bars = steps.Select(step => progress.AddTask(step.Name, autoStart: false, maxValue: Math.Max(1, step.Count))).ToList();
            foreach (var (step, bar) in steps.Zip(bars))
            {
                bar.StartTask();
                await step.Run(() => bar.Increment(1));
                bar.Value = bar.MaxValue;
                bar.StopTask();
            }
        });

    private static async Task Lines(IReadOnlyList<LoadingStep> steps, TextWriter output)
    {
        foreach (var step in steps)
        {
            await step.Run(() => { });
            output.WriteLine($"  {step.Count.ToString("N0", CultureInfo.InvariantCulture)} {step.Name}");
        }
    }
}
