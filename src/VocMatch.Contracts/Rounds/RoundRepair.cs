using System.Collections.Immutable;
using VocMatch.Contracts.Identity;

namespace VocMatch.Contracts.Rounds;

/// <summary>What became of a student in a repair.</summary>
/// <param name="From">Null: had nothing before.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.RepairMove")]
public sealed record RepairMove(StudentId Student, PlacementId? From, PlacementId To);

/// <summary>What a repair after drop-outs would do. Nobody gets a worse place by it.</summary>
/// <param name="Issue">The number the repaired result would have; 1 was the result as cleared.</param>
/// <param name="Left">Students who declined, let their offer expire or gave their seat up: they leave the round.</param>
/// <param name="Moves">Who moves up or is placed, by student id. Who has accepted stays.</param>
/// <param name="MovedUp">How many had a place and get a better one.</param>
/// <param name="NewlyPlaced">How many had none.</param>
/// <param name="Certified">Digests of the repaired result.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.RepairProposal")]
public sealed record RepairProposal(
    int Issue, ImmutableArray<StudentId> Left, ImmutableArray<RepairMove> Moves, int MovedUp, int NewlyPlaced, PassResult Certified);

/// <summary>A repair that was confirmed; it has inputs, assignments and a certificate of its own.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.RoundRepair")]
public sealed record RoundRepair(int Issue, DateTimeOffset At, int Left, int MovedUp, int NewlyPlaced, PassResult Certified);
