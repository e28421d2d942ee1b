using Orleans.Concurrency;
using VocMatch.Contracts.Jobs;
using VocMatch.Contracts.Outcomes;

namespace VocMatch.Contracts.Grains;

/// <summary>Does one piece of long work; the key is the job's id. It survives the death of its silo by starting again.</summary>
[Alias("VocMatch.IJobGrain")]
public interface IJobGrain : IGrainWithStringKey
{
    /// <summary>Starts. Repeating it with the same content changes nothing.</summary>
    /// <param name="contentDigest">Digest of what was asked, so that a reused key with other content is noticed.</param>
    Task<Outcome<Job>> Start(JobRequest request, string contentDigest);

    /// <summary>How far it has come; a job whose silo died goes on.</summary>
    [AlwaysInterleave]
    Task<Job?> Find();

    /// <summary>As <see cref="Find"/>, but answers only when the job is over or the time is up.</summary>
    /// <param name="timeout">At most 20 seconds.</param>
    [AlwaysInterleave]
    Task<Job?> Wait(TimeSpan timeout);

    /// <summary>How far its work has come, from a grain that does it; of a job that is over or that there is not it changes nothing.</summary>
    [AlwaysInterleave]
    Task Report(string step, long done, long total);

    /// <summary>The answer to a question as JSON, the same bytes as long as it is kept; null before it is done, and for other work.</summary>
    [AlwaysInterleave]
    Task<byte[]?> Answer();

    /// <summary>Stops the work and forgets what it made.</summary>
    Task Forget();
}
