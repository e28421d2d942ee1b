using VocMatch.Contracts.Identity;

namespace VocMatch.Gateway.Bodies;

/// <summary>An offer to be made: to a candidate as the list of candidates names them, or to a student by id.</summary>
/// <param name="ExpiresAt">Last instant for an answer, inclusive; in the future, at most a year away.</param>
/// <param name="Candidate">The student's pseudonym at this placement; or else <paramref name="Student"/>.</param>
/// <param name="HoldsSeat">A seat is kept free until then; otherwise the first to accept gets it.</param>
/// <param name="WaitIfFull">Where no seat is free to hold, the student joins the waiting list instead of the offer being refused.</param>
/// <param name="Message">At most 2,000 characters.</param>
public sealed record OfferContent(
    DateTimeOffset ExpiresAt,
    string? Candidate = null,
    StudentId? Student = null,
    bool HoldsSeat = true,
    bool WaitIfFull = true,
    string? Message = null);
