using VocMatch.Cli.Commands;

namespace VocMatch.Cli.Tests;

public sealed class SolveAndVerifyTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_generated_and_solved_verifies_and_is_optimal()
    {
        Generate();
        Assert.Equal(0, Run("solve", "--verify", "--out", _folder["out"]));
        Assert.Equal(0, Verify("out", "--optimal"));
    }

    [Fact]
    public void The_order_of_rows_does_not_change_a_byte_of_the_output()
    {
        Generate();
        Assert.Equal(0, Run("solve", "--out", _folder["out"]));
        foreach (var name in new[] { "placements.csv", "applications.csv", "students.csv", "employers.csv" })
        {
            var lines = File.ReadAllLines(_folder[name]);
            new Random(7).Shuffle(lines.AsSpan(1));
            File.WriteAllLines(_folder[name], lines);
        }

        Assert.Equal(0, Run("solve", "--out", _folder["again"]));
        Assert.Equal(File.ReadAllBytes(_folder["out/matches.csv"]), File.ReadAllBytes(_folder["again/matches.csv"]));
        Assert.Equal(File.ReadAllBytes(_folder["out/certificate.json"]), File.ReadAllBytes(_folder["again/certificate.json"]));
    }

    [Fact]
    public void The_same_seed_generates_the_same_files()
    {
        Generate();
        var first = File.ReadAllBytes(_folder["applications.csv"]);
        Generate();
        Assert.Equal(first, File.ReadAllBytes(_folder["applications.csv"]));
    }

    [Theory]
    [InlineData("matches.csv", "drop")]
    [InlineData("matches.csv", "twice")]
    [InlineData("matches.csv", "order")]
    [InlineData("matches.csv", "unknown")]
    [InlineData("certificate.json", "\"none\"=>\"closed\"")]
    [InlineData("certificate.json", "{=>")]
    public void What_was_changed_afterwards_is_not_valid(string file, string change)
    {
        Generate();
        Assert.Equal(0, Run("solve", "--out", _folder["out"]));
        var path = _folder[$"out/{file}"];
        var lines = File.ReadAllLines(path).ToList();
        switch (change)
        {
            case "drop":
                lines.RemoveAt(5);
                break;
            case "twice":
                lines.Insert(5, lines[5]);
                break;
            case "order":
                (lines[5], lines[6]) = (lines[6], lines[5]);
                break;
            case "unknown":
                lines.Add("zz,p00000000,1");
                break;
            default:
                var parts = change.Split("=>");
                lines[0] = lines[0].Replace(parts[0], parts[1], StringComparison.Ordinal);
                break;
        }

        File.WriteAllLines(path, lines);
        Assert.Equal(1, Verify("out"));
    }

    [Fact]
    public void A_missing_option_or_a_shape_that_cannot_be_made_is_exit_code_2()
    {
        Assert.Equal(2, VocMatchCommand.Run("solve", "--placements", "x"));
        Assert.Equal(2, VocMatchCommand.Run("generate", "--students", "5", "--placements", "3", "--ranks", "4", "--out", _folder["x"]));
        Assert.Equal(2, Verify("out"));
    }

    private void Generate() => Assert.Equal(0, VocMatchCommand.Run(
        "generate", "--students", "2000", "--placements", "200", "--ranks", "6", "--reserves", "40", "--caps", "50", "--seed", "3", "--out", _folder["."]));

    private int Run(string verb, params string[] more) => VocMatchCommand.Run([
        verb, "--placements", _folder["placements.csv"], "--applications", _folder["applications.csv"], "--students", _folder["students.csv"],
        "--employers", _folder["employers.csv"], .. more]);

    private int Verify(string results, params string[] more) =>
        Run("verify", ["--matches", _folder[$"{results}/matches.csv"], "--certificate", _folder[$"{results}/certificate.json"], .. more]);
}
