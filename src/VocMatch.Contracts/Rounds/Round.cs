using System.Collections.Immutable;
using VocMatch.Contracts.Identity;

namespace VocMatch.Contracts.Rounds;

/// <summary>A round as anybody in its scope may see it: nothing here gives away a result that is not published.</summary>
/// <param name="FixedPairs">How many students are placed by hand.</param>
/// <param name="ForbiddenPairs">How many pairs are forbidden.</param>
/// <param name="SeedCommitment">SHA-256 of the lottery's seed, public before lists close; null in a draft.</param>
/// <param name="Seed">The seed itself, once the result is published.</param>
/// <param name="InputDigest">SHA-256 of the frozen inputs.</param>
/// <param name="Policy">Scoring policy and epoch of the frozen priorities.</param>
/// <param name="Lock">Counts the times the round collected lists; 0 in a draft.</param>
/// <param name="Repairs">After drop-outs, in their order, the latest 100; null: none. The number of the last one tells how many there were.</param>
/// <param name="OffersRefused">Offers of the published result that were not made: the placement has closed, or the student may not work there any more.</param>
/// <param name="Stale">It cannot go on since what it rests on has changed: its officers' tasks say what. The lock or the result is taken back.</param>
/// <param name="Warnings">Only in the answer to a PUT: what of the content may not be meant, in sentences; null: nothing.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.Round")]
public sealed record Round(
    RoundId Id,
    RoundPhase Phase,
    RoundSettings Settings,
    int FixedPairs,
    int ForbiddenPairs,
    RoundProgress Progress,
    ImmutableArray<RoundChange> Changes,
    long Version,
    string? SeedCommitment = null,
    string? Seed = null,
    string? InputDigest = null,
    RoundResult? Result = null,
    string? Policy = null,
    int Lock = 0,
    int OffersRefused = 0,
    ImmutableArray<RoundRepair>? Repairs = null,
    bool Stale = false,
    ImmutableArray<string>? Warnings = null)
{
    /// <summary>Repairs that are shown of a round with more.</summary>
    public const int MaxRepairsShown = 100;

    /// <summary>Number of the result that counts now: 1 as cleared, one more with each repair.</summary>
    public int Issue => Repairs is [.., var last] ? last.Issue : 1;
}

/// <param name="Reason">For what was done by hand against the usual way.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.RoundChange")]
public sealed record RoundChange(RoundPhase Phase, DateTimeOffset At, string? Reason = null);

/// <summary>How far the work of the phase has come.</summary>
/// <param name="Step">What is being done: <c>freezing</c>, <c>clearing</c>, <c>second pass</c>, <c>offering</c>.</param>
/// <param name="Total">0 where it is not known yet.</param>
/// <param name="SecondsLeft">Null where it cannot be estimated.</param>
/// <param name="Done">Of the total: students, placements or offers, as the step has them.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.RoundProgress")]
public sealed record RoundProgress(string Step, long Done, long Total, int? SecondsLeft = null)
{
    public static RoundProgress None { get; } = new("", 0, 0);
}

/// <summary>What a solved round found. The assignments are rows of their own.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.RoundResult")]
public sealed record RoundResult(PassResult First, PassResult? Second = null);

/// <summary>One clearing, as its certificate states it.</summary>
/// <param name="InputDigest">SHA-256 of the canonical input.</param>
/// <param name="MatchesDigest">SHA-256 of the canonical matches.</param>
/// <param name="CertificateDigest">SHA-256 of the certificate's canonical bytes.</param>
/// <param name="Students">Who took part.</param>
/// <param name="Placed">Those of them with a place.</param>
/// <param name="Seats">Seats that were to be had, filled or not.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.PassResult")]
public sealed record PassResult(string InputDigest, string MatchesDigest, string CertificateDigest, int Students, int Placed, int Seats);

/// <summary>One student's place in a result.</summary>
/// <param name="Pass">0 = fixed by hand, 1 = own choice, 2 = completed on what was left over.</param>
/// <param name="Rank">In the first pass the student's own rank of it, 0 where it was not ranked; in the second its place in the order of that pass, which is nobody's choice.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.Assignment")]
public sealed record Assignment(StudentId Student, PlacementId Placement, int Pass, int Rank);
