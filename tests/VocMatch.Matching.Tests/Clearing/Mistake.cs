namespace VocMatch.Matching.Tests.Clearing;

/// <summary>A way to get the specification wrong; <see cref="None"/> is the specification.</summary>
public enum Mistake
{
    None,
    ReservesIgnored,
    HardReserves,
    OpenSeatsFirst,
    LastTagCounts,
    StudentsTagOrder,
    CapIgnored,
    PlacementFirstThenCap,
    CapOverridesReserves,
    AcceptedSeatsFinal,
    OnlyFirstChoice,
    EmployersPropose,
    OwnSeatCountsAsFree,
    PriorityAsText,
    PriorityTruncated,
    LowerLotteryWins,
    LotterySigned,
    LotterySwapped,
    NoLottery,
}
