using System.Buffers.Text;

namespace VocMatch.Matching.Clearing.Markets;

/// <summary>Seats of a placement that students with a tag get first.</summary>
/// <param name="Seats">1 or more.</param>
public readonly record struct TagReserve(string Tag, int Seats)
{
    /// <summary>Fits a reserve to what is left of a placement's seats and of its employer's cap (R1, R2), and takes it from there.</summary>
    /// <param name="asked">Its seats; below 1 where others have used it up.</param>
    public static int Fit(int asked, ref int left)
    {
        var fits = Math.Max(0, Math.Min(asked, left));
        left -= fits;
        return fits;
    }

    /// <summary>As the clearing's files write it.</summary>
    public override string ToString() => FormattableString.Invariant($"{Tag}:{Seats}");
}

/// <summary>The reserves of a placement (R3) on their way into a market, by tag number.</summary>
internal sealed class ReserveList(IdInterner tags)
{
    private readonly List<SeatReserve> _cells = [];

    public SeatReserve[] Cells => [.. _cells];

    /// <summary>Null when the reserve was taken, else what is wrong with it.</summary>
    public string? Add(ReadOnlySpan<byte> tag, int seats)
    {
        if (IdRules.TagFault(tag) is { } fault)
        {
            return fault;
        }

        if (seats < 1)
        {
            return "a reserve is a whole number of at least 1";
        }

        var number = tags.Intern(tag);
        if (_cells.Exists(reserve => reserve.Tag == number))
        {
            return $"the tag '{IdRules.Show(tag)}' stands twice";
        }

        _cells.Add(new SeatReserve(number, seats));
        return null;
    }

    /// <summary>Takes what a file has: <c>tag:n;tag:n</c>, or nothing. Null when it was read, else what is wrong with it.</summary>
    public string? Parse(ReadOnlySpan<byte> text)
    {
        foreach (var range in text.IsEmpty ? default : text.Split((byte)';'))
        {
            var cell = text[range];
            var colon = cell.IndexOf((byte)':');
            if (colon < 0)
            {
                return "reserves are written tag:n;tag:n";
            }

            var number = cell[(colon + 1)..];
            var isWhole = Utf8Parser.TryParse(number, out int seats, out var used) && used == number.Length
                && number.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
            if (Add(cell[..colon], isWhole ? seats : 0) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }
}
