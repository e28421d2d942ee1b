using System.Collections.Immutable;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Rounds;

namespace VocMatch.Gateway.Rounds;

/// <summary>What goes with an action.</summary>
/// <param name="Reason">Asked for by unlock, rework and cancel.</param>
/// <param name="Report">Asked for by a lock before the closing date: the digest of the completeness report that is accepted.</param>
public sealed record RoundCommand(string? Reason = null, string? Report = null);

/// <summary>What a student ranks in a round, best first.</summary>
/// <param name="Placements">None twice; as many as the round allows.</param>
/// <param name="AgreesToCompletion">Where the own choices leave the student without a place, they get a seat left over that they did not rank; nobody loses a choice by agreeing.</param>
public sealed record RoundPreferences(ImmutableArray<PlacementId> Placements, bool AgreesToCompletion = false);

/// <summary>A list as it counts, and what is amiss with it.</summary>
/// <param name="List">Null: nothing was saved yet.</param>
public sealed record JudgedList(RoundList? List, ImmutableArray<ListWarning> Warnings);

/// <summary>Whom a student would change places with.</summary>
/// <param name="With">Null: nobody any more.</param>
public sealed record SwapRequest(StudentId? With);
