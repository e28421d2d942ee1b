using VocMatch.Matching.Clearing.Markets;

namespace VocMatch.Cli.Files;

/// <summary>Reads applications.csv, its two halves at once when it is large.</summary>
internal sealed class ApplicationRows(CsvTable table, ClearingMarketBuilder builder)
{
    public static readonly string[] Fields = ["student", "placement", "rank", "priority"];

    private const long WorthTwoThreads = 1 << 20;

    /// <summary>The error that comes first in the file, if any.</summary>
    public InputError? Load()
    {
        if (table.Length - table.Start < WorthTwoThreads)
        {
            return Load(builder.NewApplicationBatch(), table.Start, table.Length, 2);
        }

        var middle = table.LineStartFrom((table.Start + table.Length) / 2);
        var (first, second) = (builder.NewApplicationBatch(), builder.NewApplicationBatch());
        InputError? secondError = null;
        var half = Task.Factory.StartNew(
            () => secondError = Load(second, middle, table.Length, 0), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var firstError = Load(first, table.Start, middle, 2);
        half.Wait();
        return firstError ?? (secondError is null ? null : secondError with { Line = secondError.Line + first.Count + 2 });
    }

    private InputError? Load(ApplicationBatch batch, long from, long to, long firstLine) => table.Rows(from, to, firstLine, (row, columns) =>
    {
        if (WholeNumber.Parse(row[columns[2]], out var rank) is { } fault)
        {
            return (2, fault + " (C1)");
        }

        var text = row[columns[3]];
        if (!Priority.TryParse(text, out var priority))
        {
            return (3, $"{WholeNumber.Show(text)} is not a decimal of at most six places below 10^12 (C2)");
        }

        var refusal = batch.Add(row[columns[0]], row[columns[1]], rank, priority);
        return refusal is null ? null : MarketLoader.Located(refusal, Fields);
    });
}
