using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Importing;
using VocMatch.Contracts.Markets;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Programs;
using VocMatch.Contracts.Storing;
using VocMatch.Contracts.Students;
using VocMatch.Domain.Facts;
using VocMatch.Domain.Reading;
using VocMatch.Domain.Runtime;
using VocMatch.Domain.Students;
using VocMatch.Grains.Eligibility;
using VocMatch.Grains.Events;
using VocMatch.Grains.Markets;
using VocMatch.Grains.PendingWork;
using VocMatch.Grains.Programs;
using VocMatch.Grains.Records;
using VocMatch.Grains.Rounds;
using VocMatch.Grains.Runtime;

namespace VocMatch.Grains.Students;

/// <summary>A student's profile, preferences and, in a row of its own, identity; asks the markets on the student's behalf.</summary>
internal sealed partial class StudentGrain : Grain, IStudentGrain, IPendingWorkGrain
{
    private readonly ITaxonomy _taxonomy;
    private readonly IReadSide _readSide;
    private readonly TimeProvider _time;
    private readonly MarketBatcher _batcher;
    private readonly MarketNotice _notice;
    private readonly EntityRecord<StudentState, Student> _record;
    private readonly EntityRecord<StudentIdentityState, StudentIdentity> _identity;
    private readonly IRoundQuestions _rounds;
    private readonly EligibilityCheck _eligibility;
    private readonly StudentMatches _matches;
    private readonly MatchAnswers _answers;
    private readonly LocalPrograms _programs;
    private readonly StudentPendingWork _pendingWork;
    private readonly PendingWorkRunner _runner;
    private bool _imported;

    public StudentGrain(
        [StoredAs(StateNames.Student)] EntityRecord<StudentState, Student> record,
        [StoredAs(StateNames.StudentIdentity)] EntityRecord<StudentIdentityState, StudentIdentity> identity,
        ITaxonomy taxonomy,
        IReadSide readSide,
        MarketBatcher batcher,
        EventDelivery delivery,
        DeadLetterStore deadLetters,
        IRoundQuestions rounds,
        EligibilityCheck eligibility,
        StudentMatches matches,
        MatchAnswers answers,
        LocalPrograms programs,
        GrainsOptions options,
        TimeProvider time,
        ILogger<StudentGrain> logger)
    {
        (_taxonomy, _readSide) = (taxonomy, readSide);
        _time = time;
        _batcher = batcher;
        _rounds = rounds;
        _eligibility = eligibility;
        (_matches, _answers, _programs) = (matches, answers, programs);
        _record = record;
        _notice = new(Deliver, LeaveAfterImport, failure => _runner!.Failed(failure), options);
        _pendingWork = new(_record, delivery, GrainFactory, time, () => _ = _notice.Notify(), ReviewIfDue);
        _runner = new(
            this, () => _notice.After(_pendingWork.DoAll), now => _record.State.DueAt(IdentityVersion, now), [_record, identity], deadLetters, options, time, logger);
        _record.WakeAt = next => _runner.WakeAt(next.DueAt(IdentityVersion, _time.GetUtcNow()));

        // Whoever wakes up after a crash between this row and the other finds that what follows from it is not reviewed yet.
        _identity = identity;
        _identity.LeavesIfEmpty = false;
        _identity.WakeAt = next => _runner.WakeAt(_record.State.DueAt(next.Version, _time.GetUtcNow()));
    }

    private StudentId Id => StudentId.Parse(this.GetPrimaryKeyString());

    private Refusal Missing => Refusal.NotFound($"The student '{Id}'");

    private long IdentityVersion => _identity.State.Version;

    private AgeThresholds? Ages => _identity.Entity is { } identity ? AgeThresholds.FromBirthDate(identity.BirthDate) : null;

