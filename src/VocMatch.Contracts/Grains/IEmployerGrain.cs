using Orleans.Concurrency;
using VocMatch.Contracts.Employers;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Outcomes;

namespace VocMatch.Contracts.Grains;

/// <summary>One employer, by its id.</summary>
[Alias("VocMatch.IEmployerGrain")]
public interface IEmployerGrain : IGrainWithStringKey
{
    [AlwaysInterleave]
    Task<Employer?> Find();

    /// <summary>How the employer answers applications, and what that does to the rank of its published placements; null where there is no such employer.</summary>
    [AlwaysInterleave]
    Task<EmployerAnswering?> Answering();

    Task<Outcome<Written<Employer>>> Put(EmployerProfile profile, WriteOptions options);
}
