using VocMatch.Matching.Clearing;

namespace VocMatch.Matching.WhyNot;

/// <summary>
/// Where a student stands among those who rank a placement above what they got. An order, not a promise: a freed reserved
/// seat goes to its type first, and a capped employer may fill another placement first.
/// </summary>
/// <param name="Place">1 for the highest key.</param>
/// <param name="Waiting">How many wait; show it only from the suppression minimum on.</param>
/// <param name="PlaceInType">The same among students of the same type, or null without a type.</param>
/// <param name="WaitingInType">How many of that type wait, or null without a type.</param>
public sealed record WaitingPlace(int Place, int Waiting, int? PlaceInType, int? WaitingInType)
{
    /// <summary>The place of a student, or null when the student does not wait there. Linear in the applications.</summary>
    public static WaitingPlace? Of(ClearingResult result, int student, int placement)
    {
        if (KeyOf(result, student, placement) is not { } own)
        {
            return null;
        }

        var type = result.Open.OpenCellOf(student, placement);
        int ahead = 0, waiting = 0, aheadInType = 0, waitingInType = 0;
        for (var other = 0; other < result.Open.StudentCount; other++)
        {
            if (KeyOf(result, other, placement) is not { } key)
            {
                continue;
            }

            var sameType = result.Open.OpenCellOf(other, placement) == type;
            waiting++;
            waitingInType += sameType ? 1 : 0;
            ahead += key > own ? 1 : 0;
            aheadInType += sameType && key > own ? 1 : 0;
        }

        return type < 0 ? new(ahead + 1, waiting, null, null) : new(ahead + 1, waiting, aheadInType + 1, waitingInType);
    }

    private static long? KeyOf(ClearingResult result, int student, int placement)
    {
        var open = result.Open;
        var held = result.Assignment.Rows[student];
        var end = held < 0 ? open.WishEnd[student] : held;
        for (var row = open.WishStart[student]; row < end; row++)
        {
            if (open.WishRows[row].Placement == placement)
            {
                return result.Lottery.Key(open.WishRows[row].PriorityCode, student);
            }
        }

        return null;
    }
}