    /// <summary>The silo may have died between a step and its answer: what is left to do is done now.</summary>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _runner.StartIfDue();
        return Task.CompletedTask;
    }

    public Task<Student?> Find() => Task.FromResult(_record.Find());

    public Task<StudentIdentity?> FindIdentity()
    {
        _ = _record.Find();
        return Task.FromResult(_identity.Entity);
    }

    public Task<Versioned<StudentIdentity>?> FindVersionedIdentity()
    {
        _ = _record.Find();
        return Task.FromResult(_identity.Entity is { } identity ? new Versioned<StudentIdentity>(identity, _identity.State.Version) : null);
    }

    public async Task<Outcome<Written<Student>>> Put(StudentProfile profile, WriteOptions options)
    {
        var before = _record.State;
        var outcome = await _record.Write(options, state => Edit(state, profile), Answer);
        _runner.StartIfDue();
        if (_record.State.Entity?.Version != before.Entity?.Version)
        {
            await _notice.NotifyWithTimeout();
        }

        return outcome;
    }

    public async Task<Outcome<Written<Student>>> Import(StudentProfile profile, WriteOptions options)
    {
        var before = _record.State;
        var outcome = await _record.Write(options, state => Edit(state, profile), Answer);
        _imported = true;
        _runner.StartIfDue();
        if (_record.State.Entity?.Version != before.Entity?.Version)
        {
            _ = _notice.Notify();
        }

        return outcome;
    }

    public async Task<Outcome<RowImported>> ImportWithIdentity(StudentProfile profile, StudentIdentity? identity, WriteOptions options)
    {
        if (identity is not null && StudentIdentityRules.Check(identity, _time.GetUtcNow()) is { Length: > 0 } broken)
        {
            return StudentIdentityRules.OfRow(broken);
        }

        var imported = await Import(profile, options);
        if (!imported.Succeeded)
        {
            return imported.Refusal;
        }

        if (identity is null || (options.DryRun && imported.Value.Change == Change.Created))
        {
            return new RowImported(imported.Value.Change);
        }

        var put = await PutIdentity(identity, options);
        return !put.Succeeded ? put.Refusal
            : imported.Value.Change == Change.Unchanged && put.Value.Change != Change.Unchanged ? new RowImported(Change.Changed)
            : new RowImported(imported.Value.Change);
    }

    public async Task<Outcome<Written<StudentIdentity>>> PutIdentity(StudentIdentity identity, WriteOptions options)
    {
        var before = Ages;
        var outcome = await _identity.Write(
            options,
            state => ValueTask.FromResult(EditIdentity(state, identity)),
            static (state, change) => new Written<StudentIdentity>(state.Entity!, change, state.Version));
        _runner.StartIfDue();
        if (Ages != before)
        {
            _ = _notice.Notify();
        }

        return outcome;
    }

    public Task<Outcome<Written<Student>>> PutPreferences(ImmutableArray<PlacementId> ranked, WriteOptions options) =>
        _record.Write(
            options,
            state => Prefer(state, ranked),
            Answer,
            static state => new(state.Entity?.Version ?? 0, state.Entity is { Preferences.IsDefaultOrEmpty: false }));

    private static Written<Student> Answer(StudentState state, Change change) => new(state.Entity!, change);

    private async ValueTask<Outcome<StudentState>> Edit(StudentState state, StudentProfile profile)
    {
        var school = await GrainFactory.GetGrain<ISchoolGrain>(profile.School.Value).Find();
        var program = await GrainFactory.GetGrain<IProgramGrain>(profile.Program.Value).Find();
        var employers = await References.Find(
            profile.Barred.Select(barred => barred.Employer), id => GrainFactory.GetGrain<IEmployerGrain>(id.Value).Find());
        return StudentEdits.Edit(Id, state, profile, school is not null, program, employers.Keys.ToHashSet(), _taxonomy.Current);
    }

    private async ValueTask<Outcome<StudentState>> Prefer(StudentState state, ImmutableArray<PlacementId> ranked)
    {
        if (state.Entity is not { } present)
        {
            return Missing;
        }

        return await Preferences.Check(ranked, _readSide) is { Length: > 0 } broken
            ? Refusal.Invalid(broken)
            : state with { Entity = present with { Preferences = ranked } };
    }

    private Outcome<StudentIdentityState> EditIdentity(StudentIdentityState state, StudentIdentity identity)
    {
        if (_record.Find() is null)
        {
            return Missing;
        }

        return StudentIdentityRules.Check(identity, _time.GetUtcNow()) is { Length: > 0 } broken
            ? Refusal.Invalid(broken)
            : state with { Entity = identity };
    }

    private async Task<StudentQuestion> Question(Student student)
    {
        // Read before the first await: an import's last message may outlive the activation it was sent from.
        var (ages, identity) = (Ages, _identity.State.Version);
        return Question(student, ages, identity, await Program(student));
    }

    private StudentQuestion Question(Student student, AgeThresholds? ages, long identity, Program program) =>
        StudentQuestions.Assemble(student, ages, program.Content, _taxonomy.Current) with { IdentityVersion = identity };

    private async ValueTask<Program> Program(Student student) => _programs.Find(student.Profile.Program) ?? await GrainFactory.GetGrain<IProgramGrain>(student.Profile.Program.Value).Find()
        ?? throw new InvalidOperationException($"The program '{student.Profile.Program}' of the student '{student.Id}' is gone.");

    private async Task Deliver()
    {
        if (_record.State is { Entity: { } student } state)
        {
            var supply = await Question(student);
            var sent = _batcher.Send(student.Profile.Region, supply);
            await (state.MovedFrom is { } old && old != student.Profile.Region ? Task.WhenAll(sent, _batcher.Send(old, supply)) : sent);
        }
    }

    /// <summary>A bulk import touches a student once or twice: it does not stay in memory until it is found idle.</summary>
    private void LeaveAfterImport()
    {
        if (_imported)
        {
            _imported = false;
            DeactivateOnIdle();
        }
    }
}
