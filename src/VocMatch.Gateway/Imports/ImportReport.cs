using System.Collections.Immutable;
using System.Globalization;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Data.Rows;

namespace VocMatch.Gateway.Imports;

/// <summary>What an import did, or in a dry run would do.</summary>
/// <param name="DryRun">True: nothing was written.</param>
/// <param name="Created">Lines whose thing was new.</param>
/// <param name="Changed">Lines that changed a thing.</param>
/// <param name="Unchanged">Lines that said what was there already.</param>
/// <param name="Wrong">Lines left out because something is wrong with them.</param>
/// <param name="Errors">What is wrong with them, in order of the line; at most the first 1,000.</param>
/// <param name="Summary">All of it in a sentence: whether every line was taken, or how many were not.</param>
/// <param name="Differences">Of a dry run: what would change, line by line, in order of the line; at most the first 1,000. Null where something was written.</param>
/// <param name="Warnings">What of the lines taken may not be meant: tags that find no counterpart. Null where there is nothing.</param>
public sealed record ImportReport(
    bool DryRun,
    long Created,
    long Changed,
    long Unchanged,
    long Wrong,
    ImmutableArray<RowError> Errors,
    string Summary = "",
    ImmutableArray<RowDifference>? Differences = null,
    ImmutableArray<RowWarning>? Warnings = null)
{
    public const int MaxErrors = 1000;

    /// <summary>Nothing of it could be taken.</summary>
    internal bool IsUnusable => Created + Changed + Unchanged == 0;

    internal static string Sentence(bool dryRun, long taken, long wrong)
    {
        var verb = dryRun ? "would be" : "were";
        return wrong == 0
            ? string.Create(CultureInfo.InvariantCulture, $"All {taken} lines {verb} taken.")
            : string.Create(CultureInfo.InvariantCulture, $"Only a part {verb} taken: {taken} of {taken + wrong} lines. {wrong} {verb} left out, see errors.");
    }
}

/// <summary>What of a line may not be meant; it was taken all the same.</summary>
/// <param name="Line">The first that has it, from 1.</param>
/// <param name="Field">The member's path.</param>
/// <param name="Warning">As a sentence.</param>
/// <param name="Lines">How many lines have it.</param>
public sealed record RowWarning(long Line, string Field, string Value, string Warning, long Lines);

/// <summary>What a line would change.</summary>
/// <param name="Id">Of the thing it is about.</param>
/// <param name="Change">created or changed.</param>
/// <param name="Fields">Each field that differs, in the order of the fields.</param>
/// <param name="Touches">Who relies on what is changed; null where nobody does.</param>
public sealed record RowDifference(long Line, string Id, Change Change, ImmutableArray<FieldDifference> Fields, RowTouches? Touches = null);

/// <param name="Field">The member's path.</param>
/// <param name="Old">As JSON; null where there was nothing.</param>
/// <param name="New">As JSON; null where nothing is left.</param>
public sealed record FieldDifference(string Field, string? Old, string? New);

/// <summary>Who relies on what a line changes, so that it is looked at before it is done.</summary>
/// <param name="Offers">Open offers that were made on the present content.</param>
/// <param name="Commitments">Seats that were accepted.</param>
/// <param name="Ranks">Lists of rounds under way that name it; of a student, the placements the student has ranked in them.</param>
/// <param name="Rounds">The rounds of those lists.</param>
public sealed record RowTouches(int Offers, int Commitments, int Ranks, ImmutableArray<RoundId> Rounds);
