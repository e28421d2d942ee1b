using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Schools;
using VocMatch.Contracts.Storing;
using VocMatch.Domain.Reading;
using VocMatch.Domain.Schools;
using VocMatch.Grains.Records;

namespace VocMatch.Grains.Schools;

internal sealed class SchoolGrain([StoredAs(StateNames.School)] EntityRecord<SchoolState, School> record, ITaxonomy taxonomy)
    : Grain, ISchoolGrain
{
    public Task<School?> Find() => Task.FromResult(record.Find());

    public Task<Outcome<Written<School>>> Put(SchoolProfile profile, WriteOptions options) =>
        record.Write(
            options,
            state => ValueTask.FromResult(Decide(state, profile)),
            static (state, change) => new Written<School>(state.Entity!, change));

    private Outcome<SchoolState> Decide(SchoolState state, SchoolProfile profile) =>
        SchoolRules.Check(profile, taxonomy.Current) is { Length: > 0 } broken
            ? Refusal.Invalid(broken)
            : state with { Entity = new School(SchoolId.Parse(this.GetPrimaryKeyString()), profile, state.Entity?.Version ?? 0) };
}
