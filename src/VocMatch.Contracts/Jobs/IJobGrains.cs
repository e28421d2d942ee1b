using Orleans.Concurrency;
using VocMatch.Contracts.Outcomes;

namespace VocMatch.Contracts.Jobs;

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

    /// <summary>As <see cref="Find"/>, but answers only when the job is over or the patience at its end.</summary>
    /// <param name="patience">At most 20 seconds.</param>
    [AlwaysInterleave]
    Task<Job?> Wait(TimeSpan patience);

    /// <summary>The answer to a question as JSON, the same bytes as long as it is kept; null before it is done, and for other work.</summary>
    [AlwaysInterleave]
    Task<byte[]?> Answer();

    /// <summary>Stops the work and forgets what it made.</summary>
    Task Forget();
}

/// <summary>A question that takes long, with the jobs that answered it last; the key is made by <see cref="QuestionKey"/>.</summary>
[Alias("VocMatch.IQuestionGrain")]
public interface IQuestionGrain : IGrainWithStringKey
{
    /// <summary>The job that answers: the one under way, the last one while its answer is fresh, or a new one.</summary>
    Task<Outcome<Job>> Ask();
}

/// <summary>Kind and subject of a question in one key.</summary>
public static class QuestionKey
{
    public static string Of(JobKind kind, string subject) => $"{kind}:{subject}";

    public static (JobKind Kind, string Subject) Parse(string key) =>
        key.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon
            ? (Enum.Parse<JobKind>(key[..colon]), key[(colon + 1)..])
            : throw new ArgumentException($"'{key}' is no key of a question.", nameof(key));
}
