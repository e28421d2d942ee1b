using Orleans.Concurrency;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Schools;

namespace VocMatch.Contracts.Grains;

/// <summary>One school, by its id.</summary>
[Alias("VocMatch.ISchoolGrain")]
public interface ISchoolGrain : IGrainWithStringKey
{
    [AlwaysInterleave]
    Task<School?> Find();

    Task<Outcome<Written<School>>> Put(SchoolProfile profile, WriteOptions options);
}
