namespace VocMatch.Contracts.Adjustments;

/// <summary>What may be said of a change.</summary>
public enum EffectVerdict
{
    /// <summary>Where lists respond, more of the program's own students are placed, whichever lottery of forty is drawn, and no fewer of all students.</summary>
    Helps,

    /// <summary>More of the program's own students are placed, and fewer of all students.</summary>
    MovesSeatsFromOthers,

    /// <summary>Nobody is placed less, of the program's own students or of all.</summary>
    LosesNobody,

    /// <summary>No gain that the lottery could not have given as well.</summary>
    NoGainShown,
}

/// <summary>What clearing again with the change gave: with lists as they were saved, and with lists that respond. One lottery on both sides, both passes.</summary>
/// <param name="Text">In words; of measurements by earlier versions "placed 61 % -> 75 % (+17 of 120, 12 to 20), others -2".</param>
/// <param name="Students">The program's own students in the round.</param>
/// <param name="StudentsAfter">With the change: another number where the intake changes.</param>
/// <param name="PlacedBefore">Of them placed without the change, with lists as saved.</param>
/// <param name="PlacedAfter">Placed with it, with lists as saved, under the same lottery.</param>
/// <param name="Low">The second smallest number placed with it over forty lotteries: paired differences added to what is placed without it.</param>
/// <param name="High">The second largest.</param>
/// <param name="OthersChange">All other students placed more or, negative, fewer, with lists as saved.</param>
/// <param name="Seeds">Further lotteries tried; 0 where the change made no difference that asked for it. Lottery uncertainty only: behaviour is taken as the rule says.</param>
/// <param name="Simulated">True where no lists were saved and a rule made them.</param>
/// <param name="Lists">Where the lists without the change come from.</param>
/// <param name="Verdict">What may be said of it; null in measurements of earlier versions.</param>
/// <param name="Saved">Scores and eligibility follow the change, lists do not: what the same round shows when it is run again with the change.</param>
/// <param name="Responding">Lists are lengthened by one rule without the change and with it.</param>
/// <param name="LongerListsAlone">What that rule gives with no change at all; part of no other figure.</param>
/// <param name="ExpectedSeats">Seats a year that fall to the program, for a change of intake; null for others.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.AdjustmentEffect")]
public sealed record AdjustmentEffect(
    string Text,
    int Students,
    int StudentsAfter,
    int PlacedBefore,
    int PlacedAfter,
    int Low,
    int High,
    int OthersChange,
    int Seeds,
    bool Simulated,
    string? Lists = null,
    EffectVerdict? Verdict = null,
    EffectByLists? Saved = null,
    EffectByLists? Responding = null,
    EffectByLists? LongerListsAlone = null,
    decimal? ExpectedSeats = null);

/// <summary>The effect of a change under one rule for lists.</summary>
/// <param name="Own">The program's own students; for a change to a placement, the students of its region; for a new program, its class.</param>
/// <param name="Others">All other students of the round.</param>
/// <param name="Rule">Which lists were cleared, in words.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.EffectByLists")]
public sealed record EffectByLists(PlacedDifference Own, PlacedDifference Others, string Rule);

/// <summary>How many students are placed without a change and with it, under the same lottery.</summary>
/// <param name="Difference">After less before.</param>
/// <param name="Lotteries">What other lotteries make of the difference; null where none were tried.</param>
/// <param name="Before">Students placed without the change.</param>
/// <param name="After">Students placed with it.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.PlacedDifference")]
public sealed record PlacedDifference(int Before, int After, int Difference, LotteryRange? Lotteries = null);

/// <summary>Paired differences under forty further lotteries. Lottery uncertainty only: behaviour is taken as the rule says.</summary>
/// <param name="Low">The second smallest difference.</param>
/// <param name="High">The second largest difference.</param>
/// <param name="Mean">The mean difference.</param>
/// <param name="MeanLow">The mean less 2.02 standard errors.</param>
/// <param name="MeanHigh">The mean and 2.02 standard errors.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.LotteryRange")]
public sealed record LotteryRange(int Low, int High, double Mean, double MeanLow, double MeanHigh, int Seeds);

/// <summary>What a change would do, measured when it was asked, and kept nowhere.</summary>
/// <param name="Basis">The round it was measured on; begins with <c>simulated</c> where no lists were saved.</param>
/// <param name="Own">Whose students are the own ones.</param>
/// <param name="Epoch">The epoch under whose figures both sides were scored; null where none is named.</param>
/// <param name="EpochNote">That a lock renews the epoch, and what may differ then, in words.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.ChangeEffect")]
public sealed record ChangeEffect(string Basis, bool Simulated, string Own, AdjustmentEffect Effect, int? Epoch = null, string? EpochNote = null);
