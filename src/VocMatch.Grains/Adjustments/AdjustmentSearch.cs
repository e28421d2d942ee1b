using System.Collections.Immutable;
using VocMatch.Alignment.Adjustments;
using VocMatch.Alignment.Data;
using VocMatch.Contracts.Adjustments;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Programs;
using VocMatch.Domain.Adjustments;
using VocMatch.Domain.Facts;
using VocMatch.Domain.Jobs;
using VocMatch.Domain.Reading;
using VocMatch.Domain.Runtime;
using VocMatch.Grains.Markets;
using VocMatch.Grains.Trends;
using Engine = VocMatch.Matching.Scoring;

namespace VocMatch.Grains.Adjustments;

/// <summary>Finds what a program or a region might change, and measures it on the latest round.</summary>
internal sealed class AdjustmentSearch(IClearingInputs rounds, MarketReader load, DemandHistories histories, ITaxonomy taxonomy, GrainsOptions options)
{
    /// <summary>Candidates that are measured; those behind them rest on fewer seats.</summary>
    private const int Measured = 16;

    /// <summary>What is being done while changes are measured, in words.</summary>
    public const string MeasuringStep = "measuring by clearing again";

    private static readonly SearchLimits Limits = new();

    private SkillRelations _relations = SkillRelations.None;

    /// <summary>The region and those it borders on: the reach of a program's students.</summary>
    public ImmutableArray<RegionId> Reach(RegionId region) => StudentQuestions.Reach(region, taxonomy.Current);

    /// <param name="place">Where the program is taught; null: the region's middle.</param>
    /// <param name="undone">What takes back changes that are in force, by their numbers: the round is replayed without each of them.</param>
    /// <param name="advanced">Called with how many changes were measured and how many there are: before the first and after each.</param>
    public async Task<MeasuredProgram> ForProgram(
        Program program,
        RegionId region,
        Contracts.Work.GeoPoint? place,
        IReadOnlyDictionary<int, ProgramChange> undone,
        DateTimeOffset notBefore,
        Func<int, int, Task> advanced,
        CancellationToken cancellation)
    {
        var reach = Reach(region);
        var inputs = await rounds.Latest(new(reach, program.Content.Field), notBefore, cancellation);
        var at = place ?? taxonomy.Current.Regions[region].Centroid;
        var placements = inputs.Placements.Where(placement => reach.Contains(placement.Region)).ToList();
        var demand = Situations.Demand(placements, new Engine.Coordinates(at.Latitude, at.Longitude), inputs.Scorer.Policy);
        var programs = await Programs(reach);
        var situation = Situations.Of(
            Situations.Row(program, region), program.Content, demand, programs, new(await histories.Of(reach)), Relations(), reach);
        var changes = new ProgramChanges(taxonomy.Current);
        var comparison = inputs.Comparison;
        var effect = new ProgramEffect(comparison, program.Id, program.Content, changes);
        var total = 0;
        var suggestions = await SuggestionRanking.Rank(
            CandidateSearch.ForProgram(situation, Limits), Measured, effect, (done, all) => advanced(done, total = all + undone.Count), cancellation);
        var replays = new Dictionary<int, Replay>();
        foreach (var (number, change) in undone)
        {
            replays.Add(number, Replayed(effect.Measure(change, cancellation)));
            await advanced(total - undone.Count + replays.Count, total);
        }

        return new(
            inputs.Basis,
            inputs.Simulated,
            inputs.LockedAt,
            effect.Students,
            effect.PlacedBefore,
            [
                .. suggestions.Select(suggestion => new Suggested(
                    ProgramChanges.KindOf(suggestion.Candidate),
                    changes.Title(suggestion.Candidate),
                    changes.Of(suggestion.Candidate),
                    Evidence(suggestion.Candidate.Evidence),
                    EffectWords.Of(suggestion.Effect, suggestion.Verdict, inputs.Rule.Words, comparison.Longer))),
            ],
            replays);
    }

    /// <summary>What any change to a program would do.</summary>
    public async Task<ChangeEffect> OfChange(Program program, RegionId region, ProgramChange change, DateTimeOffset notBefore, CancellationToken cancellation)
    {
        var inputs = await rounds.Latest(new(Reach(region), program.Content.Field), notBefore, cancellation);
        var comparison = inputs.Comparison;
        var effect = new ProgramEffect(comparison, program.Id, program.Content, new(taxonomy.Current)).Measure(change, cancellation);
        return Answer(inputs, $"the students of the program '{program.Id}'", effect, comparison);
    }

