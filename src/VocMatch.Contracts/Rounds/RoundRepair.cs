using System.Collections.Immutable;
using VocMatch.Contracts.Identity;

namespace VocMatch.Contracts.Rounds;

/// <summary>What became of a student in a repair.</summary>
/// <param name="From">Null: had nothing before.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.RepairMove")]
public sealed record RepairMove(StudentId Student, PlacementId? From, PlacementId To);

/// <summary>Seats of a placement of the round that came free or were added after the lock.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.LateSeats")]
public sealed record LateSeats(PlacementId Placement, int Seats);

/// <summary>What a repair after drop-outs and late seats would do. Nobody gets a worse place by it.</summary>
/// <param name="Issue">The number the repaired result would have; 1 was the result as cleared.</param>
/// <param name="Left">Students who declined, let their offer expire or gave their seat up: they leave the round.</param>
/// <param name="Moves">Who moves up or is placed, by student id. Who has accepted stays.</param>
/// <param name="MovedUp">How many had a place and get a better one.</param>
/// <param name="NewlyPlaced">How many had none.</param>
/// <param name="Certified">Digests of the repaired result of those who ranked.</param>
/// <param name="Second">Those of the second pass; null where there was none.</param>
/// <param name="LateSeats">Seats taken up besides those that came free by drop-outs, by placement id.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.RepairProposal")]
public sealed record RepairProposal(
    int Issue,
    ImmutableArray<StudentId> Left,
    ImmutableArray<RepairMove> Moves,
    int MovedUp,
    int NewlyPlaced,
    PassResult Certified,
    PassResult? Second,
    ImmutableArray<LateSeats> LateSeats);

/// <summary>The proposal that is accepted.</summary>
/// <param name="Certificate">Its certificate's digest.</param>
/// <param name="SecondCertificate">That of its second pass; null where it has none.</param>
/// <param name="LateSeats">As the proposal was asked for.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.AcceptedRepair")]
public sealed record AcceptedRepair(string Certificate, string? SecondCertificate = null, bool LateSeats = false)
{
    /// <summary>It names the results that are proposed.</summary>
    public bool Names(RepairProposal proposal) =>
        Certificate == proposal.Certified.CertificateDigest && SecondCertificate == proposal.Second?.CertificateDigest;
}

/// <summary>A repair that was made; it has inputs, assignments and a certificate of its own.</summary>
/// <param name="LateSeats">How many seats were taken up besides those that came free by drop-outs.</param>
/// <param name="Swap">True: two students changed places, and nothing else was done.</param>
/// <param name="Issue">Number of the result that it made; the first result of a lock is 1.</param>
/// <param name="Left">Students who gave up a place.</param>
/// <param name="MovedUp">Students who got a place that they rank above the one they had.</param>
/// <param name="NewlyPlaced">Students who had no place before.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.RoundRepair")]
public sealed record RoundRepair(
    int Issue,
    DateTimeOffset At,
    int Left,
    int MovedUp,
    int NewlyPlaced,
    PassResult Certified,
    PassResult? Second = null,
    int LateSeats = 0,
    bool Swap = false);

/// <summary>Whom a student would change places with, and who would change places with the student.</summary>
/// <param name="With">Null: nobody was asked.</param>
/// <param name="AskedBy">In the order in which they asked.</param>
/// <param name="Agreed">True in the answer to the second yes: the swap is made.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.StudentSwap")]
public sealed record StudentSwap(RoundId Round, StudentId Student, StudentId? With, ImmutableArray<StudentId> AskedBy, bool Agreed = false)
{
    /// <summary>What tells this wish from another of the same student: 1 to 2^62, made from the id named (FNV-1a); 0 where nobody was asked.</summary>
    public static long VersionOf(StudentId? with)
    {
        if (with is not { } named)
        {
            return 0;
        }

        var hash = 14695981039346656037UL;
        foreach (var letter in named.Value)
        {
            hash = (hash ^ letter) * 1099511628211UL;
        }

        return (long)(hash >> 2) | 1;
    }
}
