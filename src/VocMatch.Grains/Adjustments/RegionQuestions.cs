using VocMatch.Contracts.Adjustments;
using VocMatch.Contracts.Identity;
using VocMatch.Domain.Adjustments;
using VocMatch.Domain.Jobs;
using VocMatch.Domain.Reading;
using VocMatch.Domain.Runtime;

namespace VocMatch.Grains.Adjustments;

/// <summary>An officer's questions about a region, answered from the latest round on the calling thread. Safe for concurrent use.</summary>
internal sealed class RegionQuestions(IClearingInputs rounds, AdjustmentSearch search, ITaxonomy taxonomy, GrainsOptions options, TimeProvider time)
{
    private DateTimeOffset Oldest => time.GetUtcNow() - options.RoundInputsAge;

    public async Task<SeatValueList> SeatValues(RegionId region, SeatGrouping by)
    {
        var solved = await Solved(new(search.Reach(region)));
        return new(
            region, by, solved.Inputs.Basis, solved.Inputs.Simulated, solved.LeftWithoutPlace, new SeatValues(solved, region, taxonomy.Current).By(by));
    }

    public async Task<MismatchAnswer> Causes(RegionId region, StepProgress progress, CancellationToken cancellation)
    {
        progress("reading the round", 0, 1);
        var reach = search.Reach(region);
        var inputs = await rounds.Latest(new(reach), Oldest, cancellation);
        progress("clearing the round", 0, 1);
        var solved = inputs.Solved;
        progress("finding what keeps students and seats apart", 0, 1);
        return new Mismatches(solved).Of(region, reach, progress, cancellation);
    }

    public Task<ProposalList> Proposals(RegionId region, StepProgress progress, CancellationToken cancellation)
    {
        progress("reading the round", 0, 1);
        return search.ForRegion(region, Oldest, progress, cancellation);
    }

    /// <summary>The latest round of the scope, with its result.</summary>
    public Task<SolvedInputs> Solved(QuestionScope scope) => Solved(rounds, scope, Oldest);

    /// <summary>A round of the scope with its result, worked out once for all who ask about the same inputs.</summary>
    public async Task<SolvedInputs> Solved(IClearingInputs source, QuestionScope scope, DateTimeOffset notBefore)
    {
        var inputs = await source.Latest(scope, notBefore, CancellationToken.None);
        return await Task.Run(() => inputs.Solved);
    }
}
