using Microsoft.Extensions.Logging;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Schools;
using VocMatch.Contracts.Storing;
using VocMatch.Domain.Reading;
using VocMatch.Domain.Schools;
using VocMatch.Grains.Records;
using VocMatch.Grains.Runtime;

namespace VocMatch.Grains.Schools;

internal sealed class SchoolGrain : Grain, ISchoolGrain
{
    private readonly ITaxonomy _taxonomy;
    private readonly EntityRecord<SchoolState, School> _record;

    public SchoolGrain(
        [PersistentState(StateNames.School, GrainStorage.Provider)] IPersistentState<SchoolState> state,
        ITaxonomy taxonomy,
        TimeProvider time,
        ILogger<SchoolGrain> logger)
    {
        _taxonomy = taxonomy;
        _record = new(state, GrainContext, time, logger);
    }

    public Task<School?> Find() => Task.FromResult(_record.Find());

    public Task<Outcome<Written<School>>> Put(SchoolProfile profile, WriteOptions options) =>
        _record.Write(
            options,
            state => ValueTask.FromResult(Decide(state, profile)),
            static (state, change) => new Written<School>(state.Entity!, change));

    private Outcome<SchoolState> Decide(SchoolState state, SchoolProfile profile) =>
        SchoolRules.Check(profile, _taxonomy.Current) is { Length: > 0 } broken
            ? Refusal.Invalid(broken)
            : state with { Entity = new School(SchoolId.Parse(this.GetPrimaryKeyString()), profile, state.Entity?.Version ?? 0) };
}
