using System.Text.RegularExpressions;

namespace VocMatch.Architecture.Tests;

public sealed partial class NamingTests
{
    [Fact]
    public void A_namespace_is_its_folder()
    {
        // A program of its own, compiled against a generated client: the first lines of whoever integrates.
        const string ClientProgram = "tests/VocMatch.Gateway.Tests/Clients/Generated/ReadmeSteps.cs";
        var wrong = new[] { "src", "tests" }
            .SelectMany(SourceTree.Files)
            .Where(file => file.Path != ClientProgram)
            .Select(file => (file.Path, Declared: Namespace().Match(file.Text).Groups[1].Value))
            .Where(file => file.Declared.Length > 0)
            .Select(file => (file.Path, file.Declared, Folder: string.Join('.', file.Path.Split('/')[1..^1])))
            .Where(file => file.Declared != file.Folder)
            .Select(file => $"{file.Path} says {file.Declared}");

        Assert.Empty(wrong);
    }

    [Fact]
    public void No_two_types_have_one_name()
    {
        var twice = CompiledSource.Types.GroupBy(type => type.Name, StringComparer.Ordinal)
            .Where(group => group.Count() > 1 && group.Key is not "Program")
            .Select(group => string.Join(", ", group.Select(type => type.FullName)));

        Assert.Empty(twice);
    }

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
