using System.Collections.Immutable;
using VocMatch.Alignment.Adjustments;
using VocMatch.Alignment.Data;
using VocMatch.Alignment.Trends;
using VocMatch.Contracts.Adjustments;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Programs;
using VocMatch.Contracts.Taxonomy;
using VocMatch.Grains.Markets;
using VocMatch.Grains.Students;
using Engine = VocMatch.Matching.Scoring;

namespace VocMatch.Grains.Adjustments;

/// <summary>Finds what a program or a region might change, and measures it on the latest round.</summary>
internal sealed class AdjustmentSearch(IRoundInputs rounds, MarketLoad load, ITaxonomy taxonomy)
{
    /// <summary>Candidates that are measured; those behind them rest on fewer seats.</summary>
    private const int Measured = 16;

    private static readonly SearchLimits Limits = new();

    /// <summary>The region and those it borders on: the reach of a program's students.</summary>
    public ImmutableArray<RegionId> Reach(RegionId region) => StudentQuestions.Reach(region, taxonomy.Current);

    /// <param name="place">Where the program is taught; null: the region's middle.</param>
    public async Task<MeasuredProgram> ForProgram(
        Program program, RegionId region, Contracts.Work.GeoPoint? place, DateTimeOffset notBefore, CancellationToken cancellation)
    {
        var reach = Reach(region);
        var inputs = await rounds.Latest(new(reach, program.Content.Field), notBefore, cancellation);
        var at = place ?? taxonomy.Current.Regions[region].Centroid;
        var placements = inputs.Placements.Where(placement => reach.Contains(placement.Region)).ToList();
        var demand = Situations.Demand(placements, new Engine.GeoPoint(at.Latitude, at.Longitude), inputs.Scorer.Policy);
        var programs = await Programs(reach);
        var situation = Situations.Of(Situations.Row(program, region), demand, programs, ImmutableDictionary<SkillId, Trend>.Empty);
        var changes = new ProgramChanges(Situations.LevelsAsked(placements), taxonomy.Current);
        var effect = new ProgramEffect(inputs, program.Id, program.Content, changes);
        var suggestions = await SuggestionRanking.Rank(CandidateSearch.ForProgram(situation, Limits), Measured, effect, cancellation);
        return new(
            inputs.Basis,
            inputs.Simulated,
            effect.Students,
            effect.Before.Own,
            [
                .. suggestions.Where(suggestion => suggestion.Effect is not null).Select(suggestion => new Suggested(
                    ProgramChanges.KindOf(suggestion.Candidate),
                    changes.Title(suggestion.Candidate),
                    changes.Of(suggestion.Candidate),
                    Evidence(suggestion.Candidate.Evidence),
                    Effect(suggestion.Effect!, inputs.Rule))),
            ]);
    }

    public async Task<ProposalList> ForRegion(RegionId region, DateTimeOffset notBefore, CancellationToken cancellation)
    {
        var reach = Reach(region);
        var inputs = await rounds.Latest(new(reach), notBefore, cancellation);
        var middle = taxonomy.Current.Regions[region].Centroid;
        var demand = Situations.Demand(
            inputs.Placements.Where(placement => placement.Region == region),
            new Engine.GeoPoint(middle.Latitude, middle.Longitude),
            inputs.Scorer.Policy);
        var candidates = CandidateSearch.ForRegion(
            new() { Region = region, Demand = demand, Programs = await Programs([region]), NeighbourPrograms = await Programs([.. reach.Skip(1)]) },
            Limits);
        var changes = new ProgramChanges(Situations.LevelsAsked(inputs.Placements), taxonomy.Current);
        return new(region, [.. candidates.OfType<NewProgram>().Select(program => Proposal(program, changes))]);
    }

    private async Task<ImmutableArray<ProgramRow>> Programs(ImmutableArray<RegionId> regions)
    {
        var programs = ImmutableArray.CreateBuilder<ProgramRow>();
        foreach (var region in regions)
        {
            programs.AddRange((await load.Programs(region)).Select(program => Situations.Row(program, region)));
        }

        return programs.ToImmutable();
    }

    private static ProgramProposal Proposal(NewProgram program, ProgramChanges changes) => new(
        program.Occupation,
        $"A program for {changes.Name(program.Occupation)}, which nobody in the region offers",
        program.Skills,
        program.NeighbourCompleters,
        program.NeighbourCompleters > 0 ? decimal.Round(program.Evidence.Seats / program.NeighbourCompleters, 2) : null,
        Evidence(program.Evidence));

    private static AdjustmentEvidence Evidence(Evidence evidence) =>
        new(evidence.Seats, evidence.WeightedSeats, evidence.Employers, evidence.Regions, evidence.TrendPerMonth);

    private static AdjustmentEffect Effect(MeasuredEffect effect, IListRule rule) => new(
        $"{effect}", effect.Students, effect.StudentsAfter, effect.PlacedBefore, effect.PlacedAfter, effect.Low, effect.High, effect.OthersChange, effect.Seeds,
        effect.Simulated, rule.Words);
}

/// <summary>What helps a program, the most helpful first.</summary>
/// <param name="Placed">Students of the program placed in the round as it was.</param>
internal sealed record MeasuredProgram(string Basis, bool Simulated, int Students, int Placed, ImmutableArray<Suggested> Suggestions);

internal sealed record Suggested(
    AdjustmentKind Kind, string Title, ProgramChange Change, AdjustmentEvidence Evidence, AdjustmentEffect Effect);
