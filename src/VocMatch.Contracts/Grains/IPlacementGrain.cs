using Orleans.Concurrency;
using VocMatch.Contracts.Markets;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Placements;

namespace VocMatch.Contracts.Grains;

/// <summary>One placement with its posting, applications, offers and seats, by its id: the only one who gives a seat away.</summary>
[Alias("VocMatch.IPlacementGrain")]
public partial interface IPlacementGrain : IEventSource
{
    [AlwaysInterleave]
    Task<Placement?> Find();

    /// <summary>Edits the posting; one that is published stays published, and must stay fit for it.</summary>
    Task<Outcome<Written<Placement>>> Put(PlacementPosting posting, WriteOptions options);

    /// <summary>As <see cref="Put"/> followed by <see cref="PlacementAction.Publish"/> of a draft, in one write. Does not wait for the market.</summary>
    Task<Outcome<Written<Placement>>> Import(PlacementPosting posting, bool publish, WriteOptions options);

    Task<Outcome<Transitioned<PlacementStatus>>> Apply(PlacementAction action, WriteOptions options);

    /// <summary>The best candidates of the placement's region and of the regions it borders on, best first.</summary>
    /// <param name="top">1 to 100.</param>
    [AlwaysInterleave]
    Task<Outcome<CandidateList>> Candidates(int top);
}
