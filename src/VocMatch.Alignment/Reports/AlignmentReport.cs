using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using VocMatch.Alignment.Data;
using VocMatch.Alignment.Indicators;
using VocMatch.Alignment.Published;

namespace VocMatch.Alignment.Reports;

/// <summary>
/// A finished report: only what may be published, or, where its id begins with <c>simulation-</c>, what its readers may not publish. Its id
/// is made from the digests of what it was computed from, so that the same id means the same bytes.
/// </summary>
/// <param name="Contact">Null where the publisher names nobody.</param>
/// <param name="Scope">The region it is about; null = all regions.</param>
/// <param name="Imprint">Null for what is not publication.</param>
/// <param name="Generated">True where its rows were made by a generator.</param>
/// <param name="Limits">What the report does not show: for the first page.</param>
/// <param name="Method">How persons and employers are protected, in words.</param>
public sealed record AlignmentReport(
    string Id,
    string Title,
    string Publisher,
    string? Contact,
    string? Scope,
    Period Period,
    Imprint? Imprint,
    bool Generated,
    ImmutableArray<InputDigest> Inputs,
    ImmutableArray<SourceNote> Sources,
    ImmutableArray<string> Limits,
    ImmutableArray<string> Method,
    ImmutableArray<ReportTable> Tables)
{
    /// <summary>The regions whose sum it shows, where it is about several; their name is its scope.</summary>
    public ImmutableArray<string>? Group { get; init; }

    /// <summary>Raised whenever the same input would give other figures or other bytes.</summary>
    public const int MethodVersion = 6;

    private const string Nation = "nation";
    private const string Simulation = "simulation-";

    /// <summary>False for what shows more than may be published, and says so on every page.</summary>
    public bool IsPublication => !Id.StartsWith(Simulation, StringComparison.Ordinal);

    public ReportTable? Find(string table) => Tables.FirstOrDefault(t => t.Id == table);

    /// <summary>The same report for the readers of one region: its rows and, beside them, those of all regions. No figure is another.</summary>
    public AlignmentReport About(string region, string title) => this with
    {
        Id = IdOf($"{Id}\n{region}\n{title}", IsPublication),
        Title = title,
        Scope = region,
        Tables = [.. Tables.Select(table => table.Columns[0] == Columns.Region ? table.Of(region, Nation) : table).Where(table => table.Rows.Length > 0)],
    };

    /// <summary>
    /// The same report for the readers of several regions at once: above their rows and those of all regions the row of their sum, which tells
    /// of no part what the part's own row hides.
    /// </summary>
    /// <param name="release">The one behind this report.</param>
    /// <param name="regions">Each once.</param>
    public AlignmentReport About(ImmutableArray<string> regions, string name, string title, ReportRelease release) =>
        new RegionGroup(release, regions, name).Of(this) with
        {
            Id = IdOf($"{Id}\n{string.Join(' ', regions)}\n{name}\n{title}", IsPublication),
            Title = title,
            Scope = name,
            Group = regions,
        };

    /// <summary>The same report under the name of another publisher.</summary>
    public AlignmentReport By(string publisher, string? contact, string title) =>
        (publisher, contact, title) == (Publisher, Contact, Title)
            ? this
            : this with { Id = IdOf($"{Id}\n{publisher}\n{contact}\n{title}", IsPublication), Publisher = publisher, Contact = contact, Title = title };

    /// <summary>The same report with a line that wages of published programs are held against.</summary>
    /// <param name="wage">What a person needs to live on, in whole units of the currency a year.</param>
    public AlignmentReport WithLivingWage(int wage) => this with
    {
        Id = IdOf(FormattableString.Invariant($"{Id}\nliving wage {wage}"), IsPublication),
        Limits = Limits.Add(FormattableString.Invariant($"The living wage is {wage:#,0} a year, as the publisher set it.")),
        Tables = [.. Tables.Select(table => table.With(Columns.MedianWage, Columns.OverLivingWage, median =>
            median.Kind == CellKind.Number ? Cell.Of(Columns.OverLivingWage, median.Number - wage) : median))],
    };

    /// <summary>The same report beside an earlier one: its printed figures stand in the comparison.</summary>
    public AlignmentReport ComparedWith(AlignmentReport earlier) => this with
    {
        Id = IdOf($"{Id}\n{earlier.Id}", IsPublication),
        Tables = [.. Tables.Select(table => ComparisonTable.Beside(table, earlier))],
    };

    /// <summary>The same report with the figures that others publish of its region in place of the nation's: nobody on the platform is in them.</summary>
    public AlignmentReport WithPublished(PublishedSeries series, string regionName)
    {
        var table = OutsideTables.Programs(series, PublishedStatistics.Compute(series), regionName);
        var digests = ReportBuilder.Digests(series);
        var sections = digests.Select(digest => digest.Section).ToHashSet(StringComparer.Ordinal);
        return this with
        {
            Id = IdOf($"{Id}\n{string.Join('\n', digests.Select(digest => digest.Sha256))}", IsPublication),
            Inputs = [.. Inputs.Where(input => !sections.Contains(input.Section)), .. digests],
            Sources = [.. Sources.Concat(series.Sources).Distinct()],
            Tables = [.. Tables.Where(one => one.Id != table.Id), table],
        };
    }

    internal static string IdOf(string text, bool publication) =>
        $"{(publication ? "alignment-" : Simulation)}{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..24]}";
}

/// <summary>A table with its columns from the catalogue; every row has as many cells as there are columns.</summary>
/// <param name="Note">What a reader must know to read it rightly; empty where nothing.</param>
public sealed record ReportTable(
    string Id, string Title, string Note, ImmutableArray<Column> Columns, ImmutableArray<ImmutableArray<Cell>> Rows)
{
    /// <exception cref="ArgumentException">A row has more or fewer cells than there are columns.</exception>
    public static ReportTable Of(
        string id, string title, string note, ImmutableArray<Column> columns, IEnumerable<ImmutableArray<Cell>> rows)
    {
        ImmutableArray<ImmutableArray<Cell>> all = [.. rows];
        return all.All(row => row.Length == columns.Length)
            ? new(id, title, note, columns, all)
            : throw new ArgumentException($"A row of '{id}' does not have {columns.Length} cells.", nameof(rows));
    }

    /// <summary>The rows of some regions, in the order in which these are named.</summary>
    internal ReportTable Of(params ReadOnlySpan<string> regions)
    {
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<Cell>>();
        foreach (var region in regions)
        {
            rows.AddRange(Rows.Where(row => row[0].Text == region));
        }

        return this with { Rows = rows.ToImmutable() };
    }

    /// <summary>The table with a column computed from another, behind it; as it is where it does not have that one.</summary>
    internal ReportTable With(Column from, Column added, Func<Cell, Cell> cell)
    {
        var at = Columns.IndexOf(from);
        return at < 0 ? this : this with
        {
            Columns = Columns.Insert(at + 1, added),
            Rows = [.. Rows.Select(row => row.Insert(at + 1, cell(row[at])))],
        };
    }

    /// <summary>The table without columns in which no row has anything to show; null where no figure is left.</summary>
    internal ReportTable? WithoutEmptyColumns()
    {
        ImmutableArray<int> kept =
        [
            .. Enumerable.Range(0, Columns.Length).Where(column => Rows.Any(row => row[column].Kind is not CellKind.NotApplicable)),
        ];
        return kept.All(column => Columns[column].Formula is null)
            ? null
            : this with { Columns = [.. kept.Select(column => Columns[column])], Rows = [.. Rows.Select(row => kept.Select(column => row[column]).ToImmutableArray())] };
    }
}
