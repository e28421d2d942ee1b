using System.Text.RegularExpressions;
using System.Xml.Linq;
using Mono.Cecil;

namespace VocMatch.Architecture.Tests;

public sealed partial class DocumentationTests
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

    /// <summary>
    /// A number that crosses a process says in words what is counted or measured, but where its name does: it ends with a unit, or with the
    /// plural of what it counts from 0 (<c>OpenSeats</c>), or it names one of a series, which rises (<c>Version</c>, <c>Revision</c>,
    /// <c>Epoch</c>, <c>Policy</c>). Where all numbers of a type have one unit the type says it.
    /// </summary>
    [Fact]
    public void Every_number_of_a_message_says_its_unit()
    {
        var members = XDocument.Load(Path.Combine(AppContext.BaseDirectory, "VocMatch.Contracts.xml")).Descendants("member").ToList();
        var said = members.Where(member => !string.IsNullOrWhiteSpace(member.Value)).Select(member => member.Attribute("name")!.Value)
            .Concat(members.SelectMany(member => member.Elements("param").Where(param => !string.IsNullOrWhiteSpace(param.Value))
                .Select(param => $"P:{member.Attribute("name")!.Value[2..]}.{param.Attribute("name")!.Value}")))
            .Concat(members.Where(member => OneUnit().IsMatch(member.Element("summary")?.Value ?? "")).Select(member => $"{member.Attribute("name")!.Value}.*"))
            .ToHashSet(StringComparer.Ordinal);
        var numbers = CompiledSource.MembersOfMessages.Where(member => IsNumber(member.PropertyType)).ToList();

        var silent = numbers
            .Where(member => !SaysUnit().IsMatch(member.Name))
            .Where(member => !said.Contains($"P:{member.DeclaringType.FullName}.{member.Name}") && !said.Contains($"T:{member.DeclaringType.FullName}.*"))
            .Select(member => $"{member.DeclaringType.Name}.{member.Name}");

        Assert.True(numbers.Count > 200, $"{numbers.Count} numbers: they were not found.");
        Assert.Empty(silent);
    }

    private static bool IsNumber(TypeReference type) => type switch
    {
        GenericInstanceType { ElementType.Name: "Nullable`1" } nullable => IsNumber(nullable.GenericArguments[0]),
        _ => type.FullName is "System.Int32" or "System.Int64" or "System.Decimal" or "System.Double" or "System.TimeSpan",
    };

    [GeneratedRegex("(Km|Months|Days|Hours|Minutes|Seconds|Percent|Points|Millionths|PerMille|PerWeek|Year|[a-z]s|Version|Revision|Epoch|Policy)$")]
    private static partial Regex SaysUnit();

    [GeneratedRegex("in (hundredths|thousandths|millionths)")]
    private static partial Regex OneUnit();

    /// <summary>Full names of the types that have words beside them, from the compiler's own file.</summary>
    private static IEnumerable<string> Documented(string project)
    {
        var file = Path.Combine(AppContext.BaseDirectory, $"{SourceTree.AssemblyOf(project)}.xml");
        return !File.Exists(file) ? [] : XDocument.Load(file).Descendants("member")
            .Where(member => member.Attribute("name")!.Value.StartsWith("T:", StringComparison.Ordinal) && !string.IsNullOrWhiteSpace(member.Value))
            .Select(member => member.Attribute("name")!.Value[2..]);
    }
}
