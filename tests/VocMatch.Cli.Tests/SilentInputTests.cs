using System.Text.Json;
using VocMatch.Cli.Commands;

namespace VocMatch.Cli.Tests;

/// <summary>What stands in the files and would have no effect is refused where it cannot be meant, and said where it may be.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class SilentInputTests : IDisposable
{
    private const string Placements = "placement,seats,employer,reserves\np1,1,,rural:1\n";
    private const string Applications = "student,placement,rank,priority\na,p1,1,50\nb,p1,1,70\n";

    private const int Done = 0;
    private const int BadInput = 2;

    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("placements.csv", "placement,seats,Employer\np1,1,E\n", 1, 3, "Employer", "'employer'")]
    [InlineData("placements.csv", "placement,seats,employer,Reserves\np1,1,,rural:1\n", 1, 4, "Reserves", "'reserves'")]
    [InlineData("placements.csv", "placement,seats,reserve\np1,1,rural:1\n", 1, 3, "reserve", "'reserves'")]
    [InlineData("placements.csv", "placement, seats\np1,1\n", 1, 2, " seats", "'seats'")]
    [InlineData("placements.csv", "placement,seats,note\np1,1,x\n", 1, 3, "note", "--ignore-columns")]
    [InlineData("applications.csv", "student,placement,rank,priority,Rank\na,p1,1,50,1\n", 1, 5, "Rank", "'rank'")]
    [InlineData("students.csv", "student,tag\na,rural\n", 1, 2, "tag", "'tags'")]
    [InlineData("students.csv", "student,tags\na,Rural\n", 2, 2, "tags", "'rural'")]
    [InlineData("students.csv", "student,tags\nb,rural\na,x;ｒｕｒａｌ\n", 3, 2, "tags", "'rural'")]
    [InlineData("students.csv", "student,tags\na,rural \n", 2, 2, "tags", "space")]
    [InlineData("students.csv", "student,tags\na,rural\u00A0\n", 2, 2, "tags", "space")]
    [InlineData("students.csv", "student,tags\na ,rural\n", 2, 1, "student", "space")]
    [InlineData("students.csv", "student,tags\na\u200B,rural\n", 2, 1, "student", "space")]
    [InlineData("students.csv", "student,tags\nA,rural\n", 2, 1, "student", "'a'")]
    [InlineData("employers.csv", "employer,cap,note\nE,1,x\n", 1, 3, "note", "--ignore-columns")]
    [InlineData("forbidden.csv", "student,placement,why\na,p1,x\n", 1, 3, "why", "--ignore-columns")]
    [InlineData("forbidden.csv", "student,placement\nA,p1\n", 2, 1, "student", "'a'")]
    public void What_cannot_be_meant_ends_with_2_and_names_line_and_column(string file, string text, int line, int column, string field, string said)
    {
        var (code, _, errors) = Run("solve", (file, text));

        Assert.Equal(BadInput, code);
        Assert.Contains($"{_folder[file]}: line {line}, column {column} ({field})", errors, StringComparison.Ordinal);
        Assert.Contains(said, errors, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["certificate.json"]));
    }

    [Fact]
    public void An_employer_that_only_differs_by_case_is_refused()
    {
        var (code, _, errors) = Run(
            "solve", ("placements.csv", "placement,seats,employer\np1,1,Hospital\n"), ("employers.csv", "employer,cap\nhospital,1\n"));

        Assert.Equal(BadInput, code);
        Assert.Contains("line 2, column 1 (employer)", errors, StringComparison.Ordinal);
        Assert.Contains("'Hospital'", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_is_left_out_only_where_it_is_named()
    {
        var (code, _, errors) = Run(
            "solve",
            [("placements.csv", "placement,seats,note\np1,1,x\n"), ("applications.csv", "student,placement,rank,priority,who\na,p1,1,50,y\n")],
            "--ignore-columns",
            "note, who");

        Assert.Equal((Done, ""), (code, errors));
    }

    [Fact]
    public void What_may_be_meant_is_a_warning_beside_the_result_and_in_the_certificate()
    {
        (string, string)[] files =
        [
            ("students.csv", "student,tags\na,coastal\nz,rural\n"),
            ("employers.csv", "employer,cap\nIdle,3\n"),
            ("forbidden.csv", "student,placement,reason\nq,p1,Kin\n"),
            ("placements.csv", "placement,seats,employer,reserves\np1,2,,rural:1;women:1\n"),
        ];
        string[] expected =
        [
            "1 tag of students that no placement reserves seats for: coastal.",
            "1 tag with reserved seats that no student has: women.",
            "2 students without any application: q, z.",
            "1 employer with a limit and without any placement: Idle.",
            "1 forbidden pair that no application names: q and p1.",
        ];

        var (solved, _, said) = Run("solve", files);
        var (verified, valid, saidAgain) = Run("verify", files);

        Assert.Equal((Done, Done), (solved, verified));
        Assert.StartsWith("valid:", valid, StringComparison.Ordinal);
        Assert.Equal(expected.Select(warning => $"warning: {warning}"), Lines(said));
        Assert.Equal(Lines(said), Lines(saidAgain));
        using var certificate = JsonDocument.Parse(File.ReadAllBytes(_folder["certificate.json"]));
        Assert.Equal(expected, certificate.RootElement.GetProperty("warnings").EnumerateArray().Select(warning => warning.GetString()));
    }

    [Fact]
    public void A_market_without_anything_idle_has_no_warnings()
    {
        var (code, _, errors) = Run("solve", ("students.csv", "student,tags\na,rural\n"));

        Assert.Equal((Done, ""), (code, errors));
        Assert.DoesNotContain("warnings", File.ReadAllText(_folder["certificate.json"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_refuses_unknown_columns_of_the_matches()
    {
        Run("solve");
        _folder.Write("matches.csv", "student,placement,Rank\n");

        var (code, _, errors) = Run("verify");

        Assert.Equal(BadInput, code);
        Assert.Contains("line 1, column 3 (Rank)", errors, StringComparison.Ordinal);
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private (int Code, string Output, string Errors) Run(string command, params (string Name, string Text)[] files) => Run(command, files, []);

    private (int Code, string Output, string Errors) Run(string command, (string Name, string Text)[] files, params string[] more)
    {
        var all = new Dictionary<string, string> { ["placements.csv"] = Placements, ["applications.csv"] = Applications };
        foreach (var (name, text) in files)
        {
            all[name] = text;
        }

        string[] arguments =
        [
            command,
            .. all.SelectMany(file => new[] { $"--{Path.GetFileNameWithoutExtension(file.Key)}", _folder.Write(file.Key, file.Value) }),
            .. more,
            .. command == "solve"
                ? ["--out", Path.GetDirectoryName(_folder["x"])!]
                : (string[])["--matches", _folder["matches.csv"], "--certificate", _folder["certificate.json"]],
        ];
        var (output, errors) = (Console.Out, Console.Error);
        using var toOutput = new StringWriter();
        using var toErrors = new StringWriter();
        try
        {
            Console.SetOut(toOutput);
            Console.SetError(toErrors);
            return (VocMatchCommand.Run(arguments), toOutput.ToString(), toErrors.ToString());
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(errors);
        }
    }
}

/// <summary>Tests that read what is written to the console, which all tests share.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ConsoleCollection
{
    public const string Name = "console";
}
