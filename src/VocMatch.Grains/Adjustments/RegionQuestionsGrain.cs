using Orleans.Concurrency;
using VocMatch.Contracts.Adjustments;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Students;
using VocMatch.Domain.Adjustments;
using VocMatch.Domain.Placements;
using VocMatch.Domain.Reading;
using VocMatch.Domain.Runtime;

namespace VocMatch.Grains.Adjustments;

/// <summary>Answers an officer's questions from the latest round, on the silo's threads; those that take long are jobs.</summary>
[StatelessWorker(maxLocalWorkers: 1)]
internal sealed class RegionQuestionsGrain(
    RegionQuestions questions, SimulatedRounds simulated, AdjustmentSearch search, ITaxonomy taxonomy, GrainsOptions options, TimeProvider time) : Grain, IRegionQuestionsGrain
{
    public async Task<Outcome<SeatValueList>> SeatValues(SeatGrouping by, int top)
    {
        if (Region() is not { } region)
        {
            return Missing();
        }

        var list = await Task.Run(() => questions.SeatValues(region, by));
        return list with { Values = [.. await ManyGrains.Ask(list.Values.Take(top), value => Named(by, value))] };
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
        var solved = await questions.Solved(scope);
        if (NumberOf(solved, student) < 0)
        {
            // Of no list in that round, or registered after the inputs were taken: what is open now may place the student.
            solved = await questions.Solved(simulated, scope, time.GetUtcNow());
        }

        var number = NumberOf(solved, student);
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        return number < 0 || (solved.PlacementOf[number] < 0 && !found.IsUnplaced(today))
            ? new SmallestChange(student, solved.Inputs.Basis, solved.Inputs.Simulated, 0, found.SeatOn(today), [])
            : await Task.Run(() => new SmallestChanges(solved, taxonomy.Current).Of(number));
    }

    public async Task<Outcome<ChangeEffect>> EffectOf(PlacementId placement, PlacementPosting terms)
    {
        if (Region() is not { } region)
        {
            return Missing();
        }

        if (await GrainFactory.GetGrain<IPlacementGrain>(placement.Value).Find() is not { } present || present.Region != region)
        {
            return Refusal.NotFound($"The placement '{placement}' in the region '{region}'");
        }

        if (terms.Employer != present.Posting.Employer)
        {
            return Refusal.Invalid([new("employer", terms.Employer.Value, $"It stays '{present.Posting.Employer}': another employer's placement is another placement.")]);
        }

        var employer = await GrainFactory.GetGrain<IEmployerGrain>(terms.Employer.Value).Find();
        if (PlacementRules.Check(terms, employer, taxonomy.Current) is { Length: > 0 } broken)
        {
            return Refusal.Invalid(broken);
        }

        var site = PlacementRules.SiteOf(terms, employer!)!;
        var changed = present with
        {
            Posting = terms,
            Region = site.Region,
            Location = site.Location ?? taxonomy.Current.Regions[site.Region].Centroid,
        };
        return await Task.Run(() => search.OfTerms(present, changed, time.GetUtcNow() - options.RoundInputsAge, CancellationToken.None)) is { } effect
            ? effect
            : Refusal.Conflict($"The placement '{placement}' is in no round and has no open seat: there is nothing to clear it in.");
    }

    private static int NumberOf(SolvedInputs solved, StudentId student)
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

    private async Task<SeatValue> Named(SeatGrouping by, SeatValue value) => by switch
    {
        SeatGrouping.Employer when await GrainFactory.GetGrain<IEmployerGrain>(value.Key).Find() is { } employer =>
            value with { Name = employer.Profile.Name },
        SeatGrouping.School when await GrainFactory.GetGrain<ISchoolGrain>(value.Key).Find() is { } school =>
            value with { Name = school.Profile.Name },
        _ => value,
    };
}
