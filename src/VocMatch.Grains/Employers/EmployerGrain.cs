using Microsoft.Extensions.Logging;
using VocMatch.Contracts.Employers;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Storing;
using VocMatch.Contracts.Taxonomy;
using VocMatch.Grains.Records;

namespace VocMatch.Grains.Employers;

internal sealed class EmployerGrain : Grain, IEmployerGrain
{
    private readonly ITaxonomy _taxonomy;
    private readonly EntityRecord<EmployerState, Employer> _record;

    public EmployerGrain(
        [PersistentState(StateNames.Employer, GrainStorage.Provider)] IPersistentState<EmployerState> state,
        ITaxonomy taxonomy,
        TimeProvider time,
        ILogger<EmployerGrain> logger)
    {
        _taxonomy = taxonomy;
        _record = new(state, GrainContext, time, logger);
    }

    public Task<Employer?> Find() => Task.FromResult(_record.Find());

    public Task<Outcome<Written<Employer>>> Put(EmployerProfile profile, WriteOptions options) =>
        _record.Write(
            options,
            state => ValueTask.FromResult(EmployerEdits.Edit(EmployerId.Parse(this.GetPrimaryKeyString()), state, profile, _taxonomy.Current)),
            static (state, change) => new Written<Employer>(state.Entity!, change));
}