    /// <summary>What other terms of a placement would do; null where it is in no round and has no open seat.</summary>
    /// <param name="terms">The placement with them.</param>
    public async Task<ChangeEffect?> OfTerms(Placement present, Placement terms, DateTimeOffset notBefore, CancellationToken cancellation)
    {
        var inputs = await rounds.Latest(new(Reach(present.Region)), notBefore, cancellation);
        if (inputs.NumberOf(present.Id) is not { } number)
        {
            return null;
        }

        var comparison = inputs.Comparison;
        var effect = comparison.Measure(
            inputs.With(number, inputs.Terms(number, present, terms, options.LegalMinimumAge)), OwnStudents.In(present.Region), static _ => true, cancellation);
        return Answer(inputs, $"the students who live in the region '{present.Region}'", effect, comparison);
    }

    public async Task<ProposalList> ForRegion(RegionId region, DateTimeOffset notBefore, StepProgress progress, CancellationToken cancellation)
    {
        var reach = Reach(region);
        var inputs = await rounds.Latest(new(reach), notBefore, cancellation);
        var middle = taxonomy.Current.Regions[region].Centroid;
        var neighbours = await Programs([.. reach.Skip(1)]);
        var demand = Situations.Demand(
            inputs.Placements.Where(placement => placement.Region == region),
            new Engine.Coordinates(middle.Latitude, middle.Longitude),
            inputs.Scorer.Policy);
        var candidates = CandidateSearch.ForRegion(
            new()
            {
                Region = region,
                Demand = demand,
                Programs = await Programs([region]),
                NeighbourPrograms = neighbours,
                Trends = new(await histories.Of([region])),
                Relations = Relations(),
            },
            Limits);
        var changes = new ProgramChanges(taxonomy.Current);
        var effect = new NewProgramEffect(inputs.Comparison, region, reach, taxonomy.Current);
        List<NewProgram> programs = [.. candidates.OfType<NewProgram>()];
        var measured = Math.Min(programs.Count, Measured);
        progress(MeasuringStep, 0, measured);
        return new(
            region,
            inputs.Basis,
            inputs.Simulated,
            [
                .. programs
                    .Select((program, i) => Proposal(program, changes, neighbours) with { Effect = i < measured ? Effect(program, i) : null })
                    .OrderByDescending(proposal => proposal.Effect is { } found ? found.Placed + found.OthersChange : int.MinValue),
            ]);

        ProposalEffect Effect(NewProgram program, int at)
        {
            var found = effect.Measure(program, cancellation);
            progress(MeasuringStep, at + 1, measured);
            return found;
        }
    }

    private static ChangeEffect Answer(ClearingInputs inputs, string own, MeasuredEffect effect, RoundComparison comparison) => new(
        inputs.Basis,
        inputs.Simulated,
        own,
        EffectWords.Of(effect, SuggestionRanking.VerdictOn(effect), inputs.Rule.Words, comparison.Longer),
        inputs.Scorer.Epoch.Number,
        EffectWords.EpochNote(inputs.Scorer.Epoch.Number));

    /// <summary>The round without a change beside the round as it was.</summary>
    private static Replay Replayed(MeasuredEffect undone) => new(Backwards(undone.Saved.Own), Backwards(undone.Saved.Others));

    private static PlacedDifference Backwards(PlacedChange undone) => EffectWords.Of(new(
        undone.After, undone.Before, undone.Lotteries?.Backwards()));

    /// <summary>Made once a version of the taxonomy.</summary>
    private SkillRelations Relations()
    {
        var (known, snapshot) = (_relations, taxonomy.Current);
        return known.Taxonomy == snapshot ? known : _relations = new(snapshot);
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

    private ProgramProposal Proposal(NewProgram program, ProgramChanges changes, ImmutableArray<ProgramRow> neighbours) => new(
        program.Occupation,
        $"A program for {changes.Name(program.Occupation)}, which nobody in the region offers",
        [.. program.Skills.Select(taught => taught.Skill)],
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
}

/// <summary>What helps a program, the most helpful first.</summary>
/// <param name="LockedAt">When the round's lists were closed; null where it was simulated.</param>
/// <param name="Placed">Students of the program placed in the round as it was.</param>
/// <param name="Replays">The round without each change that is in force and can be taken back, by the change's number.</param>
internal sealed record MeasuredProgram(
    string Basis,
    bool Simulated,
    DateTimeOffset? LockedAt,
    int Students,
    int Placed,
    ImmutableArray<Suggested> Suggestions,
    IReadOnlyDictionary<int, Replay> Replays);

/// <summary>Students placed without a change and with it, in a round that was run with it.</summary>
internal sealed record Replay(PlacedDifference Own, PlacedDifference Others);

internal sealed record Suggested(
    AdjustmentKind Kind, string Title, ProgramChange Change, AdjustmentEvidence Evidence, AdjustmentEffect Effect);
