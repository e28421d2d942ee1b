namespace VocMatch.Contracts.Jobs;

/// <summary>Kind and subject of a question in one key.</summary>
public static class QuestionKey
{
    public static string Of(JobKind kind, string subject) => $"{kind}:{subject}";

    public static (JobKind Kind, string Subject) Parse(string key) =>
        key.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon
            ? (Enum.Parse<JobKind>(key[..colon]), key[(colon + 1)..])
            : throw new ArgumentException($"'{key}' is no key of a question.", nameof(key));
}
