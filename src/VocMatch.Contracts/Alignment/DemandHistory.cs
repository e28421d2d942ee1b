using System.Collections.Immutable;
using VocMatch.Contracts.Identity;

namespace VocMatch.Contracts.Alignment;

/// <summary>
/// Demand of a region by month, by the day on which the work begins: months that are over, as they were counted then. Whatever becomes of
/// the postings later, it stays.
/// </summary>
/// <param name="FirstMonth">The first day of the first month.</param>
/// <param name="Seats">Seats a month, without gaps.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.DemandHistory")]
public sealed record DemandHistory(
    RegionId Region, DateOnly FirstMonth, ImmutableArray<int> Seats, ImmutableArray<CodedSeats> Occupations, ImmutableArray<CodedSeats> Skills)
{
    /// <summary>The first day of the first month that is not kept.</summary>
    public DateOnly NextMonth() => FirstMonth.AddMonths(Seats.Length);
}

/// <summary>Seats a month of an occupation or that ask for a skill, in the months of its history.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.CodedSeats")]
public sealed record CodedSeats(string Code, ImmutableArray<int> Seats);
