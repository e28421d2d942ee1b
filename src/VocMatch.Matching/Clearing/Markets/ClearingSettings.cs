using System.Text;

namespace VocMatch.Matching.Clearing.Markets;

/// <summary>What besides the input decides a clearing.</summary>
public sealed record ClearingSettings
{
    /// <param name="seed">The public lottery seed, drawn so that nobody can choose it after seeing the inputs.</param>
    /// <param name="policy">The scoring policy and epoch behind the priorities; <c>none</c> when they were given.</param>
    /// <exception cref="ArgumentException">A control character would break the canonical lines.</exception>
    public ClearingSettings(string seed, string policy = "none")
    {
        Seed = OneLine(seed, nameof(seed));
        Policy = OneLine(policy, nameof(policy));
    }

    public string Seed { get; }

    public string Policy { get; }

    private static string OneLine(string text, string name) =>
        IdRules.TextFault(Encoding.UTF8.GetBytes(text)) is { } fault ? throw new ArgumentException(fault, name) : text;
}
