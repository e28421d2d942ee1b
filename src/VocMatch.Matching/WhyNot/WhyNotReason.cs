namespace VocMatch.Matching.WhyNot;

/// <summary>Why a student does not hold a placement, in the order in which the reasons are looked for.</summary>
public enum WhyNotReason
{
    /// <summary>The student does hold it.</summary>
    Held,

    /// <summary>The pair may not meet.</summary>
    NotEligible,

    /// <summary>The student did not apply there.</summary>
    NotRanked,

    /// <summary>The student was placed by hand elsewhere.</summary>
    PlacedByHand,

    /// <summary>The student holds a placement that stands higher in the own list.</summary>
    OwnPlaceRankedBetter,

    /// <summary>The placement has no seats to clear.</summary>
    NoSeats,

    /// <summary>The employer takes nobody.</summary>
    EmployerTakesNobody,

    /// <summary>The open seats closed above the student's priority.</summary>
    BelowCutoff,

    /// <summary>The open seats closed at the student's own priority, and the lottery decided.</summary>
    LotteryDecided,

    /// <summary>All seats went to reserves that were filled.</summary>
    AllSeatsReserved,

    /// <summary>The employer's limit was reached, over all its placements.</summary>
    EmployerLimit,
}
