using Orleans.Concurrency;
using VocMatch.Contracts.Adjustments;
using VocMatch.Contracts.Employers;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Programs;
using VocMatch.Contracts.Schools;
using VocMatch.Contracts.Students;
using VocMatch.Contracts.Taxonomy;

namespace VocMatch.Grains.Adjustments;

/// <summary>Answers an officer's questions from the latest round, on the silo's threads.</summary>
[StatelessWorker(maxLocalWorkers: 1)]
internal sealed class RegionQuestionsGrain(
    IRoundInputs rounds, SimulatedRounds simulated, AdjustmentSearch search, ITaxonomy taxonomy, GrainsOptions options, TimeProvider time) : Grain, IRegionQuestionsGrain
{
    private readonly SemaphoreSlim _solving = new(1, 1);
    private SolvedRound? _solved;

    private DateTimeOffset Oldest => time.GetUtcNow() - options.RoundInputsAge;

    public async Task<Outcome<SeatValueList>> SeatValues(SeatGrouping by, int top)
    {
        if (Region() is not { } region)
        {
            return Missing();
        }

        var solved = await Solved(rounds, new(search.Reach(region)), Oldest);
        var values = await Task.Run(() => new SeatValues(solved, region, taxonomy.Current).By(by));
        return new SeatValueList(
            region,
            by,
            solved.Inputs.Basis,
            solved.Inputs.Simulated,
            solved.Unplaced,
            [.. await Task.WhenAll(values.Take(top).Select(value => Named(by, value)))]);
    }

    public async Task<Outcome<MismatchAnswer>> Causes()
    {
        if (Region() is not { } region)
        {
            return Missing();
        }

        var solved = await Solved(rounds, new(search.Reach(region)), Oldest);
        return await Task.Run(() => new Mismatches(solved).Of(region, search.Reach(region)));
    }

    public async Task<Outcome<SmallestChange>> SmallestChange(StudentId student)
    {
        if (Region() is not { } region)
        {
            return Missing();
        }

        if (await GrainFactory.GetGrain<IStudentGrain>(student.Value).Find() is not { } found || found.Profile.Region != region)
        {
            return Refusal.NotFound($"The student '{student}' in the region '{region}'");
        }

        var program = await GrainFactory.GetGrain<IProgramGrain>(found.Profile.Program.Value).Find();
        var scope = new QuestionScope(search.Reach(region), program?.Content.Field);
        var solved = await Solved(rounds, scope, Oldest);
        if (NumberOf(solved, student) < 0)
        {
            // Of no list in that round, or registered after the inputs were taken: what is open now may place the student.
            solved = await Solved(simulated, scope, time.GetUtcNow());
        }

        var number = NumberOf(solved, student);
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        return number < 0 || (solved.PlacementOf[number] < 0 && !found.IsUnplaced(today))
            ? new SmallestChange(student, solved.Inputs.Basis, solved.Inputs.Simulated, 0, found.SeatOn(today), [])
            : await Task.Run(() => new SmallestChanges(solved, taxonomy.Current).Of(number));
    }

    public async Task<Outcome<ProposalList>> Proposals() =>
        Region() is { } region ? await Task.Run(() => search.ForRegion(region, Oldest, CancellationToken.None)) : Missing();

    private static int NumberOf(SolvedRound solved, StudentId student)
    {
        var (low, high) = (0, solved.Inputs.Students.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            switch (string.CompareOrdinal(solved.Inputs.Students[middle].Id.Value, student.Value))
            {
                case 0: return middle;
                case < 0: low = middle + 1; break;
                default: high = middle - 1; break;
            }
        }

        return -1;
    }

    private RegionId? Region() =>
        RegionId.TryParse(this.GetPrimaryKeyString(), null, out var region) && taxonomy.Current.Regions.ContainsKey(region) ? region : null;

    private Refusal Missing() => Refusal.NotFound($"The region '{this.GetPrimaryKeyString()}'");

    private async Task<SolvedRound> Solved(IRoundInputs source, QuestionScope scope, DateTimeOffset notBefore)
    {
        await _solving.WaitAsync();
        try
        {
            var inputs = await source.Latest(scope, notBefore, CancellationToken.None);
            return ReferenceEquals(_solved?.Inputs, inputs) ? _solved! : _solved = await Task.Run(() => new SolvedRound(inputs));
        }
        finally
        {
            _solving.Release();
        }
    }

    private async Task<SeatValue> Named(SeatGrouping by, SeatValue value) => by switch
    {
        SeatGrouping.Employer when await GrainFactory.GetGrain<IEmployerGrain>(value.Key).Find() is { } employer =>
            value with { Name = employer.Profile.Name },
        SeatGrouping.School when await GrainFactory.GetGrain<ISchoolGrain>(value.Key).Find() is { } school =>
            value with { Name = school.Profile.Name },
        _ => value,
    };
}
