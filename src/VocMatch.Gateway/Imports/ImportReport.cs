using System.Collections.Immutable;
using VocMatch.Data.Rows;

namespace VocMatch.Gateway.Imports;

/// <summary>What an import did, or in a dry run would do.</summary>
/// <param name="DryRun">True: nothing was written.</param>
/// <param name="Created">Lines whose thing was new.</param>
/// <param name="Changed">Lines that changed a thing.</param>
/// <param name="Unchanged">Lines that said what was there already.</param>
/// <param name="Wrong">Lines left out because something is wrong with them.</param>
/// <param name="Errors">What is wrong with them, in order of the line; at most the first 1,000.</param>
public sealed record ImportReport(bool DryRun, long Created, long Changed, long Unchanged, long Wrong, ImmutableArray<RowError> Errors)
{
    public const int MostErrors = 1000;
}
