using System.Collections.Immutable;
using Orleans.Concurrency;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Markets;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Programs;

namespace VocMatch.Contracts.Grains;

/// <summary>Supply and demand of one region. Its index is rebuilt from the read side on activation.</summary>
[Alias("VocMatch.IMarketGrain")]
public interface IMarketGrain : IGrainWithStringKey
{
    /// <summary>Takes over a placement; one that is not open leaves the index. Older and repeated versions are ignored.</summary>
    /// <returns>The version the market now holds.</returns>
    [AlwaysInterleave]
    Task<long> Upsert(Placement placement);

    /// <summary>As <see cref="Upsert"/>, for bulk imports.</summary>
    [AlwaysInterleave]
    Task UpsertAll(ImmutableArray<Placement> placements);

    [AlwaysInterleave]
    Task UpsertSupply(StudentQuestion supply);

    /// <summary>As <see cref="UpsertSupply"/>, for bulk imports.</summary>
    [AlwaysInterleave]
    Task UpsertSupplies(ImmutableArray<StudentQuestion> supplies);

    [AlwaysInterleave]
    Task UpsertProgram(Program program);

    /// <summary>As <see cref="UpsertProgram"/>, for bulk imports.</summary>
    [AlwaysInterleave]
    Task UpsertPrograms(ImmutableArray<Program> programs);

    [AlwaysInterleave]
    Task<MatchList> Top(StudentQuestion question, int top);

    /// <summary>The same placements as <see cref="Top"/>, in the same order, without explanations.</summary>
    /// <param name="least">Those that score less, in ten-thousandths of a point, are left out.</param>
    [AlwaysInterleave]
    Task<PlacementRanks> Rank(StudentQuestion question, int top, int least);

    /// <summary>Tells whether answers that were given before would be given again.</summary>
    [AlwaysInterleave]
    Task<MarketStamp> Stamp();

    /// <summary>Explains placements of this market, and names those that say too little, in the order given; one that has left meanwhile is left out.</summary>
    [AlwaysInterleave]
    Task<MatchList> ExplainAll(StudentQuestion question, ImmutableArray<PlacementId> placements, ImmutableArray<PlacementId> thin);

    /// <summary>Null where this market holds no such placement.</summary>
    [AlwaysInterleave]
    Task<MatchDetail?> Explain(StudentQuestion question, PlacementId placement);

    /// <summary>Holds a student against placements of this market, each as of one version; one that it holds in another version, or not, is left out.</summary>
    /// <param name="askedAt">The instant against which deadlines are held.</param>
    /// <param name="epoch">The market scores under this one or a later one.</param>
    [AlwaysInterleave]
    Task<ImmutableArray<PairJudgement>> Judge(StudentQuestion question, ImmutableArray<PlacementVersion> placements, DateTimeOffset askedAt, int epoch);

    /// <summary>The best candidates among this market's own supply, for a placement of any region.</summary>
    [AlwaysInterleave]
    Task<CandidateList> Candidates(Placement placement, int top);

    /// <summary>The same candidates as <see cref="Candidates"/>, with what is needed to merge them with another market's.</summary>
    [AlwaysInterleave]
    Task<CandidateRanks> RankCandidates(Placement placement, int top);

    /// <summary>The student of this market's supply who goes to a region and has a mark, as pseudonyms lead to it; null where there is none.</summary>
    [AlwaysInterleave]
    Task<StudentId?> StudentMarked(RegionId region, ulong mark);

    /// <summary>The regions where students live who go to this one, itself among them, in the order of their ids: the markets to ask for candidates.</summary>
    [AlwaysInterleave]
    Task<ImmutableArray<RegionId>> SupplyingRegions();

    /// <summary>The regions that students of this market's supply go to, in no order.</summary>
    [AlwaysInterleave]
    Task<ImmutableArray<RegionId>> ReachedRegions();

    /// <summary>Students who live in a region go to this one: it is asked for candidates from now on.</summary>
    [AlwaysInterleave]
    Task AddSupplyingRegion(RegionId region);

    [AlwaysInterleave]
    Task<MarketSummary> Summary();

    /// <summary>Makes the market score under this epoch or a later one, so that its answers can be merged with another market's.</summary>
    /// <returns>The epoch the market now scores under.</returns>
    [AlwaysInterleave]
    Task<int> Adopt(int epoch);
}
