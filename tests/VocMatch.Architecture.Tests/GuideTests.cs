using System.Text.RegularExpressions;

namespace VocMatch.Architecture.Tests;

/// <summary>The pages for who comes next speak of what is there: everything in back ticks is a path, a type, a member or an endpoint.</summary>
public sealed partial class GuideTests
{
    private static readonly string[] Tops = ["src", "tests"];

    /// <summary>What is neither in the source nor meant to be: a program's name, a test's lane, what an attribute looks like, data beside the checkout.</summary>
    private static readonly HashSet<string> Said = new(StringComparer.Ordinal)
    {
        "vocmatch", "Full", "[Id(n)]", "[Trait(\"Lane\", \"Full\")]", "shared/", "VOCMATCH_REQUIRE_ALL=1",
    };

    private static readonly Lazy<HashSet<string>> Paths = new(() => Tops
        .SelectMany(top => Directory.EnumerateFileSystemEntries(Path.Combine(SourceTree.Root, top), "*", SearchOption.AllDirectories))
        .Select(path => Path.GetRelativePath(SourceTree.Root, path).Replace('\\', '/'))
        .Where(path => !path.Split('/').Any(part => part is "obj" or "bin" or ".tools"))
        .SelectMany(path => (string[])[path, path[..^Path.GetExtension(path).Length]])
        .Concat(Tops)
        .ToHashSet(StringComparer.Ordinal));

    [Theory]
    [InlineData("src/README.md")]
    [InlineData("tests/README.md")]
    public void Everything_a_guide_names_is_there(string guide)
    {
        var named = Named(guide);

        Assert.True(named.Count > 10, $"{guide} names {named.Count} things: what is in back ticks was not found.");
        var missing = named.Where(name => !IsThere(name)).ToList();
        Assert.Empty(missing);
    }

    [Theory]
    [InlineData("Gateway/Students/Nowhere")]
    [InlineData("IStudentGrain.Acept")]
    [InlineData("StudentComitments")]
    [InlineData("Nowhere/<Feature>")]
    [InlineData("POST /offers/{id}/acept")]
    [InlineData("bash tests/ran.sh fast")]
    public void What_is_not_there_is_found_missing(string name) => Assert.False(IsThere(name));

    [Fact]
    public void Every_page_that_a_page_leads_to_is_there()
    {
        var pages = new[] { "README.md", "CHANGELOG.md" }.Select(page => Path.Combine(SourceTree.Root, page))
            .Concat(Tops.Append("deploy").SelectMany(top => Directory.EnumerateFiles(Path.Combine(SourceTree.Root, top), "*.md", SearchOption.AllDirectories)))
            .Where(page => !page.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin" or ".tools" or "node_modules"));
        var links = pages.SelectMany(page => Link().Matches(File.ReadAllText(page)).Select(link => (Page: page, To: link.Groups[1].Value))).ToList();

        Assert.NotEmpty(links);
        var broken = links.Where(link => !File.Exists(Path.Combine(Path.GetDirectoryName(link.Page)!, link.To))).ToList();
        Assert.Empty(broken);
    }

    /// <summary>The table says exactly who uses whom; the picture must not contradict it.</summary>
    [Fact]
    public void The_picture_has_every_project_once_above_all_that_it_uses()
    {
        var text = File.ReadAllText(Path.Combine(SourceTree.Root, "src", "README.md"));
        var picture = Fence().Match(text).Groups[1].Value.Split('\n');
        var lines = SourceTree.Projects.Select(Short).ToDictionary(
            project => project, project => Assert.Single(Enumerable.Range(0, picture.Length), line => Word().Matches(picture[line]).Any(word => word.Value == project)));

        Assert.All(
            SourceTree.Projects.SelectMany(project => SourceTree.References(project).Select(to => (From: Short(project), To: Short(to)))),
            arrow => Assert.True(lines[arrow.From] < lines[arrow.To], $"{arrow.From} uses {arrow.To}, which does not stand below it."));
    }

    private static List<string> Named(string guide)
    {
        var text = Fence().Replace(File.ReadAllText(Path.Combine(SourceTree.Root, guide)), "");
        return [.. BackTicks().Matches(text).Select(match => match.Groups[1].Value).Distinct(StringComparer.Ordinal)];
    }

    private static bool IsThere(string name) =>
        Said.Contains(name)
        || (Operation().Match(name) is { Success: true } operation ? IsOperation(operation.Groups[1].Value, operation.Groups[2].Value)
            : name.Contains(' ', StringComparison.Ordinal) ? name.Split(' ').Where(word => Tops.Any(top => word.StartsWith($"{top}/", StringComparison.Ordinal))).ToList() is { Count: > 0 } words && words.All(IsPath)
            : IsPath(name) || IsType(name));

    /// <summary>A path from the root; from <c>src</c> with a project's short name, from <c>tests</c> with a test project's.</summary>
    private static bool IsPath(string name)
    {
        var path = name.TrimEnd('/').Split('/');
        return ((string[])["", "src/VocMatch.", "tests/VocMatch."]).Any(start =>
        {
            var pattern = string.Concat(start, string.Join('/', path));
            return pattern.Contains('*', StringComparison.Ordinal) || pattern.Contains('<', StringComparison.Ordinal)
                ? Paths.Value.Any(new Regex($"^{Regex.Escape(pattern).Replace("<Feature>", "[^/]+", StringComparison.Ordinal).Replace("\\*", "[^/]*", StringComparison.Ordinal)}$").IsMatch)
                : Paths.Value.Contains(pattern);
        });
    }

    private static bool IsType(string name)
    {
        var (type, member) = name.Split('.') is [var one, var two] ? (one, two) : (name, null);
        return CompiledSource.Types.Any(found => found.Name.Split('`')[0] == type && (member is null || found.Members.Contains(member)))
            || (member is null && Paths.Value.Any(path => path.EndsWith($"/{name}.cs", StringComparison.Ordinal)));
    }

    private static bool IsOperation(string method, string path) => File
        .ReadLines(Path.Combine(SourceTree.Root, "tests", "VocMatch.Gateway.Tests", "Surface", "rest.txt"))
        .Any(line => line == $"{method} /api/v1{path}");

    private static string Short(string project) => project["VocMatch.".Length..];

    [GeneratedRegex("`([^`\n]+)`")]
    private static partial Regex BackTicks();

    [GeneratedRegex("^```\n(.*?)^```\n", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"\]\((?!https?:)([^)#]+)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();

    [GeneratedRegex("^(GET|PUT|POST|DELETE) (/.*)$")]
    private static partial Regex Operation();
}
