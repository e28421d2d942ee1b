using System.Collections.Immutable;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Programs;
using VocMatch.Contracts.Students;
using VocMatch.Contracts.Work;

namespace VocMatch.Contracts.Markets;

/// <summary>Everything about a student that a market needs to rank placements: no name, no birth date.</summary>
/// <param name="Version">Of the student's profile.</param>
/// <param name="IdentityVersion">Of the row that <paramref name="Ages"/> follow from; 0 where nobody asked for it.</param>
/// <param name="Asking">The same wherever one question goes to several markets, so that a silo prepares it once for all of them; null: it goes to one.</param>
/// <param name="Level">Of the program's qualification, 1 to 8 (EQF).</param>
[GenerateSerializer, Immutable, Alias("VocMatch.StudentQuestion")]
public sealed record StudentQuestion(
    StudentId Student,
    StudentProfile Profile,
    ImmutableArray<SkillLevel> Skills,
    string Field,
    int Level,
    ImmutableArray<OccupationId> Occupations,
    GeoPoint Home,
    ImmutableArray<RegionId> Regions,
    AgeThresholds? Ages,
    long Version,
    ImmutableArray<WorkPattern>? Commitments = null,
    long IdentityVersion = 0,
    string? Asking = null);

/// <summary>The supply and demand of a region as its market holds them at this moment.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.MarketSummary")]
public sealed record MarketSummary(
    RegionId Region,
    int Epoch,
    int OpenPlacements,
    int OpenSeats,
    int Students,
    int Programs,
    ImmutableArray<OccupationBalance> Occupations);

/// <param name="Seats">Open seats asking for the occupation.</param>
/// <param name="Students">Students who want it; one who wants several counts for each.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.OccupationBalance")]
public sealed record OccupationBalance(OccupationId Occupation, int Seats, int Students);

/// <param name="Json">The frozen figures, in the engine's own public form.</param>
/// <param name="Number">From 1, in the order in which epochs came into force.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.EpochDocument")]
public sealed record EpochDocument(int Number, int Policy, DateTimeOffset FrozenAt, string Json);
