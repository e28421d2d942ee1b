using System.Collections.Immutable;
using VocMatch.Contracts.Identity;

namespace VocMatch.Contracts.Markets;

/// <summary>Placements of one market in their exact order for a student, not yet explained: what answers of several markets are merged by.</summary>
/// <param name="Epoch">Only ranks of one epoch can be compared.</param>
/// <param name="Thin">Those that say too little to be ranked by their skills and whose one skill the student holds, in the same order, at most <see cref="MaxThin"/>.</param>
/// <param name="Stamp">Of the market before it was asked: while it stands, and until <paramref name="Until"/>, the same question has the same answer.</param>
/// <param name="Until">The last instant at which all that were ranked take applications; null: no deadline is set.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.PlacementRanks")]
public sealed record PlacementRanks(
    int Epoch, ImmutableArray<PlacementRank> Ranks, ImmutableArray<PlacementRank> Thin, MarketStamp? Stamp = null, DateTimeOffset? Until = null)
{
    /// <summary>So many that say too little are listed apart.</summary>
    public const int MaxThin = 5;
}

/// <summary>What a market's answers about placements depend on beside the question and the time: equal stamps, equal answers.</summary>
/// <param name="Activation">Another one whenever the market was built anew.</param>
/// <param name="Version">Grows with every change of its placements, and with another epoch.</param>
/// <param name="Taxonomy">Of the names in its explanations.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.MarketStamp")]
public readonly record struct MarketStamp(Guid Activation, long Version, long Taxonomy);

/// <param name="Units">The exact score, in ten-thousandths of a point.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.PlacementRank")]
public sealed record PlacementRank(PlacementId Placement, int Units);

/// <summary>Candidates of one market in their exact order for a placement.</summary>
/// <param name="SaysTooLittle">The placement names fewer than two skills that tell it from other work, so that skills rank nobody.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.CandidateRanks")]
public sealed record CandidateRanks(int Epoch, int Policy, ImmutableArray<CandidateRank> Ranks, bool SaysTooLittle);

/// <summary>Names the student to whoever merges; an employer is shown <see cref="Candidate"/> only.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.CandidateRank")]
public sealed record CandidateRank(StudentId Student, int Units, Candidate Candidate);
