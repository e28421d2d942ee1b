using System.Collections.Immutable;
using VocMatch.Contracts.Outcomes;
using VocMatch.Data.Rows;

namespace VocMatch.Gateway.Imports;

/// <summary>Counts the lines of an import, from any thread.</summary>
internal sealed class ImportTally
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<RowError, long> _firstErrors = new(Comparer<long>.Create((a, b) => b.CompareTo(a)));
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
                if (_firstErrors.Count < ImportReport.MostErrors)
                {
                    _firstErrors.Enqueue(error, error.Line);
                }
                else
                {
                    _firstErrors.EnqueueDequeue(error, error.Line);
                }
            }
        }
    }

    public void Refuse(long line, Refusal refusal) => Refuse(refusal.Violations.IsDefaultOrEmpty
        ? [new RowError(line, null, null, refusal.Detail)]
        : [.. refusal.Violations.Select(violation => new RowError(line, violation.Field, violation.Value, violation.Rule))]);

    public ImportReport Report(bool dryRun)
    {
        lock (_gate)
        {
            return new(
                dryRun,
                Interlocked.Read(ref _created),
                Interlocked.Read(ref _changed),
                Interlocked.Read(ref _unchanged),
                _wrong,
                [.. _firstErrors.UnorderedItems.Select(item => item.Element)
                    .OrderBy(error => error.Line).ThenBy(error => error.Field, StringComparer.Ordinal)]);
        }
    }
}
