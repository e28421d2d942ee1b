using Microsoft.Extensions.Logging;
using VocMatch.Contracts.Adjustments;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Programs;
using VocMatch.Contracts.Schools;
using VocMatch.Domain.Adjustments;
using VocMatch.Domain.Programs;
using VocMatch.Domain.Reading;
using VocMatch.Domain.Runtime;
using VocMatch.Grains.Records;
using VocMatch.Grains.Runtime;

namespace VocMatch.Grains.Adjustments;

/// <summary>Measures what would help a program when it is asked, on the silo's threads, and keeps the ledger of decisions.</summary>
internal sealed partial class AdjustmentsGrain(
    [StoredAs("adjustments")] EntityRecord<AdjustmentsState, AdjustmentList> record,
    AdjustmentSearch search,
    ITaxonomy taxonomy,
    GrainsOptions settings,
    TimeProvider time,
    ILogger<AdjustmentsGrain> logger) : Grain, IAdjustmentsGrain, IMeasuredAfterRounds
{
    private string Key => this.GetPrimaryKeyString();

    private IProgramGrain Program => GrainFactory.GetGrain<IProgramGrain>(Key);

    public async Task<Outcome<AdjustmentList>> Suggest(string? job)
    {
        if (await Program.Find() is not { } program)
        {
            return Refusal.NotFound($"The program '{Key}'");
        }

        if (program.Status != ProgramStatus.Published)
        {
            return Refusal.Conflict($"The program '{Key}' is {program.Status.ToString().ToLowerInvariant()}; only published programs are measured.");
        }

        return Standing(program) ?? await Measure(program, job);
    }

    public async Task<AdjustmentList?> Standing() => await Program.Find() is { Status: ProgramStatus.Published } program ? Standing(program) : null;

    private AdjustmentList? Standing(Program program) =>
        record.Entity is { } known && known.ProgramRevision == program.Revision && time.GetUtcNow() - known.MeasuredAt < settings.AdjustmentsAge
            ? known
            : null;

    public async Task MeasureAfter(RoundId round)
    {
        if (await Program.Find() is not { Status: ProgramStatus.Published } program
            || (record.Entity is { } known && known.ProgramRevision == program.Revision && FrozenInputs.AreOf(round, known.Basis)))
        {
            return;
        }

        var measured = await Cores.InBackground(() => Measure(program));
        if (!measured.Succeeded)
        {
            throw new StoreUnavailableException(measured.Refusal.Detail);
        }
    }

    private async Task<Outcome<AdjustmentList>> Measure(Program program, string? job = null)
    {
        var now = time.GetUtcNow();
        var school = await School(program);

        // A revision that was just published is in no inputs taken before.
        var notBefore = record.Entity is { } earlier && earlier.ProgramRevision != program.Revision ? now : now - settings.RoundInputsAge;
        var undone = AdjustmentLedger.Undone(record.State);
        var asking = job is null ? null : GrainFactory.GetGrain<IJobGrain>(job);
        var measured = await Task.Run(() => search.ForProgram(
            program, school.Profile.Region, school.Profile.Location, undone, notBefore, (done, total) => Report(asking, done, total), CancellationToken.None));
        return await record.Write(
            WriteOptions.Default,
            state => ValueTask.FromResult<Outcome<AdjustmentsState>>(AdjustmentLedger.Measured(state, program, measured, time.GetUtcNow())),
            (state, _) => state.Entity!);
    }

    /// <summary>Tells the job that asked how far it is. What is lost of it the next one makes up for.</summary>
    private async Task Report(IJobGrain? job, int done, int total)
    {
        if (job is null)
        {
            return;
        }

        try
        {
            await job.Report(AdjustmentSearch.MeasuringStep, done, total);
        }
        catch (Exception failure) when (StoreFailures.IsLoss(failure))
        {
            LogNotReported(logger, job.GetGrainId(), failure);
        }
    }

    public async Task<Outcome<ChangeEffect>> EffectOf(ProgramChange change)
    {
        if (await Program.Find() is not { } program)
        {
            return Refusal.NotFound($"The program '{Key}'");
        }

        if (ProgramRules.Check(change.ApplyTo(program.Content), schoolExists: true, taxonomy.Current) is { Length: > 0 } broken)
        {
            return Refusal.Invalid(broken);
        }

        var school = await School(program);
        return await Task.Run(() =>
            search.OfChange(program, school.Profile.Region, change, time.GetUtcNow() - settings.RoundInputsAge, CancellationToken.None));
    }

    public async Task<Outcome<Transitioned<AdjustmentStatus>>> Decide(int number, AdjustmentAction action, string? reason, WriteOptions options)
    {
        DraftedChange? drafted = null;
        if (action == AdjustmentAction.Implement && AdjustmentLedger.Check(record.State, Key, number, action, reason) is { Succeeded: true } checkedEntry)
        {
            var change = checkedEntry.Value.Change;
            var written = await Draft(change);
            if (!written.Succeeded)
            {
                return written.Refusal;
            }

            var program = written.Value.Entity;
            drafted = new(program.Revision + 1, change.Undo(program.Content));
        }

        return await record.Write(
            options,
            state => ValueTask.FromResult(AdjustmentLedger.Decide(state, Key, number, action, reason, drafted, time.GetUtcNow())),
            (state, _) => new Transitioned<AdjustmentStatus>(
                Key, state.Entity!.Adjustments.Single(entry => entry.Number == number).Status, state.Entity.Version));
    }

    private async Task<School> School(Program program) =>
        await GrainFactory.GetGrain<ISchoolGrain>(program.Content.School.Value).Find()
            ?? throw new InvalidOperationException($"The school '{program.Content.School}' of the program '{Key}' is gone.");

    /// <summary>Doing it again changes nothing, so a decision that died between the two writes is simply made again.</summary>
    private async Task<Outcome<Written<Program>>> Draft(ProgramChange change)
    {
        if (await Program.Find() is not { } program)
        {
            return Refusal.NotFound($"The program '{Key}'");
        }

        return await Program.Put(change.ApplyTo(program.Draft ?? program.Content), new WriteOptions(ExpectedVersion: program.Version));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Job} did not hear how far it is.")]
    private static partial void LogNotReported(ILogger logger, GrainId job, Exception failure);
}
