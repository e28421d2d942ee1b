using System.Collections.Immutable;
using VocMatch.Contracts.Outcomes;
using VocMatch.Data.Rows;
using VocMatch.Gateway.Tags;

namespace VocMatch.Gateway.Imports;

/// <summary>Counts the lines of an import, from any thread.</summary>
internal sealed class ImportTally
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<RowError, long> _firstErrors = new(Comparer<long>.Create((a, b) => b.CompareTo(a)));
    private readonly PriorityQueue<RowDifference, long> _firstDifferences = new(Comparer<long>.Create((a, b) => b.CompareTo(a)));
    private long _created;
    private long _changed;
    private long _unchanged;
    private long _wrong;

    public void Count(Change change)
    {
        switch (change)
        {
            case Change.Created:
                Interlocked.Increment(ref _created);
                break;
            case Change.Changed:
                Interlocked.Increment(ref _changed);
                break;
            case Change.Unchanged:
                Interlocked.Increment(ref _unchanged);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(change), change, "A change that is not counted.");
        }
    }

    public void Refuse(ImmutableArray<RowError> errors)
    {
        lock (_gate)
        {
            _wrong++;
            foreach (var error in errors)
            {
                Keep(_firstErrors, error, error.Line);
            }
        }
    }

    /// <summary>Each tag of lines that were taken, by its text alone, with the first line that has it.</summary>
    public Dictionary<GivenTag, (long Line, long Lines)> Tags { get; } = new(GivenTag.ByText);

    public void Note(GivenTag tag, long line)
    {
        lock (_gate)
        {
            var known = Tags.TryGetValue(tag, out var before);
            if (known && before.Line > line)
            {
                // The path is that of the line that is named.
                Tags.Remove(tag);
            }

            Tags[tag] = known ? (Math.Min(before.Line, line), before.Lines + 1) : (line, 1);
        }
    }

    public void Differ(RowDifference difference)
    {
        lock (_gate)
        {
            Keep(_firstDifferences, difference, difference.Line);
        }
    }

    private static void Keep<T>(PriorityQueue<T, long> first, T item, long line)
    {
        if (first.Count < ImportReport.MaxErrors)
        {
            first.Enqueue(item, line);
        }
        else
        {
            first.EnqueueDequeue(item, line);
        }
    }

    public void Refuse(long line, Refusal refusal) => Refuse(refusal.Violations.IsDefaultOrEmpty
        ? [new RowError(line, null, null, refusal.Detail)]
        : [.. refusal.Violations.Select(violation => new RowError(line, violation.Field, violation.Value, violation.Rule))]);

    public ImportReport Report(bool dryRun)
    {
        lock (_gate)
        {
            var (created, changed, unchanged) = (Interlocked.Read(ref _created), Interlocked.Read(ref _changed), Interlocked.Read(ref _unchanged));
            return new(
                dryRun,
                created,
                changed,
                unchanged,
                _wrong,
                [.. _firstErrors.UnorderedItems.Select(item => item.Element)
                    .OrderBy(error => error.Line).ThenBy(error => error.Field, StringComparer.Ordinal)],
                ImportReport.Sentence(dryRun, created + changed + unchanged, _wrong),
                dryRun ? [.. _firstDifferences.UnorderedItems.Select(item => item.Element).OrderBy(difference => difference.Line)] : null);
        }
    }
}
