using VocMatch.Matching.Clearing;

namespace VocMatch.Cli.Files;

/// <summary>Reads the files of a clearing into a market, applications with two threads; stops at the first error of a file.</summary>
public sealed class MarketLoader(MarketFiles files, Action<int> read)
{
    private static readonly string[] s_placementFields = ["placement", "seats", "employer?", "reserves?"];
    private static readonly string[] s_pairFields = ["student", "placement", "reason?"];

    private readonly ClearingMarketBuilder _builder = new();

    /// <summary>Reads everything; the market, or where and why there is none.</summary>
    public InputError? Load(out ClearingMarket? market)
    {
        market = null;
        return LoadTable(files.Placements, s_placementFields, AddPlacement)
            ?? LoadTable(files.Employers, ["employer", "cap"], AddEmployer)
            ?? LoadTable(files.Students, ["student", "tags"], AddStudent)
            ?? LoadApplications()
            ?? LoadTable(files.Fixed, s_pairFields, (row, columns) => Told(_builder.AddFixed(row[columns[0]], row[columns[1]], Optional(row, columns[2])), s_pairFields))
            ?? LoadTable(files.Forbidden, s_pairFields, (row, columns) => Told(_builder.AddForbidden(row[columns[0]], row[columns[1]], Optional(row, columns[2])), s_pairFields))
            ?? Build(out market);
    }

    internal static (int, string)? Told(MarketRefusal? refusal, string[] fields) => refusal is null
        ? null
        : (Array.FindIndex(fields, name => name.TrimEnd('?') == refusal.Field), $"'{refusal.Value}': {refusal.Reason} ({refusal.Rule})");

    private static ReadOnlySpan<byte> Optional(CsvRow row, int column) => column < 0 ? default : row[column];

    private (int, string)? AddPlacement(CsvRow row, ReadOnlySpan<int> columns)
    {
        if (WholeNumber.Parse(row[columns[1]], out var seats) is { } fault)
        {
            return (1, fault + " (R5)");
        }

        return Told(_builder.AddPlacement(row[columns[0]], seats, Optional(row, columns[2]), Optional(row, columns[3])), s_placementFields);
    }

    private (int, string)? AddEmployer(CsvRow row, ReadOnlySpan<int> columns) =>
        WholeNumber.Parse(row[columns[1]], out var cap) is { } fault
            ? (1, fault + " (R5)")
            : Told(_builder.AddEmployer(row[columns[0]], cap), ["employer", "cap"]);

    private (int, string)? AddStudent(CsvRow row, ReadOnlySpan<int> columns) =>
        Told(_builder.AddStudent(row[columns[0]], row[columns[1]]), ["student", "tags"]);

    private InputError? LoadTable(string? path, string[] fields, RowHandler handle)
    {
        if (path is null)
        {
            return null;
        }

        if (CsvTable.Open(path, fields, read, out var table) is { } error)
        {
            return error;
        }

        using (table)
        {
            return table!.Rows(handle);
        }
    }

    private InputError? LoadApplications()
    {
        if (CsvTable.Open(files.Applications, ApplicationRows.Fields, read, out var table) is { } error)
        {
            return error;
        }

        using (table)
        {
            return new ApplicationRows(table!, _builder).Load();
        }
    }

    // A refusal over several rows names its row; no line of a table is empty, so rows and lines run in step.
    private InputError? Build(out ClearingMarket? market)
    {
        if (_builder.TryBuild(out market, out var refusal))
        {
            return null;
        }

        var (path, fields) = refusal.Table switch
        {
            MarketTable.Placements => (files.Placements, s_placementFields),
            MarketTable.Applications => (files.Applications, ApplicationRows.Fields),
            MarketTable.Students => (files.Students!, ["student", "tags"]),
            MarketTable.Employers => (files.Employers!, ["employer", "cap"]),
            MarketTable.Fixed => (files.Fixed!, s_pairFields),
            _ => (files.Forbidden!, s_pairFields),
        };
        if (CsvTable.Open(path, fields, _ => { }, out var table) is { } error)
        {
            return error;
        }

        using (table)
        {
            return table!.Error(refusal.Row + 2, refusal.Field, $"'{refusal.Value}': {refusal.Reason} ({refusal.Rule})");
        }
    }
}
