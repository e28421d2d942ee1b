using System.Text.RegularExpressions;

namespace VocMatch.Architecture.Tests;

public sealed partial class FanOutTests
{
    /// <summary>What starts many things at once and is none of the helper's, each with why it is bounded.</summary>
    private static readonly Dictionary<string, string> Bounded = new(StringComparer.Ordinal)
    {
        ["src/VocMatch.Contracts/Grains/ManyGrains.cs"] = "the helper itself",
        ["src/VocMatch.Gateway/Imports/EntityImport.cs"] = "a fixed number of lanes",
        ["src/VocMatch.Grains/Adjustments/RoundMeasuringGrain.cs"] = "one program at a time, so that requests find the other cores free",
        ["src/VocMatch.Grains/Alignment/ReportMaking.cs"] = "the documents of one report, of which there is a fixed number",
        ["src/VocMatch.Host/Demo/DemoLoading.cs"] = "asks for its own bound",
        ["src/VocMatch.Storage/Reading/ParallelStream.cs"] = "a worker a core",
    };

    [Fact]
    public void As_many_grains_as_there_are_data_are_asked_through_one_bounded_helper()
    {
        var unbounded = SourceTree.Files("src")
            .Where(file => !Bounded.ContainsKey(file.Path))
            .SelectMany(file => FanOuts(file.Text).Select(line => $"{file.Path}:{line}"));

        Assert.Empty(unbounded);
    }

    [Fact]
    public void Every_exception_from_the_helper_still_fans_out()
    {
        var texts = SourceTree.Files("src").ToDictionary(file => file.Path, file => file.Text, StringComparer.Ordinal);

        Assert.All(Bounded.Keys, path => Assert.True(texts.TryGetValue(path, out var text) && FanOuts(text).Any(), path));
    }

    [Theory]
    [InlineData("await Task.WhenAll(ids.Select(id => grains.GetGrain<IA>(id).Find()));", 1)]
    [InlineData("var calls = ids.Select(Ask);\nawait Task.WhenAll(calls);", 1)]
    [InlineData("await Task.WhenAll(ids.Select(async id => await Ask(id, top)).ToList());", 1)]
    [InlineData("await Parallel.ForEachAsync(ids, async (id, _) => await Ask(id));", 1)]
    [InlineData("foreach (var id in ids)\n{\n    found.Add(await grains.GetGrain<IPlacementGrain>(id.Value).Find());\n}", 1)]
    [InlineData("for (var i = 0; i < ids.Length; i++)\n{\n    found.Add(await grains.GetGrain<IMarketGrain>(ids[i].Value).Summary());\n}", 1)]
    [InlineData("await foreach (var id in ids)\n{\n    if (await Program(id).Find() is null)\n    {\n        return;\n    }\n}\n\nprivate IProgramGrain Program(ProgramId id) => Grain(id);", 1)]
    [InlineData("foreach (var id in ids)\n{\n    names.Add(Program(id));\n}\n\nprivate IProgramGrain Program(ProgramId id) => Grain(id);", 0)]
    [InlineData("await Task.WhenAll(told, Send(old, placement));", 0)]
    [InlineData("foreach (var id in ids)\n{\n    total += id.Length;\n}\n\nawait grains.GetGrain<IPlacementGrain>(first).Find();", 0)]
    public void The_search_finds_what_asks_without_a_bound_and_nothing_else(string text, int found) =>
        Assert.Equal(found, FanOuts(text).Count());

    /// <summary>
    /// Lines that wait for a sequence of tasks, run a loop of their own in parallel, or ask grains one after another: by
    /// <c>GetGrain</c>, or by a member of the same file that answers a grain.
    /// </summary>
    private static IEnumerable<int> FanOuts(string text)
    {
        foreach (Match all in WhenAll().Matches(text))
        {
            if (Commas(Inside(text, all.Index + all.Length - 1, '(', ')')) == 0)
            {
                yield return Line(text, all.Index);
            }
        }

        foreach (Match loop in ParallelLoop().Matches(text))
        {
            yield return Line(text, loop.Index);
        }

        var asks = AskOf([.. Accessor().Matches(text).Select(match => match.Groups[1].Value)]);
        foreach (Match loop in Loop().Matches(text))
        {
            var head = Inside(text, loop.Index + loop.Length - 1, '(', ')');
            var after = text.AsSpan(loop.Index + loop.Length + head.Length + 1);
            var body = after.Length - after.TrimStart().Length;
            if (after.TrimStart().StartsWith("{")
                && asks.IsMatch(Inside(text, loop.Index + loop.Length + head.Length + 1 + body, '{', '}')))
            {
                yield return Line(text, loop.Index);
            }
        }
    }

    /// <summary>A call that is waited for of a grain.</summary>
    /// <param name="accessors">Members that answer one.</param>
    private static Regex AskOf(IReadOnlyCollection<string> accessors) =>
        new($@"await [^;{{]*(?:GetGrain<{string.Concat(accessors.Select(name => $@"|\b{name}\("))})", RegexOptions.CultureInvariant);

    /// <summary>What stands between the bracket at a place and the one that closes it.</summary>
    private static string Inside(string text, int open, char begin, char end)
    {
        var (at, depth) = (open, 0);
        do
        {
            depth += text[at] == begin ? 1 : text[at] == end ? -1 : 0;
            at++;
        }
        while (depth > 0);
        return text[(open + 1)..(at - 1)];
    }

    private static int Commas(string arguments)
    {
        var (commas, depth) = (0, 0);
        foreach (var letter in arguments)
        {
            depth += letter is '(' or '[' or '{' ? 1 : letter is ')' or ']' or '}' ? -1 : 0;
            commas += letter == ',' && depth == 0 ? 1 : 0;
        }

        return commas;
    }

    private static int Line(string text, int at) => text.AsSpan(0, at).Count('\n') + 1;

    [GeneratedRegex(@"Task\.WhenAll\(")]
    private static partial Regex WhenAll();

    [GeneratedRegex(@"Parallel\.ForEachAsync\(")]
    private static partial Regex ParallelLoop();

    [GeneratedRegex(@"\b(?:foreach|for|while) \(")]
    private static partial Regex Loop();

    [GeneratedRegex(@"\bI\w+Grain (\w+)\(")]
    private static partial Regex Accessor();
}
