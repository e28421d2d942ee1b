using System.Text.RegularExpressions;

namespace VocMatch.Architecture.Tests;

/// <summary>A test waits for something by looking again until a deadline, in one way: a pause of a fixed length is too short on a busy machine and too long on any other.</summary>
public sealed partial class WaitTests
{
    /// <summary>Pauses that wait for nothing, with what each is for.</summary>
    private static readonly Dictionary<string, string> Pauses = new(StringComparer.Ordinal)
    {
        ["tests/VocMatch.Testing/Eventually.cs"] = "the one way",
        ["tests/VocMatch.EndToEnd/CrashTests.cs"] = "until cancelled",
        ["tests/VocMatch.EndToEnd/OfferCrashTests.cs"] = "a random moment for a kill",
        ["tests/VocMatch.EndToEnd/Rounds/RoundCrashTests.cs"] = "a random moment for a kill",
        ["tests/VocMatch.EndToEnd/Rounds/CountryRoundTests.cs"] = "a moment for a kill, while offers are made",
        ["tests/VocMatch.Grains.Tests/Platforms/FaultyStorage.cs"] = "a store that is slow",
        ["tests/VocMatch.Grains.Tests/Offers/ManyAcceptancesTests.cs"] = "faults one after the other",
        ["tests/VocMatch.Gateway.Tests/Clients/Generated/ReadmeSteps.cs"] = "a program of its own, as whoever integrates writes it",
    };

    [Fact]
    public void A_test_waits_by_looking_again()
    {
        var found = SourceTree.Files("tests")
            .Where(file => !file.Path.StartsWith("tests/VocMatch.Benchmarks/", StringComparison.Ordinal) && !file.Path.EndsWith("/WaitTests.cs", StringComparison.Ordinal))
            .Where(file => Pause().IsMatch(file.Text))
            .Select(file => file.Path)
            .ToList();

        Assert.Empty(found.Except(Pauses.Keys));
        Assert.Empty(Pauses.Keys.Except(found));
    }

    [GeneratedRegex(@"\bTask\.Delay\(|\bThread\.Sleep\(|\bnew PeriodicTimer\(|\bSpinWait\b")]
    private static partial Regex Pause();
}
