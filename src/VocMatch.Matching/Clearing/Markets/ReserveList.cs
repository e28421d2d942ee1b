using System.Buffers.Text;

namespace VocMatch.Matching.Clearing.Markets;

/// <summary>Reads the reserves of a placement, <c>tag:n;tag:n</c> (R3).</summary>
internal static class ReserveList
{
    /// <summary>Null when <paramref name="text"/> was read, else what is wrong with it.</summary>
    public static string? Parse(ReadOnlySpan<byte> text, IdInterner tags, out SeatReserve[] reserves)
    {
        reserves = [];
        if (text.IsEmpty)
        {
            return null;
        }

        var read = new List<SeatReserve>();
        foreach (var range in text.Split((byte)';'))
        {
            var cell = text[range];
            var colon = cell.IndexOf((byte)':');
            if (colon < 0)
            {
                return "reserves are written tag:n;tag:n";
            }

            if (IdRules.TagFault(cell[..colon]) is { } fault)
            {
                return fault;
            }

            var number = cell[(colon + 1)..];
            if (number.IsEmpty || number.IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0
                || !Utf8Parser.TryParse(number, out int seats, out var used) || used != number.Length || seats < 1)
            {
                return "a reserve is a whole number of at least 1";
            }

            var tag = tags.Intern(cell[..colon]);
            if (read.Exists(reserve => reserve.Tag == tag))
            {
                return $"the tag '{IdRules.Show(cell[..colon])}' stands twice";
            }

            read.Add(new SeatReserve(tag, seats));
        }

        reserves = [.. read];
        return null;
    }
}
