namespace VocMatch.Contracts.Offers;

/// <summary>What came of an attempt to take a seat.</summary>
public enum SeatVerdict
{
    /// <summary>The seat is the student's.</summary>
    Taken,

    /// <summary>Every seat is held or filled; the student now waits.</summary>
    Full,

    /// <summary>It was accepted after its deadline, or after its deadline had been acted upon.</summary>
    Expired,

    /// <summary>It was no longer open: withdrawn, declined or released.</summary>
    NotOpen,
}

/// <summary>The placement's answer to an attempt, and the offer as it stands now, which may be later than the attempt.</summary>
/// <param name="Attempt">Which of the student's attempts is answered, from 1.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.SeatAnswer")]
public sealed record SeatAnswer(Offer Offer, int Attempt, SeatVerdict Verdict);
