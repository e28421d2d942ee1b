using System.Xml.Linq;

namespace VocMatch.Architecture.Tests;

public sealed class DocumentationTests
{
    /// <summary>Whoever uses a type of another project reads in one sentence what it is, without opening its file.</summary>
    [Fact]
    public void Every_type_that_another_project_uses_says_what_it_is()
    {
        var documented = SourceTree.Projects.SelectMany(Documented).ToHashSet(StringComparer.Ordinal);
        var own = CompiledSource.Types.ToDictionary(type => type.FullName, StringComparer.Ordinal);
        var crossing = CompiledSource.Types
            .SelectMany(type => type.Uses.Where(own.ContainsKey).Select(used => (User: type, Used: own[used])))
            .Where(use => use.User.Project != use.Used.Project)
            .Select(use => use.Used.FullName)
            .ToHashSet(StringComparer.Ordinal);

        Assert.True(crossing.Count > 300, $"{crossing.Count} types cross a project: they were not found.");
        Assert.Equal("", string.Join('\n', crossing.Except(documented).Order(StringComparer.Ordinal)));
    }

    /// <summary>Full names of the types that have words beside them, from the compiler's own file.</summary>
    private static IEnumerable<string> Documented(string project)
    {
        var file = Path.Combine(AppContext.BaseDirectory, $"{SourceTree.AssemblyOf(project)}.xml");
        return !File.Exists(file) ? [] : XDocument.Load(file).Descendants("member")
            .Where(member => member.Attribute("name")!.Value.StartsWith("T:", StringComparison.Ordinal) && !string.IsNullOrWhiteSpace(member.Value))
            .Select(member => member.Attribute("name")!.Value[2..]);
    }
}
