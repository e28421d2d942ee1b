using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using VocMatch.Alignment.Adjustments;
using VocMatch.Alignment.Data;
using VocMatch.Contracts.Adjustments;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Programs;
using VocMatch.Contracts.Taxonomy;
using VocMatch.Grains.Alignment;
using VocMatch.Grains.Markets;
using VocMatch.Grains.Students;
using Engine = VocMatch.Matching.Scoring;

namespace VocMatch.Grains.Adjustments;

/// <summary>Finds what a program or a region might change, and measures it on the latest round.</summary>
internal sealed class AdjustmentSearch(IRoundInputs rounds, MarketLoad load, DemandHistories histories, ITaxonomy taxonomy)
{
    /// <summary>Candidates that are measured; those behind them rest on fewer seats.</summary>
    private const int Measured = 16;

    private static readonly SearchLimits Limits = new();

    private readonly ConditionalWeakTable<RoundInputs, RoundComparison> _comparisons = [];

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
        var situation = Situations.Of(Situations.Row(program, region), demand, programs, new(await histories.Of(reach)));
        var changes = new ProgramChanges(Situations.LevelsAsked(placements), taxonomy.Current);
        var effect = new ProgramEffect(ComparisonOf(inputs), program.Id, program.Content, changes);
        var suggestions = await SuggestionRanking.Rank(CandidateSearch.ForProgram(situation, Limits), Measured, effect, cancellation);
        return new(
            inputs.Basis,
            inputs.Simulated,
            inputs.LockedAt,
            effect.Students,
            effect.PlacedBefore,
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
        var neighbours = await Programs([.. reach.Skip(1)]);
        var demand = Situations.Demand(
            inputs.Placements.Where(placement => placement.Region == region),
            new Engine.GeoPoint(middle.Latitude, middle.Longitude),
            inputs.Scorer.Policy);
        var candidates = CandidateSearch.ForRegion(
            new() { Region = region, Demand = demand, Programs = await Programs([region]), NeighbourPrograms = neighbours, Trends = new(await histories.Of([region])) },
            Limits);
        var levels = Situations.LevelsAsked(inputs.Placements.Where(placement => placement.Region == region));
        var changes = new ProgramChanges(levels, taxonomy.Current);
        var effect = new NewProgramEffect(ComparisonOf(inputs), region, reach, taxonomy.Current);
        return new(
            region,
            inputs.Basis,
            inputs.Simulated,
            [
                .. candidates.OfType<NewProgram>()
                    .Select((program, i) => Proposal(program, changes, neighbours) with
                    {
                        Effect = i < Measured ? effect.Measure(program, levels, cancellation) : null,
                    })
                    .OrderByDescending(proposal => proposal.Effect is { } found ? found.Placed + found.OthersChange : int.MinValue),
            ]);
    }

    /// <summary>One for all questions about the same inputs.</summary>
    private RoundComparison ComparisonOf(RoundInputs inputs) => _comparisons.GetValue(inputs, static round => new(round));

    private async Task<ImmutableArray<ProgramRow>> Programs(ImmutableArray<RegionId> regions)
    {
        var programs = ImmutableArray.CreateBuilder<ProgramRow>();
        foreach (var region in regions)
        {
            programs.AddRange((await load.Programs(region)).Select(program => Situations.Row(program, region)));
        }

        return programs.ToImmutable();
    }

    private ProgramProposal Proposal(NewProgram program, ProgramChanges changes, ImmutableArray<ProgramRow> neighbours) => new(
        program.Occupation,
        $"A program for {changes.Name(program.Occupation)}, which nobody in the region offers",
        program.Skills,
        program.NeighbourCompleters,
        program.NeighbourCompleters > 0 ? decimal.Round(program.Evidence.Seats / program.NeighbourCompleters, 2) : null,
        [
            .. neighbours.Where(other => other.Occupations.Contains(program.Occupation))
                .GroupBy(other => other.Region)
                .Select(region => new NeighbourSupply(
                    region.Key,
                    taxonomy.Current.Regions[region.Key].Name,
                    [.. region.Select(other => other.Id).OrderBy(id => id.Value, StringComparer.Ordinal)],
                    region.Sum(other => (decimal)other.ExpectedCompleters / other.Occupations.Length)))
                .OrderByDescending(region => region.Completers),
        ],
        Evidence(program.Evidence));

    private static AdjustmentEvidence Evidence(Evidence evidence) =>
        new(evidence.Seats, evidence.WeightedSeats, evidence.Employers, evidence.Regions, evidence.TrendPerMonth, evidence.Trend?.Words);

    private static AdjustmentEffect Effect(MeasuredEffect effect, IListRule rule) => new(
        $"{effect}", effect.Students, effect.StudentsAfter, effect.PlacedBefore, effect.PlacedAfter, effect.Low, effect.High, effect.OthersChange, effect.Seeds,
        effect.Simulated, rule.Words);
}

/// <summary>What helps a program, the most helpful first.</summary>
/// <param name="LockedAt">When the round's lists were closed; null where it was simulated.</param>
/// <param name="Placed">Students of the program placed in the round as it was.</param>
internal sealed record MeasuredProgram(string Basis, bool Simulated, DateTimeOffset? LockedAt, int Students, int Placed, ImmutableArray<Suggested> Suggestions);

internal sealed record Suggested(
    AdjustmentKind Kind, string Title, ProgramChange Change, AdjustmentEvidence Evidence, AdjustmentEffect Effect);
