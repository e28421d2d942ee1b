using System.Text.RegularExpressions;

namespace VocMatch.Architecture.Tests;

/// <summary>The source as it lies on the disk.</summary>
internal static partial class SourceTree
{
    private static readonly Lazy<string> Found = new(Find);

    public static string Root => Found.Value;

    /// <summary>Names of the projects below <c>src</c>.</summary>
    public static IEnumerable<string> Projects => Directory.EnumerateDirectories(Path.Combine(Root, "src"))
        .Where(directory => Directory.EnumerateFiles(directory, "*.csproj").Any())
        .Select(directory => Path.GetFileName(directory))
        .Order(StringComparer.Ordinal);

    /// <summary>Each C# file below <paramref name="top"/> that a person wrote, with its path from the root and its text.</summary>
    public static IEnumerable<(string Path, string Text)> Files(string top) =>
        Directory.EnumerateFiles(Path.Combine(Root, top), "*.cs", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(part => part is "obj" or "bin" or ".tools"))
            .Order(StringComparer.Ordinal)
            .Select(path => (path, File.ReadAllText(Path.Combine(Root, path))));

    /// <summary>What a project refers to of ours, as its project file says.</summary>
    public static IEnumerable<string> References(string project) =>
        ProjectReference().Matches(ProjectFile(project)).Select(match => match.Groups[1].Value);

    /// <summary>The assembly's file name without ending: the project's name where the project file gives no other.</summary>
    public static string AssemblyOf(string project) =>
        AssemblyName().Match(ProjectFile(project)) is { Success: true } match ? match.Groups[1].Value : project;

    private static string ProjectFile(string project) => File.ReadAllText(Path.Combine(Root, "src", project, $"{project}.csproj"));

    private static string Find()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "VocMatch.sln")))
        {
            at = at.Parent;
        }

        return at?.FullName ?? throw new InvalidOperationException($"No VocMatch.sln above {AppContext.BaseDirectory}.");
    }

    [GeneratedRegex("""<ProjectReference Include="[^"]*/(VocMatch\.\w+)\.csproj" />""")]
    private static partial Regex ProjectReference();

    [GeneratedRegex("<AssemblyName>(.+)</AssemblyName>")]
    private static partial Regex AssemblyName();
}
