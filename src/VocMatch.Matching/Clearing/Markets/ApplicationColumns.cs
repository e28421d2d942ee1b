namespace VocMatch.Matching.Clearing.Markets;

/// <summary>The application rows of all batches, compressed by student and sorted by rank.</summary>
internal sealed class ApplicationColumns(ClearingMarketBuilder builder, int[] placeOfPlacement)
{
    private long _lowest;

    public IdTable Students { get; private set; } = null!;

    /// <summary>For each number of the builder's own student ids, the student.</summary>
    public int[] PlaceOfStudent { get; private set; } = [];

    public int[] WishStart { get; private set; } = [];

    public Wish[] Wishes { get; private set; } = [];

    public byte[] Ranks { get; private set; } = [];

    public PriorityScale Priorities { get; private set; } = PriorityScale.Empty;

    /// <summary>The priority of every wish where the scale numbers distinct ones, else empty.</summary>
    public long[] Millionths { get; private set; } = [];

    /// <summary>Fills the columns and lets go of each block of rows as it is done; the refusal when rows contradict each other.</summary>
    public MarketRefusal? Fill()
    {
        var rows = builder.Batches.Sum(batch => batch.Count);
        if (rows > Array.MaxLength)
        {
            return new(MarketTable.Applications, Array.MaxLength, "student", "", "C1", $"at most {Array.MaxLength} applications fit one market");
        }

        var studentOf = NumberStudents();
        var codes = FindCodes(rows);
        Count(studentOf, (int)rows);
        Scatter(studentOf, codes);
        if (SortByRank())
        {
            return new RepeatedApplications(this, builder, studentOf).First();
        }

        foreach (var batch in builder.Batches)
        {
            batch.Blocks.Clear();
        }

        return null;
    }

    // One number a student over all batches; the first batch's ids are taken as they are when nothing precedes them.
    private int[][] NumberStudents()
    {
        var ids = builder.StudentIds;
        var adopted = ids.Count == 0 && builder.Batches.Count > 0;
        if (adopted)
        {
            ids = builder.Batches[0].Students;
        }

        var numbers = new int[builder.Batches.Count][];
        for (var batch = adopted ? 1 : 0; batch < numbers.Length; batch++)
        {
            var own = builder.Batches[batch].Students;
            numbers[batch] = new int[own.Count];
            for (var i = 0; i < own.Count; i++)
            {
                numbers[batch][i] = ids.Intern(own[i]);
            }
        }

        Students = ids.Seal(out var placeOf);
        PlaceOfStudent = placeOf;
        foreach (var batch in numbers)
        {
            for (var i = 0; i < batch?.Length; i++)
            {
                batch[i] = placeOf[batch[i]];
            }
        }

        if (adopted)
        {
            numbers[0] = placeOf;
        }

        return numbers;
    }

    // The code of every row in the order of the batches; null where it is the distance from the lowest priority.
    private int[]? FindCodes(long rows)
    {
        if (rows == 0)
        {
            return null;
        }

        _lowest = builder.Batches.Min(batch => batch.LowestPriority);
        var highest = builder.Batches.Max(batch => batch.MaxPriority);
        if (highest - _lowest < PriorityScale.Span)
        {
            Priorities = PriorityScale.ByDistance(_lowest);
            return null;
        }

        var values = GC.AllocateUninitializedArray<long>((int)rows);
        var at = 0;
        foreach (var block in builder.Batches.SelectMany(batch => batch.Blocks))
        {
            block.Priority.AsSpan(0, block.Used).CopyTo(values.AsSpan(at));
            at += block.Used;
        }

        Priorities = PriorityScale.ByRank(values, _lowest, highest, out var codes);
        return codes;
    }

    private void Count(int[][] studentOf, int rows)
    {
        WishStart = new int[Students.Count + 1];
        Wishes = GC.AllocateUninitializedArray<Wish>(rows);
        Ranks = GC.AllocateUninitializedArray<byte>(rows);
        Millionths = Priorities.IsDistance ? [] : GC.AllocateUninitializedArray<long>(rows);
        for (var batch = 0; batch < studentOf.Length; batch++)
        {
            foreach (var block in builder.Batches[batch].Blocks)
            {
                foreach (var student in block.Student.AsSpan(0, block.Used))
                {
                    WishStart[studentOf[batch][student] + 1]++;
                }
            }
        }

        for (var student = 0; student < Students.Count; student++)
        {
            WishStart[student + 1] += WishStart[student];
        }
    }

    private void Scatter(int[][] studentOf, int[]? codes)
    {
        var free = WishStart.AsSpan(0, Students.Count).ToArray();
        var row = 0;
        for (var batch = 0; batch < studentOf.Length; batch++)
        {
            var places = studentOf[batch];
            foreach (var block in builder.Batches[batch].Blocks)
            {
                for (var i = 0; i < block.Used; i++)
                {
                    var at = free[places[block.Student[i]]]++;
                    var code = codes is null ? (int)(block.Priority[i] - _lowest) : codes[row++];
                    Wishes[at] = new Wish(placeOfPlacement[block.Placement[i]], code);
                    if (codes is not null)
                    {
                        Millionths[at] = block.Priority[i];
                    }

                    Ranks[at] = block.Rank[i];
                }
            }
        }
    }

    // True when a student gave a rank or a placement twice.
    private bool SortByRank()
    {
        var repeated = false;
        for (var student = 0; student < Students.Count; student++)
        {
            var ranks = Ranks.AsSpan(WishStart[student]..WishStart[student + 1]);
            var wishes = Wishes.AsSpan(WishStart[student]..WishStart[student + 1]);
            var sorted = true;
            for (var i = 1; i < ranks.Length; i++)
            {
                if (ranks[i - 1] > ranks[i])
                {
                    Insert(ranks, wishes, i);
                    sorted = false;
                }
            }

            for (var i = 0; !sorted && i < wishes.Length && Millionths.Length > 0; i++)
            {
                Millionths[WishStart[student] + i] = Priorities.Decode(wishes[i].PriorityCode).Millionths;
            }

            repeated |= ranks.Length > RankBounds.MaxLength;
            for (var i = 1; i < ranks.Length; i++)
            {
                repeated |= ranks[i - 1] == ranks[i];
                for (var j = 0; j < i; j++)
                {
                    repeated |= wishes[i].Placement == wishes[j].Placement;
                }
            }
        }

        return repeated;
    }

    private static void Insert(Span<byte> ranks, Span<Wish> wishes, int from)
    {
        var (rank, wish) = (ranks[from], wishes[from]);
        var to = from;
        for (; to > 0 && ranks[to - 1] > rank; to--)
        {
            ranks[to] = ranks[to - 1];
            wishes[to] = wishes[to - 1];
        }

        ranks[to] = rank;
        wishes[to] = wish;
    }
}
