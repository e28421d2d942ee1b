using System.Text.RegularExpressions;

namespace VocMatch.Architecture.Tests;

/// <summary>A name says what a thing is, in the words of the field or of .NET: no picture that a reader must decode first.</summary>
public sealed partial class WordTests
{
    /// <summary>Words that no name holds, in any form given here, and what stands in their place.</summary>
    private static readonly (string[] Forms, string Instead)[] Pictures =
    [
        (["debt", "debts", "owe", "owes", "owed", "owing"], "pending work"),
        (["receipt", "receipts"], "idempotency record"),
        (["book", "books", "booked", "booking"], "store, writer, version tracker"),
        (["hear", "hears", "heard"], "apply, receive"),
        (["tell", "tells", "told"], "notify, send, report"),
        (["follow", "follows", "followed"], "reconcile, apply"),
        (["judging"], "validate, evaluate"),
        (["ring", "rings", "rang", "rung"], "due"),
        (["patience", "patiently"], "timeout"),
        (["pulse", "beat", "heartbeat"], "interval"),
        (["die", "dies", "died", "kill", "killed"], "end, fail, stop"),
        (["ghost", "zombie", "orphan", "bell", "mailman", "housekeeping"], "what it is"),
    ];

    /// <summary>Ends of type names that say nothing of what the type does.</summary>
    private static readonly string[] EmptyEnds = ["Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Utilities", "Common", "Base"];

    [Fact]
    public void No_name_is_a_picture_of_what_it_means()
    {
        var instead = Pictures.SelectMany(row => row.Forms.Select(form => (form, row.Instead))).ToDictionary(row => row.form, row => row.Instead, StringComparer.OrdinalIgnoreCase);
        var names = CompiledSource.Names;
        var wrong = names
            .SelectMany(name => Words(name).Where(instead.ContainsKey).Select(word => $"{name}: {instead[word]}, not {word.ToLowerInvariant()}"));

        Assert.True(names.Count > 5_000, $"{names.Count} names: they were not found.");
        Assert.Empty(wrong);
    }

    [Fact]
    public void A_maximum_is_called_that() =>
        Assert.DoesNotContain(CompiledSource.Names, name => Most().IsMatch(name));

    [Fact]
    public void The_name_of_a_type_says_what_it_does() =>
        Assert.DoesNotContain(CompiledSource.Types.Select(type => type.Name), name => EmptyEnds.Any(end => name.EndsWith(end, StringComparison.Ordinal)));

    [Theory]
    [InlineData("isOwed", "is", "Owed")]
    [InlineData("_wakeAt", "wake", "At")]
    [InlineData("LogNotTold", "Log", "Not", "Told")]
    [InlineData("String", "String")]
    [InlineData("Sha256Lanes", "Sha256", "Lanes")]
    public void Words_of_a_name_are_found(string name, params string[] words) => Assert.Equal(words, Words(name));

    /// <summary>Without "follow-up" and "dead letter", which are the field's own.</summary>
    private static IEnumerable<string> Words(string name) =>
        Word().Matches(Standard().Replace(name, "")).Select(match => match.Value);

    [GeneratedRegex("[A-Z]+(?![a-z])[0-9]*|[A-Z]?[a-z]+[0-9]*")]
    private static partial Regex Word();

    [GeneratedRegex("[Ff]ollowUps?")]
    private static partial Regex Standard();

    [GeneratedRegex("^_?[Mm]ost[A-Z]|^Highest[A-Z]")]
    private static partial Regex Most();
}
