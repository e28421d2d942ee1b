using System.Collections.Immutable;
using Orleans.Concurrency;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Programs;
using VocMatch.Contracts.Students;
using VocMatch.Contracts.Work;

namespace VocMatch.Contracts.Markets;

/// <summary>Everything about a student that a market needs to rank placements: no name, no birth date.</summary>
/// <param name="Version">Of the student's profile.</param>
/// <param name="IdentityVersion">Of the row that <paramref name="Ages"/> follow from; 0 where nobody asked for it.</param>
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
    long IdentityVersion = 0);

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

    /// <summary>Explains placements of this market in the order given; one that has left meanwhile is left out.</summary>
    [AlwaysInterleave]
    Task<MatchList> ExplainAll(StudentQuestion question, ImmutableArray<PlacementId> placements);

    /// <summary>Null where this market holds no such placement.</summary>
    [AlwaysInterleave]
    Task<MatchDetail?> Explain(StudentQuestion question, PlacementId placement);

    /// <summary>The best candidates among this market's own supply, for a placement of any region.</summary>
    [AlwaysInterleave]
    Task<CandidateList> Candidates(Placement placement, int top);

    /// <summary>The same candidates as <see cref="Candidates"/>, with what is needed to merge them with another market's.</summary>
    [AlwaysInterleave]
    Task<CandidateRanks> RankCandidates(Placement placement, int top);

    /// <summary>The student of this market's supply whom a placement knows by a pseudonym; null where there is none. Cost grows with the supply.</summary>
    [AlwaysInterleave]
    Task<StudentId?> StudentBehind(PlacementId placement, string pseudonym);

    [AlwaysInterleave]
    Task<MarketSummary> Summary();

    /// <summary>Makes the market score under this epoch or a later one, so that its answers can be merged with another market's.</summary>
    /// <returns>The epoch the market now scores under.</returns>
    [AlwaysInterleave]
    Task<int> Adopt(int epoch);
}

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

/// <summary>Freezes what scores depend on beside student and placement, and numbers it.</summary>
[Alias("VocMatch.IEpochGrain")]
public interface IEpochGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// The epoch in force; made from the open placements of now where there is none yet. While nothing is open either it has the number 0, is
    /// not kept, and knows no skill's worth.
    /// </summary>
    [AlwaysInterleave]
    Task<EpochDocument> Current();

    /// <summary>Number of the epoch in force; 0 where there is none yet. Cheap: for those who watch for a new one.</summary>
    [AlwaysInterleave]
    Task<int> Number();

    /// <summary>A past epoch, null where it is not kept any more.</summary>
    [AlwaysInterleave]
    Task<EpochDocument?> Find(int number);

    /// <summary>What <see cref="Renew"/> would put in force now. Nothing is kept of it.</summary>
    [AlwaysInterleave]
    Task<EpochDocument> Preview();

    /// <summary>Counts again and puts the next epoch in force where anything differs.</summary>
    Task<EpochDocument> Renew();

    /// <summary>
    /// At the end of a load: counts again where the taxonomy was loaded, or the open placements are more than a tenth more or fewer than those
    /// that were counted, and has every market score by it.
    /// </summary>
    /// <returns>Number of the epoch in force.</returns>
    [ResponseTimeout("00:10:00")]
    Task<int> RenewAfterLoad(bool taxonomyLoaded);
}

/// <param name="Json">The frozen figures, in the engine's own public form.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.EpochDocument")]
public sealed record EpochDocument(int Number, int Policy, DateTimeOffset FrozenAt, string Json);
