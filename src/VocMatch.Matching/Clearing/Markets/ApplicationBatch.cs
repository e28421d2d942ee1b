using System.Text;

namespace VocMatch.Matching.Clearing.Markets;

/// <summary>
/// Application rows of one market, added by one thread: columns in blocks, no object for a row. Several batches of
/// one builder may be filled at once, each by a thread of its own; the market does not depend on how rows are spread.
/// </summary>
public sealed class ApplicationBatch
{
    private const int MaxBlock = 1 << 18;

    private readonly IdInterner _placements;
    private int _free;

    internal ApplicationBatch(IdInterner placements) => _placements = placements;

    /// <summary>The number of rows added.</summary>
    public long Count { get; private set; }

    internal IdInterner Students { get; } = new();

    internal List<Block> Blocks { get; } = [];

    internal long LowestPriority { get; private set; } = long.MaxValue;

    internal long MaxPriority { get; private set; } = long.MinValue;

    /// <summary>Adds one application; null when it was taken. Ranks run from 1 (first choice) to <see cref="RankBounds.MaxLength"/>.</summary>
    public MarketRefusal? Add(ReadOnlySpan<byte> student, ReadOnlySpan<byte> placement, int rank, Priority priority)
    {
        var studentNumber = Students.Count > 0 ? Students.FindLast(student) : -1;
        if (studentNumber < 0)
        {
            if (IdRules.Fault(student) is { } fault)
            {
                return Refuse("student", IdRules.Show(student), "Id", fault);
            }

            studentNumber = Students.Intern(student);
        }

        var placementNumber = _placements.Find(placement);
        if (placementNumber < 0)
        {
            return Refuse("placement", IdRules.Show(placement), "R3", "there is no such placement");
        }

        if ((uint)(rank - 1) >= RankBounds.MaxLength)
        {
            return Refuse("rank", rank.ToString(System.Globalization.CultureInfo.InvariantCulture), "C1", $"a rank is a whole number from 1 to {RankBounds.MaxLength}");
        }

        if (!priority.IsInRange)
        {
            return Refuse("priority", priority.ToString(), "C2", "a priority is below 10^12 in magnitude");
        }

        if (_free == 0)
        {
            _free = (int)Math.Clamp(Count, 64, MaxBlock);
            Blocks.Add(new Block(_free));
        }

        var block = Blocks[^1];
        block.Student[block.Used] = studentNumber;
        block.Placement[block.Used] = placementNumber;
        block.Rank[block.Used] = (byte)rank;
        block.Priority[block.Used] = priority.Millionths;
        block.Used++;
        _free--;
        LowestPriority = Math.Min(LowestPriority, priority.Millionths);
        MaxPriority = Math.Max(MaxPriority, priority.Millionths);
        Count++;
        return null;
    }

    /// <inheritdoc cref="Add(ReadOnlySpan{byte}, ReadOnlySpan{byte}, int, Priority)"/>
    public MarketRefusal? Add(string student, string placement, int rank, Priority priority) =>
        Add(Encoding.UTF8.GetBytes(student), Encoding.UTF8.GetBytes(placement), rank, priority);

    private MarketRefusal Refuse(string field, string value, string rule, string reason) =>
        new(MarketTable.Applications, Count, field, value, rule, reason);

    /// <summary>A run of rows, a column an array.</summary>
    internal sealed class Block(int rows)
    {
        public readonly int[] Student = GC.AllocateUninitializedArray<int>(rows);
        public readonly int[] Placement = GC.AllocateUninitializedArray<int>(rows);
        public readonly byte[] Rank = GC.AllocateUninitializedArray<byte>(rows);
        public readonly long[] Priority = GC.AllocateUninitializedArray<long>(rows);
        public int Used;
    }
}
