using Orleans.Concurrency;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Schools;

namespace VocMatch.Contracts.Grains;

[Alias("VocMatch.ISchoolGrain")]
public interface ISchoolGrain : IGrainWithStringKey
{
    [AlwaysInterleave]
    Task<School?> Find();

    Task<Outcome<Written<School>>> Put(SchoolProfile profile, WriteOptions options);
}
