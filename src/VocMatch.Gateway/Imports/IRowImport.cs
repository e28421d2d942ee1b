using VocMatch.Data.Rows;

namespace VocMatch.Gateway.Imports;

/// <summary>Takes in rows of one kind. Repeating an import changes nothing, so one that was interrupted is simply run again.</summary>
public interface IRowImport<TRow>
    where TRow : class
{
    /// <param name="dryRun">Check and compare, and write nothing.</param>
    /// <param name="advanced">Called after every line; from any thread.</param>
    Task<ImportReport> Run(IAsyncEnumerable<RowRead<TRow>> rows, bool dryRun, Action? advanced, CancellationToken cancellation);
}
