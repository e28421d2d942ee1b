namespace VocMatch.Matching.Clearing.Markets;

/// <summary>
/// The input of a clearing as it was given: immutable, in compressed rows, every id once. Students, placements, employers
/// and tags are indexes into their <see cref="IdTable"/>; a student's wishes stand together, best first.
/// </summary>
public sealed class ClearingMarket
{
    internal ClearingMarket()
    {
    }

    internal int[] SeatsOf { get; init; } = [];

    internal int[] EmployerOfPlacement { get; init; } = [];

    internal int[] CapOf { get; init; } = [];

    internal int[] ReserveStart { get; init; } = [];

    internal SeatReserve[] ReserveCells { get; init; } = [];

    internal int[] TagStart { get; init; } = [];

    internal int[] StudentTags { get; init; } = [];

    internal int[] WishStart { get; init; } = [];

    internal Wish[] WishRows { get; init; } = [];

    internal byte[] RankRows { get; init; } = [];

    /// <summary>The priority of every wish where codes are numbers of a table, which is too large to be read once a row; else empty.</summary>
    internal long[] MillionthsRows { get; init; } = [];

    public required IdTable Students { get; init; }

    public required IdTable Placements { get; init; }

    public required IdTable Employers { get; init; }

    public required IdTable Tags { get; init; }

    public required PriorityScale Priorities { get; init; }

    /// <summary>By student, then placement.</summary>
    public required IReadOnlyList<FixedMatch> Fixed { get; init; }

    /// <summary>By student, then placement.</summary>
    public required IReadOnlyList<ForbiddenMatch> Forbidden { get; init; }

    /// <summary>The number of application rows.</summary>
    public int ApplicationCount => WishRows.Length;

    public int Seats(int placement) => SeatsOf[placement];

    /// <summary>The employer of a placement, or -1 when it is one of its own.</summary>
    public int EmployerOf(int placement) => EmployerOfPlacement[placement];

    /// <summary>The most students an employer takes over all its placements, or -1 without a limit.</summary>
    public int Cap(int employer) => CapOf[employer];

    /// <summary>The reserves of a placement, in its own order of tags.</summary>
    public ReadOnlySpan<SeatReserve> Reserves(int placement) =>
        ReserveCells.AsSpan(ReserveStart[placement], ReserveStart[placement + 1] - ReserveStart[placement]);

    /// <summary>The tags of a student, ascending.</summary>
    public ReadOnlySpan<int> TagsOf(int student) =>
        StudentTags.Length == 0 ? [] : StudentTags.AsSpan(TagStart[student], TagStart[student + 1] - TagStart[student]);

    /// <summary>What a student applied for, best first, forbidden pairs included.</summary>
    public ReadOnlySpan<Wish> Wishes(int student) =>
        WishRows.AsSpan(WishStart[student], WishStart[student + 1] - WishStart[student]);

    /// <summary>The ranks as they were given, one for each of <see cref="Wishes"/>.</summary>
    public ReadOnlySpan<byte> Ranks(int student) =>
        RankRows.AsSpan(WishStart[student], WishStart[student + 1] - WishStart[student]);

    /// <summary>The priority of one of a student's <see cref="Wishes"/>.</summary>
    public Priority PriorityOf(int student, int place) => MillionthsRows.Length == 0
        ? Priorities.Decode(Wishes(student)[place].PriorityCode)
        : new(MillionthsRows.AsSpan(WishStart[student], WishStart[student + 1] - WishStart[student])[place]);

    /// <summary>The rank a student gave a placement, or 0.</summary>
    public int RankOf(int student, int placement)
    {
        var wishes = Wishes(student);
        for (var i = 0; i < wishes.Length; i++)
        {
            if (wishes[i].Placement == placement)
            {
                return Ranks(student)[i];
            }
        }

        return 0;
    }
}
