using System.Collections.Immutable;
using VocMatch.Alignment.Data;
using VocMatch.Alignment.Indicators;
using VocMatch.Alignment.Published;

namespace VocMatch.Alignment.Reports;

/// <summary>
/// A finished report: only what may be published. Its id is made from the digests of what it was computed from, so that the same id means
/// the same bytes.
/// </summary>
/// <param name="Scope">The region it is about; null = all regions.</param>
/// <param name="Limits">What the report does not show: for the first page.</param>
/// <param name="Method">How persons and employers are protected, in words.</param>
public sealed record AlignmentReport(
    string Id,
    string Title,
    string Publisher,
    string? Scope,
    Period Period,
    ImmutableArray<InputDigest> Inputs,
    ImmutableArray<SourceNote> Sources,
    ImmutableArray<string> Limits,
    ImmutableArray<string> Method,
    ImmutableArray<ReportTable> Tables)
{
    /// <summary>Raised whenever the same input would give other figures or other bytes.</summary>
    public const int MethodVersion = 4;

    public ReportTable? Find(string table) => Tables.FirstOrDefault(t => t.Id == table);
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
}
