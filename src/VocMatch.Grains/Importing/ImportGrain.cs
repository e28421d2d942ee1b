using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using VocMatch.Contracts.Employers;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Importing;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Programs;
using VocMatch.Contracts.Storing;
using VocMatch.Domain.Employers;
using VocMatch.Domain.Placements;
using VocMatch.Domain.Programs;
using VocMatch.Domain.Reading;
using VocMatch.Grains.Markets;
using VocMatch.Grains.Runtime;

namespace VocMatch.Grains.Importing;

[StatelessWorker]
internal sealed partial class ImportGrain(
    NewRows newRows,
    StudentRowWriter studentRows,
    MarketBatcher batcher,
    ITaxonomy taxonomy,
    TimeProvider time,
    ILogger<ImportGrain> logger) : Grain, IImportGrain
{
    public Task<ImmutableArray<Outcome<RowImported>>> Employers(ImmutableArray<EmployerImport> rows)
    {
        var snapshot = taxonomy.Current;
        return newRows.Write<EmployerImport, EmployerState, Employer>(
            rows,
            StateNames.Employer,
            row => row.Id.Value,
            row => EmployerEdits.Edit(row.Id, new(), row.Profile, snapshot),
            async row => Short(await GrainFactory.GetGrain<IEmployerGrain>(row.Id.Value).Put(row.Profile, WriteOptions.Default)),
            static _ => Task.CompletedTask);
    }

    public async Task<ImmutableArray<Outcome<RowImported>>> Programs(ImmutableArray<ProgramImport> rows)
    {
        var (snapshot, now) = (taxonomy.Current, time.GetUtcNow());
        var schools = await References.Find(
            rows.Select(row => row.Content.School), id => GrainFactory.GetGrain<ISchoolGrain>(id.Value).Find());
        return await newRows.Write<ProgramImport, ProgramState, Program>(
            rows,
            StateNames.Program,
            row => row.Id.Value,
            row => ProgramEdits.Edit(row.Id, new(), row.Content, row.Publish, schools.ContainsKey(row.Content.School), snapshot, now),
            async row => Short(await GrainFactory.GetGrain<IProgramGrain>(row.Id.Value).Import(row.Content, row.Publish, WriteOptions.Default)),
            stored => Notify(
                stored.Where(entry => entry.Entity.Status == ProgramStatus.Published),
                entry => batcher.Send(schools[entry.Entity.Content.School].Profile.Region, entry.Entity)));
    }

    public async Task<ImmutableArray<Outcome<RowImported>>> Placements(ImmutableArray<PlacementImport> rows)
    {
        var (snapshot, now) = (taxonomy.Current, time.GetUtcNow());
        var employers = await References.Find(
            rows.Select(row => row.Posting.Employer), id => GrainFactory.GetGrain<IEmployerGrain>(id.Value).Find());
        return await newRows.Write<PlacementImport, PlacementState, Placement>(
            rows,
            StateNames.Placement,
            row => row.Id.Value,
            row => PlacementEdits.Edit(
                row.Id, new(), row.Posting, row.Publish, employers.GetValueOrDefault(row.Posting.Employer), snapshot, now),
            async row => Short(
                await GrainFactory.GetGrain<IPlacementGrain>(row.Id.Value).Import(row.Posting, row.Publish, WriteOptions.Default)),
            stored => Notify(
                stored.Where(entry => entry.Entity.Status == PlacementStatus.Published),
                entry => batcher.Send(entry.Entity.Region, entry.Entity)));
    }

    public Task<ImmutableArray<Outcome<RowImported>>> Students(ImmutableArray<StudentImport> rows) => studentRows.Write(rows, supplies => Notify(supplies, supply => batcher.Send(supply.Profile.Region, supply)));

    internal static Outcome<RowImported> Short<TEntity>(Outcome<Written<TEntity>> outcome)
        where TEntity : class => outcome.Succeeded ? new RowImported(outcome.Value.Change) : outcome.Refusal;

    /// <summary>Waits for the markets, so that an import is no faster than they are. What is lost they find when they compare themselves with the store.</summary>
    private async Task Notify<T>(IEnumerable<T> messages, Func<T, Task> send)
    {
        try
        {
            await ManyGrains.Send(messages, send, atOnce: MarketBatcher.MaxBatch);
        }
        catch (Exception failure) when (StoreFailures.IsLoss(failure))
        {
            LogNotNotified(logger, failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A market did not acknowledge rows of an import; it will find them in the store.")]
    private static partial void LogNotNotified(ILogger logger, Exception failure);
}
