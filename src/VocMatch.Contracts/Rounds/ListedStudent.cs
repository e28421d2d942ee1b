using VocMatch.Contracts.Reading;

namespace VocMatch.Contracts.Rounds;

/// <summary>A student with the list saved for one round.</summary>
public sealed record ListedStudent(StoredStudent Stored, RoundList List);

/// <summary>Names of a round's documents.</summary>
public static class RoundDocuments
{
    /// <param name="issue">1 = as cleared; each repair makes the next.</param>
    /// <param name="pass">1 or 2.</param>
    public static string Certificate(int issue, int pass) => $"certificate-{issue}-{pass}";

    /// <summary>The events a repair was made of.</summary>
    public static string Repair(int issue) => $"repair-{issue}";
}
