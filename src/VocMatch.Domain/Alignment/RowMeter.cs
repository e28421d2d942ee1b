using VocMatch.Contracts.Reading;
using VocMatch.Domain.Jobs;

namespace VocMatch.Domain.Alignment;

/// <summary>Reports how many of all rows a report reads are read, over all its steps. Rows that a step passes over count when it ends.</summary>
/// <param name="total">Rows there are to read.</param>
internal sealed class RowMeter(StepProgress progress, long total)
{
    public static long Total(EntityCounts counts) => counts.Schools + counts.Programs + counts.Employers + counts.Placements + counts.Students;

    private const int RowsBetweenNotices = 10_000;

    private string _step = "";
    private long _before;

    /// <summary>A step that reads nothing.</summary>
    public void Begin(string step)
    {
        _step = step;
        progress(step, _before, total);
    }

    /// <param name="read">Rows of this step.</param>
    public void Advance(long read)
    {
        if (read % RowsBetweenNotices == 0)
        {
            progress(_step, Math.Min(_before + read, total), total);
        }
    }

    /// <param name="rows">Rows of this step that were counted before it began; more may have come since.</param>
    public void End(long rows)
    {
        _before += rows;
        progress(_step, _before, total);
    }
}
