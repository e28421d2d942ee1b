using System.Reflection;
using System.Text.RegularExpressions;
using VocMatch.Contracts.Storing;

namespace VocMatch.Architecture.Tests;

/// <summary>The name of a state that the read side looks at is declared once: whoever names a state takes it from there.</summary>
public sealed partial class StateNameTests
{
    private static readonly HashSet<string> Names =
    [
        .. typeof(StateNames).GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!),
    ];

    [Fact]
    public void No_state_is_named_by_a_literal_of_its_name()
    {
        var literals = SourceTree.Files("src").SelectMany(file => StateNamed(file.Text).Select(name => $"{file.Path}: {name}"));

        Assert.True(Names.Count > 10);
        Assert.Empty(literals);
    }

    [Theory]
    [InlineData("""[StoredAs("placement")] GrainRecord<S> row""")]
    [InlineData("""new ListQuery("student", page)""")]
    [InlineData("""Find<Program>("program", "id", ids)""")]
    [InlineData("""queries.Mark("round")""")]
    [InlineData("""    "student" => GrainFactory.GetGrain<IStudentGrain>(key)""")]
    [InlineData("""var any = "dead-letter";""")]
    public void A_literal_that_names_a_state_is_found(string source) => Assert.Single(StateNamed(source));

    [Theory]
    [InlineData("""violations.Require(exists, "school", id, "Not there.")""")]
    [InlineData("""Find<Placement>(StateNames.Placement, "employer", ids)""")]
    public void A_field_or_a_column_of_such_a_name_is_none(string source) => Assert.Empty(StateNamed(source));

    // A name with a hyphen is nothing but a state's; of the others, what takes a state's name, or leads from one to its grain.
    private static IEnumerable<string> StateNamed(string source) => Literal().Matches(source)
        .Select(match => match.Groups["name"].Value)
        .Where(name => Names.Contains(name))
        .Concat(Hyphenated().Matches(source).Select(match => match.Groups["name"].Value).Where(Names.Contains))
        .Distinct(StringComparer.Ordinal);

    [GeneratedRegex("""(StoredAs|ListQuery|Mark|NamesIn|Among|Members|Find<\w+>)\("(?<name>[\w-]+)"|"(?<name>[\w-]+)" => GrainFactory""")]
    private static partial Regex Literal();

    [GeneratedRegex("""(?<!const string \w+ = )"(?<name>\w+(-\w+)+)(?=")""")]
    private static partial Regex Hyphenated();
}
