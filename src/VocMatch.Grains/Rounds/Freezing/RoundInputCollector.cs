using System.Collections.Concurrent;
using System.Collections.Immutable;
using VocMatch.Contracts.Employers;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Markets;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Programs;
using VocMatch.Contracts.Reading;
using VocMatch.Contracts.Rounds;
using VocMatch.Contracts.Students;
using VocMatch.Contracts.Taxonomy;
using VocMatch.Domain.Facts;
using VocMatch.Domain.Jobs;
using VocMatch.Domain.Reading;
using VocMatch.Domain.Rounds;
using VocMatch.Domain.Rounds.Clearing;
using VocMatch.Domain.Rounds.Freezing;
using VocMatch.Domain.Rounds.Lists;
using VocMatch.Domain.Runtime;
using VocMatch.Matching.Scoring;

namespace VocMatch.Grains.Rounds.Freezing;

/// <summary>Gathers what a round is about from the stored states: its placements, its students and their lists.</summary>
internal sealed class RoundInputCollector(
    IReadSide readSide, IRoundReading reading, ITaxonomy taxonomy, IGrainFactory grains, RoundSeats seats, GrainsOptions options, TimeProvider time)
{
    public async Task<List<Placement>> Placements(RoundScope scope)
    {
        var placements = new List<Placement>();
        foreach (var region in scope.Regions)
        {
            await foreach (var placement in readSide.OpenPlacements(region, CancellationToken.None))
            {
                placements.Add(placement);
            }
        }

        return placements;
    }

    /// <summary>
    /// How many seats of a placement a round may give: where it took no applications any more at the lock, those of whom was placed there by
    /// hand; null = all that are free. A placement without a seat stays in the round, so that whoever ranked it is told why it is not theirs.
    /// </summary>
    public int? Most(RoundState round, Placement placement) =>
        placement.Posting.ApplyBy < (round.LockedAt ?? time.GetUtcNow()) ? round.Fixed.Count(pair => pair.Placement == placement.Id) : null;

    /// <param name="seatsOf">The round's seats of a placement.</param>
    public async Task<RoundDemand> Demand(
        RoundState round, IReadOnlyCollection<Placement> placements, Func<Placement, Task<int>> seatsOf, Action<int> advanced)
    {
        var own = new ConcurrentDictionary<PlacementId, int>();
        await ManyGrains.ForEach(placements, async placement =>
        {
            own[placement.Id] = Most(round, placement) switch
            {
                null => await seatsOf(placement),
                0 => 0,
                { } most => Math.Min(most, await seatsOf(placement)),
            };
            advanced(own.Count);
        });
        return RoundDemands.Fit(placements, own, await CapsLeft(placements, own.ContainsKey), round);
    }

    /// <summary>What is left of the limit of each capped employer of some placements.</summary>
    /// <param name="isOwn">Whether a placement is the round's: of such a one its reserved seats are not taken.</param>
    public async Task<Dictionary<EmployerId, int>> CapsLeft(IReadOnlyCollection<Placement> placements, Func<PlacementId, bool> isOwn)
    {
        var employers = await Employers(placements.Select(placement => placement.Posting.Employer).Distinct());
        var capped = employers.Where(employer => employer.Profile.InternCap is not null).Select(employer => employer.Id).ToList();
        var posted = await readSide.PlacementsOf(capped, CancellationToken.None);
        var own = posted.Where(placement => isOwn(placement.Id)).Select(placement => placement.Id).ToList();
        var ofOwn = own.Zip(await ManyGrains.Ask(own, seats.Taken)).ToDictionary();
        var taken = capped.ToDictionary(employer => employer, _ => 0);
        foreach (var placement in posted)
        {
            taken[placement.Posting.Employer] += ofOwn.TryGetValue(placement.Id, out var seatsTaken) ? seatsTaken : placement.Posting.Seats - placement.OpenSeats;
        }

        return RoundDemands.Caps(employers, taken);
    }

    public RoundScoring Scoring(RoundState round, RoundDemand demand, Scorer scorer) => new(round, demand, scorer, options.LegalMinimumAge, time.GetUtcNow());

    /// <summary>Reads every student and scores every list. Who has left is in no round.</summary>
    /// <param name="completes">Whether the candidates of the second pass are searched, which takes most of the time; the report is the same without.</param>
    public async Task<RoundInputs> Collect(RoundState round, RoundDemand demand, RoundScoring scoring, StepProgress progress, bool completes = true)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var snapshot = taxonomy.Current;
        var contents = new ConcurrentDictionary<ProgramId, Task<Program?>>();
        var pairs = new PairsByStudent(round, demand);
        var fixedStudents = round.Fixed.Select(pair => pair.Student).ToHashSet();
        var frozen = new ConcurrentBag<FrozenStudent>();
        var reported = new ConcurrentDictionary<StudentId, RoundStudent>();
        var completed = new ConcurrentDictionary<StudentId, StudentFacts>();
        await ManyGrains.ForEach(reading.Listed(round.Id, CancellationToken.None), async listed =>
        {
            var student = listed.Stored.Student;
            if (student.Profile.HasLeft(today) || await Question(listed.Stored, contents, snapshot) is not { } question
                || !round.Settings.Scope.AdmitsField(question.Field) || !round.Settings.Scope.Reaches(question.Regions))
            {
                return;
            }

            var facts = scoring.FactsOf(question);
            var (applications, dropped) = scoring.Ranked(facts, listed.List.Ranked);
            var forbidden = pairs.Forbidden(student.Id);
            var valid = applications.Count(application => !forbidden.Any(pair => pair.Placement == application.Placement));
            var pass = PassPlan.Of(valid, listed.List.AgreesToCompletion, fixedStudents.Contains(student.Id), round.Settings);
            reported[student.Id] = new(student.Id, valid, listed.List.AgreesToCompletion, MissingOf(question));
            frozen.Add(new(
                student.Id,
                pass switch { StudentPass.Fixed => 0, StudentPass.Second => 2, _ => 1 },
                student.Profile.Tags,
                applications,
                dropped,
                forbidden,
                pairs.Fixed(student.Id)));
            if (completes && pass is not StudentPass.Fixed && PassPlan.IsCompleted(listed.List.AgreesToCompletion, round.Settings))
            {
                completed[student.Id] = facts;
            }

            progress("scoring", reported.Count, 0);
        }, Environment.ProcessorCount);
        await AddFixed(fixedStudents, pairs, frozen, reported);
        await AddSilent(round.Settings.Scope, today, contents, reported);
        ImmutableArray<FrozenStudent> students = [.. Complete(frozen, completed, scoring).OrderBy(student => student.Id.Value, StringComparer.Ordinal)];
        return new(
            demand.Employers,
            [.. demand.Placements.Select(placement => placement.Frozen)],
            students,
            Report(round, demand, students, reported.Values, fixedStudents),
            FrozenPolicy.Of(scoring.Scorer).ToString());
    }

    /// <summary>Gives whoever agreed the candidates of the second pass: only now is it known what the lists leave over.</summary>
    private static IEnumerable<FrozenStudent> Complete(
        IReadOnlyCollection<FrozenStudent> students,
        ConcurrentDictionary<StudentId, StudentFacts> completed,
        RoundScoring scoring)
    {
        if (completed.IsEmpty)
        {
            return students;
        }

        var applied = students.SelectMany(student => student.Applications)
            .CountBy(application => application.Placement)
            .ToDictionary(one => one.Key, one => one.Value);
        foreach (var placement in students.Select(student => student.Fixed?.Placement).OfType<PlacementId>())
        {
            applied[placement] = applied.GetValueOrDefault(placement) + 1;
        }

        var spare = scoring.Spare(applied);
        return students.AsParallel().Select(student => completed.TryGetValue(student.Id, out var facts)
            ? student with { Completion = scoring.Completion(facts, NoCandidates(student), spare) }
            : student);
    }

    /// <summary>What the student ranked, in the round or not, and what may never be theirs.</summary>
    private static IEnumerable<PlacementId> NoCandidates(FrozenStudent student) =>
        student.Applications.Select(application => application.Placement)
            .Concat(student.Dropped.Select(dropped => dropped.Placement))
            .Concat(student.Forbidden.Select(pair => pair.Placement));

    private CompletenessReport Report(
        RoundState round, RoundDemand demand, ImmutableArray<FrozenStudent> students, IEnumerable<RoundStudent> reported, IReadOnlySet<StudentId> fixedStudents)
    {
        var placements = demand.Placements
            .Where(placement => Most(round, placement.Posted) is not 0)
            .Select(placement => new RoundPlacement(placement.Frozen.Id, placement.Frozen.Seats, MissingOf(placement)))
            .ToList();
        var applications = students
            .SelectMany(student => student.Applications
                .Select(a => new RoundApplication(student.Id, a.Placement, a.Rank, a.PriorityMillionths, null))
                .Concat(student.Dropped.Select(d => new RoundApplication(student.Id, d.Placement, d.Rank, null, d.MissingField ?? d.Constraint))))
            .ToList();
        return Completeness.Report(reported.ToList(), placements, applications, fixedStudents, round.Settings);
    }

    /// <summary>Students placed by hand need no list.</summary>
    private async Task AddFixed(
        HashSet<StudentId> fixedStudents, PairsByStudent pairs, ConcurrentBag<FrozenStudent> frozen, ConcurrentDictionary<StudentId, RoundStudent> reported)
    {
        foreach (var student in await readSide.Find([.. fixedStudents.Where(id => !reported.ContainsKey(id))], CancellationToken.None))
        {
            frozen.Add(new(student.Id, 0, student.Profile.Tags, [], [], [], pairs.Fixed(student.Id)));
            reported[student.Id] = new(student.Id, 0, AgreesToCompletion: false, []);
        }
    }

    /// <summary>Students of the scope who have saved nothing are counted: nobody is left out unseen.</summary>
    private async Task AddSilent(
        RoundScope scope, DateOnly today, ConcurrentDictionary<ProgramId, Task<Program?>> contents, ConcurrentDictionary<StudentId, RoundStudent> reported)
    {
        foreach (var region in scope.Regions)
        {
            await foreach (var student in readSide.Standing(region, CancellationToken.None))
            {
                if (!reported.ContainsKey(student.Id) && !StudentSeats.HasLeft(student.LeftOn, today)
                    && await ProgramOf(student.Program, contents) is { } program && scope.AdmitsField(program.Content.Field))
                {
                    reported[student.Id] = new(student.Id, 0, AgreesToCompletion: false, []);
                }
            }
        }
    }

    private async Task<StudentQuestion?> Question(
        StoredStudent stored, ConcurrentDictionary<ProgramId, Task<Program?>> contents, TaxonomySnapshot snapshot) =>
        await ProgramOf(stored.Student.Profile.Program, contents) is { } program
            ? StudentQuestions.Assemble(stored.Student, stored.Ages, program.Content, snapshot)
            : null;

    private Task<Program?> ProgramOf(ProgramId program, ConcurrentDictionary<ProgramId, Task<Program?>> contents) =>
        contents.GetOrAdd(program, id => grains.GetGrain<IProgramGrain>(id.Value).Find());

    private async Task<List<Employer>> Employers(IEnumerable<EmployerId> ids)
    {
        var found = new ConcurrentBag<Employer>();
        await ManyGrains.ForEach(ids, async id =>
        {
            if (await grains.GetGrain<IEmployerGrain>(id.Value).Find() is { } employer)
            {
                found.Add(employer);
            }
        });
        return [.. found];
    }

    private static ImmutableArray<string> MissingOf(StudentQuestion question)
    {
        var missing = ImmutableArray.CreateBuilder<string>(2);
        if (question.Ages is null)
        {
            missing.Add("birthDate");
        }

        if (question.Profile.Home is null)
        {
            missing.Add("home");
        }

        return missing.ToImmutable();
    }

    private static ImmutableArray<string> MissingOf(DemandedPlacement placement) => placement.Posted.Posting.Pay is null ? ["pay"] : [];
}
