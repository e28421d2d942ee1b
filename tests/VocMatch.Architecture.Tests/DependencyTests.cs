using System.Text.RegularExpressions;

namespace VocMatch.Architecture.Tests;

/// <summary>The arrows of <c>src/README.md</c>, held against what was compiled.</summary>
public sealed partial class DependencyTests
{
    public static TheoryData<string> EveryProject => [.. CompiledSource.Projects];

    [Theory]
    [MemberData(nameof(EveryProject))]
    public void No_folder_of_a_project_uses_one_that_uses_it(string project)
    {
        var own = CompiledSource.Types.Where(type => type.Project == project).ToDictionary(type => type.FullName, StringComparer.Ordinal);
        var uses = own.Values
            .SelectMany(type => type.Uses.Where(own.ContainsKey).Select(used => (Type: type, Used: own[used])))
            .Where(use => use.Type.Folder != use.Used.Folder)
            .ToList();
        var arrows = uses.GroupBy(use => use.Type.Folder).ToDictionary(
            group => group.Key, IReadOnlySet<string> (group) => group.Select(use => use.Used.Folder).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);

        var cycles = Cycles.Of(arrows).Select(cycle => string.Join("; ", uses
            .Where(use => cycle.Contains(use.Type.Folder) && cycle.Contains(use.Used.Folder))
            .Select(use => $"{use.Type.FullName} uses {use.Used.FullName}")));

        Assert.Empty(cycles);
    }

    /// <summary>A project uses what lies below it in the picture, and what is drawn is used.</summary>
    [Fact]
    public void The_picture_shows_every_arrow_between_projects_and_no_other()
    {
        var drawn = DrawnArrow().Matches(File.ReadAllText(Path.Combine(SourceTree.Root, "src", "README.md")))
            .Where(match => match.Groups[2].Value != "nothing")
            .SelectMany(match => match.Groups[2].Value.Split(", ").Select(to => $"{match.Groups[1].Value} -> {to}"))
            .Order(StringComparer.Ordinal);
        var built = SourceTree.Projects
            .SelectMany(project => SourceTree.References(project).Select(to => $"{Short(project)} -> {Short(to)}"))
            .Order(StringComparer.Ordinal);

        Assert.Equal(built, drawn);
    }

    /// <summary>What decides is apart from what runs: the domain can be read and tested without a silo, a store or a log.</summary>
    [Theory]
    [InlineData("VocMatch.Matching")]
    [InlineData("VocMatch.Alignment")]
    [InlineData("VocMatch.Domain")]
    [InlineData("VocMatch.Data")]
    [InlineData("VocMatch.Scenarios")]
    public void Pure_projects_touch_no_runtime(string project)
    {
        string[] runtime =
        [
            "Orleans.Grain", "Orleans.IGrain", "Orleans.IPersistent", "Orleans.Runtime.", "Orleans.Hosting.", "Orleans.Timers.",
            "Microsoft.Extensions.", "Microsoft.AspNetCore.", "Microsoft.Data.", "Npgsql.",
        ];
        var touched = CompiledSource.Types.Where(type => type.Project == project)
            .SelectMany(type => type.Uses
                .Where(used => runtime.Any(start => used.StartsWith(start, StringComparison.Ordinal)))
                .Select(used => $"{type.FullName} uses {used}"));

        Assert.Empty(touched);
    }

    /// <summary>What a failed write leaves behind, what it is told as and who reads the row again is decided in one place.</summary>
    [Fact]
    public void Rows_of_grains_are_written_by_their_record_alone()
    {
        string[] writes = ["WriteStateAsync", "ClearStateAsync"];

        var writers = CompiledSource.Callers(called => writes.Contains(called.Name)
            && called.DeclaringType.GetElementType().FullName is "Orleans.Core.IStorage" or "Orleans.Core.IStorage`1" or "Orleans.Runtime.IPersistentState`1");

        Assert.Equal(["VocMatch.Grains.Records.GrainRecord`1"], writers);
    }

    [Fact]
    public void Only_pending_work_sets_reminders_and_waits_before_it_tries_again()
    {
        Assert.Equal(
            ["VocMatch.Grains.PendingWork.DueWorkGrain"],
            CompiledSource.Callers(called => called.Name is "RegisterOrUpdateReminder" or "UnregisterReminder"));
        Assert.Equal(
            ["VocMatch.Grains.PendingWork.DueWorkGrain", "VocMatch.Grains.PendingWork.PendingWorkRunner"],
            CompiledSource.Callers(called => called.Name == "After" && called.DeclaringType.FullName == "VocMatch.Domain.Runtime.BackOff").Where(caller => caller.StartsWith("VocMatch.Grains.", StringComparison.Ordinal)));
    }

    private static string Short(string project) => project["VocMatch.".Length..];

    [GeneratedRegex(@"^\| `(\w+)` \| [^|]* \| ([\w, ]+) \|$", RegexOptions.Multiline)]
    private static partial Regex DrawnArrow();
}
