using System.Collections.Immutable;
using VocMatch.Contracts.Identity;

namespace VocMatch.Contracts.Rounds;

/// <summary>What may be wrong with a list that is taken all the same.</summary>
public enum ListWarningKind
{
    Empty,
    Short,
    TooLong,
    Duplicate,
    Unreachable,
    NotInRound,
    OneEmployer,
}

/// <summary>What is amiss with a student's list, while it can still be mended.</summary>
/// <param name="Placement">The entry meant; null where it is the list as a whole.</param>
/// <param name="Text">One sentence.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.ListWarning")]
public sealed record ListWarning(ListWarningKind Kind, string Text, PlacementId? Placement = null);

/// <summary>A value that is missing, and what that means for the clearing. A missing value is never taken as zero.</summary>
/// <param name="Subject">Kind and id: <c>student:s1</c>, <c>placement:p1</c>, <c>pair:s1/p1</c>.</param>
/// <param name="Field">Path in camel case.</param>
/// <param name="Consequence">One sentence.</param>
/// <param name="DropsRows">Applications that cannot take part unless the value is supplied.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.MissingValue")]
public sealed record MissingValue(string Subject, string Field, string Consequence, int DropsRows);

/// <summary>What the lock would freeze, and what is missing from it.</summary>
/// <param name="StudentsRanked">With at least one valid choice of their own: they take part with it, however short the list.</param>
/// <param name="StudentsToComplete">Without one, who agreed to be placed on what is left over.</param>
/// <param name="StudentsLeftOut">Without one, who did not agree.</param>
/// <param name="StudentsAgreed">Of those who ranked: who are placed on what is left over if their own choices leave them without a place.</param>
/// <param name="ApplicationsDropped">Of the applications, those to placements that their students may not take.</param>
/// <param name="Missing">The first hundred, in the order of their subjects.</param>
/// <param name="MissingTotal">All of them.</param>
/// <param name="Digest">SHA-256 of the whole report: who locks states which report they accept.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.CompletenessReport")]
public sealed record CompletenessReport(
    int Students,
    int StudentsRanked,
    int StudentsToComplete,
    int StudentsLeftOut,
    int Placements,
    int Seats,
    int Applications,
    int ApplicationsDropped,
    ImmutableArray<MissingValue> Missing,
    int MissingTotal,
    string Digest,
    int StudentsAgreed = 0);

/// <summary>A student's list for a round, saved as often as they like until the lock.</summary>
/// <param name="AgreesToCompletion">Where the list leaves the student without a place, the student takes part in the second pass: nobody loses by it.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.RoundList")]
public sealed record RoundList(
    RoundId Round,
    ImmutableArray<PlacementId> Ranked,
    bool AgreesToCompletion,
    DateTimeOffset SavedAt,
    long Revision);
