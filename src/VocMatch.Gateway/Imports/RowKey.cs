using System.Collections.Immutable;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Importing;
using VocMatch.Contracts.Outcomes;
using VocMatch.Data.Rows;
using VocMatch.Gateway.Tags;

namespace VocMatch.Gateway.Imports;

/// <summary>What a row is about. A file says a thing once: of two rows about it neither can be known to be the one that is meant.</summary>
/// <param name="Entity">Its id.</param>
/// <param name="Round">Of a list for a round.</param>
internal readonly record struct RowKey(string Entity, string? Round = null)
{
    /// <summary>As a line of columns names it; null where it does not, or in no way that an id is written.</summary>
    public static RowKey? Of(RowPatch patch, string column) =>
        patch.Text(column) is { } entity && IdRule.IsValid(entity) && patch.Text("round") is var round && (round is null || IdRule.IsValid(round))
            ? new RowKey(entity, round)
            : null;

    /// <summary>The error of a second row about it.</summary>
    public RowError Repeated(long line, string column, long firstLine) => new(
        line,
        column,
        Entity,
        $"Lines {firstLine} and {line} are both about '{Entity}'{(Round is null ? "" : $" in the round '{Round}'")}: line {firstLine} was taken, line {line} was not.");
}

/// <summary>A row as it is stored at present.</summary>
/// <param name="InForce">It is published as it stands: publishing it again changes nothing.</param>
internal sealed record StoredRow<TRow>(TRow Row, bool InForce = false)
    where TRow : class;

/// <summary>What an import knows of one kind of row.</summary>
/// <param name="Column">Where a row names what it is about.</param>
/// <param name="Write">Writes one row.</param>
/// <param name="Stored">The row as it is stored; null where it is new.</param>
/// <param name="WriteMany">Writes many rows at once, where the kind can; never a dry run.</param>
/// <param name="Touches">Who relies on what a change of the row changes.</param>
/// <param name="Tags">What of it must find a counterpart to have any effect.</param>
internal sealed record RowKind<TRow>(
    string Column,
    Func<TRow, RowKey> Key,
    Func<TRow, WriteOptions, Task<Outcome<RowImported>>> Write,
    Func<RowKey, Task<StoredRow<TRow>?>> Stored,
    Func<ImmutableArray<TRow>, Task<ImmutableArray<Outcome<RowImported>>>>? WriteMany = null,
    Func<TRow, TouchedRounds, Task<RowTouches?>>? Touches = null,
    Func<TRow, IEnumerable<GivenTag>>? Tags = null)
    where TRow : class;
