using VocMatch.Contracts.Identity;

namespace VocMatch.Domain.Placements;

/// <summary>Seats given to a round: not offered outside it.</summary>
/// <param name="Left">Seats the round has not turned into offers.</param>
/// <param name="Ended">The round has no more claim; kept, so that a late message cannot reserve again.</param>
public sealed record SeatReservation(RoundId Round, int Left, bool Ended);
