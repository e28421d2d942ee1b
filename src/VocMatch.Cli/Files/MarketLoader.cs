using System.Text;
using VocMatch.Contracts.Text;
using VocMatch.Matching.Clearing.Markets;

namespace VocMatch.Cli.Files;

/// <summary>Reads the files of a clearing into a market, applications with two threads; stops at the first error of a file.</summary>
public sealed class MarketLoader(MarketFiles files, Action<int> read)
{
    private static readonly string[] s_placementFields = ["placement", "seats", "employer?", "reserves?"];
    private static readonly string[] s_pairFields = ["student", "placement", "reason?"];
    private static readonly string[] s_studentFields = ["student", "tags"];
    private static readonly string[] s_employerFields = ["employer", "cap"];

    private readonly ClearingMarketBuilder _builder = new();

    /// <summary>Reads everything; the market, or where and why there is none.</summary>
    public InputError? Load(out ClearingMarket? market)
    {
        market = null;
        return LoadTable(files.Placements, s_placementFields, AddPlacement)
            ?? LoadTable(files.Employers, s_employerFields, AddEmployer)
            ?? LoadTable(files.Students, s_studentFields, AddStudent)
            ?? LoadApplications()
            ?? LoadTable(files.Fixed, s_pairFields, (row, columns) => Located(_builder.AddFixed(row[columns[0]], row[columns[1]], Optional(row, columns[2])), s_pairFields))
            ?? LoadTable(files.Forbidden, s_pairFields, (row, columns) => Located(_builder.AddForbidden(row[columns[0]], row[columns[1]], Optional(row, columns[2])), s_pairFields))
            ?? Build(out market)
            ?? Misspelt(market!);
    }

    internal static (int, string)? Located(MarketRefusal? refusal, string[] fields) => refusal is null
        ? null
        : (Array.FindIndex(fields, name => name.TrimEnd('?') == refusal.Field), $"'{refusal.Value}': {refusal.Reason} ({refusal.Rule})");

    private static ReadOnlySpan<byte> Optional(CsvRow row, int column) => column < 0 ? default : row[column];

    private (int, string)? AddPlacement(CsvRow row, ReadOnlySpan<int> columns)
    {
        if (WholeNumber.Parse(row[columns[1]], out var seats) is { } fault)
        {
            return (1, fault + " (R5)");
        }

        return Located(_builder.AddPlacement(row[columns[0]], seats, Optional(row, columns[2]), Optional(row, columns[3])), s_placementFields);
    }

    private (int, string)? AddEmployer(CsvRow row, ReadOnlySpan<int> columns) =>
        WholeNumber.Parse(row[columns[1]], out var cap) is { } fault
            ? (1, fault + " (R5)")
            : Located(_builder.AddEmployer(row[columns[0]], cap), s_employerFields);

    private (int, string)? AddStudent(CsvRow row, ReadOnlySpan<int> columns) =>
        Located(_builder.AddStudent(row[columns[0]], row[columns[1]]), s_studentFields);

    private InputError? LoadTable(string? path, string[] fields, RowHandler handle)
    {
        if (path is null)
        {
            return null;
        }

        if (CsvTable.Open(path, fields, files.IgnoredColumns, read, out var table) is { } error)
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
        if (CsvTable.Open(files.Applications, ApplicationRows.Fields, files.IgnoredColumns, read, out var table) is { } error)
        {
            return error;
        }

        using (table)
        {
            return new ApplicationRows(table!, _builder).Load();
        }
    }

    /// <summary>
    /// What names nothing and differs only by case, width, accent or blank from something that is there cannot be meant; what names nothing
    /// otherwise may be, and is warned of.
    /// </summary>
    private InputError? Misspelt(ClearingMarket market)
    {
        var reserved = MarketWarnings.ReservedTags(market);
        var tags = Enumerable.Range(0, market.Tags.Count).ToLookup(tag => reserved[tag], tag => market.Tags[tag]);
        var silent = MarketWarnings.WithoutApplication(market).ToHashSet();
        var idle = MarketWarnings.WithoutPlacement(market).ToHashSet();
        return Misspelt(files.Students, s_studentFields, 1, tags[false], tags[true], "a reserve")
            ?? Misspelt(files.Students, s_studentFields, 0, Ids(market.Students, silent, true), Ids(market.Students, silent, false), "an application")
            ?? Misspelt(files.Forbidden, s_pairFields, 0, Ids(market.Students, silent, true), Ids(market.Students, silent, false), "an application")
            ?? Misspelt(files.Employers, s_employerFields, 0, Ids(market.Employers, idle, true), Ids(market.Employers, idle, false), "a placement");
    }

    private InputError? Misspelt(string? path, string[] fields, int field, IEnumerable<string> unused, IEnumerable<string> used, string of)
    {
        var suspects = unused.ToLookup(TextFolding.Fold);
        if (path is null || suspects.Count == 0)
        {
            return null;
        }

        var meant = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var known in used)
        {
            foreach (var suspect in suspects[TextFolding.Fold(known)])
            {
                meant.TryAdd(suspect, known);
            }
        }

        return meant.Count == 0 ? null : LoadTable(path, fields, (row, columns) => Encoding.UTF8.GetString(row[columns[field]])
            .Split(field == 1 ? ';' : '\n')
            .Where(meant.ContainsKey)
            .Select(value => ((int, string)?)(field, $"'{value}' is in no other file; {of} has '{meant[value]}'"))
            .FirstOrDefault());
    }

    private static IEnumerable<string> Ids(IdTable table, HashSet<int> chosen, bool those) =>
        Enumerable.Range(0, table.Count).Where(id => chosen.Contains(id) == those).Select(id => table[id]);

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
            MarketTable.Students => (files.Students!, s_studentFields),
            MarketTable.Employers => (files.Employers!, s_employerFields),
            MarketTable.Fixed => (files.Fixed!, s_pairFields),
            _ => (files.Forbidden!, s_pairFields),
        };
        if (CsvTable.Open(path, fields, files.IgnoredColumns, _ => { }, out var table) is { } error)
        {
            return error;
        }

        using (table)
        {
            return table!.Error(refusal.Row + 2, refusal.Field, $"'{refusal.Value}': {refusal.Reason} ({refusal.Rule})");
        }
    }
}
