using VocMatch.Cli.Commands;

namespace VocMatch.Cli.Tests;

/// <summary>What a newcomer does wrong is answered with 2 and a sentence of the option, the value and the rule.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class RefusalTests : IDisposable
{
    private readonly Folder _folder = new();

    public RefusalTests()
    {
        _folder.Write("p.csv", "placement,seats\np1,1\n");
        _folder.Write("a.csv", "student,placement,rank,priority\ns1,p1,1,1\n");
        _folder.Write("file", "");
        Directory.CreateDirectory(_folder["dir"]);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("", "Required command was not provided")]
    [InlineData("solv", "'solv'")]
    [InlineData("solve", "'--placements' is required")]
    [InlineData("solve --placements ~p.csv --applications ~a.csv --out ~o --nope", "'--nope'")]
    [InlineData("solve --placements ~none.csv --applications ~a.csv --out ~o", "none.csv")]
    [InlineData("solve --placements ~dir --applications ~a.csv --out ~o", "--placements '~dir': that is a folder, and a file is needed.")]
    [InlineData("solve --placements '' --applications ~a.csv --out ~o", "--placements '': a path is needed.")]
    [InlineData("solve --placements ~file --applications ~a.csv --out ~o", "the file is empty")]
    [InlineData("solve --placements ~p.csv --applications ~a.csv --out ''", "--out '': a path is needed.")]
    [InlineData("solve --placements ~p.csv --applications ~a.csv --out ~file", "--out '~file': that is a file, and a folder is needed.")]
    [InlineData("solve --placements ~p.csv --applications ~a.csv --out ~file/x", "file/x")]
    [InlineData("solve --placements ~p.csv --placements ~p.csv --applications ~a.csv --out ~o", "--placements")]
    [InlineData("verify --placements ~p.csv --applications ~a.csv --matches ~none --certificate ~none", "none")]
    [InlineData("verify --placements ~p.csv --applications ~a.csv --matches ~file --certificate ~dir", "--certificate '~dir': that is a folder, and a file is needed.")]
    [InlineData("verify --placements ~p.csv --applications ~a.csv --matches ~file --certificate ''", "--certificate '': a path is needed.")]
    [InlineData("generate --students x --placements 30 --out ~g", "--students 'x': a whole number from -2147483648 to 2147483647 is needed.")]
    [InlineData("generate --students 99999999999 --placements 30 --out ~g", "--students '99999999999': a whole number")]
    [InlineData("generate --students -3 --placements 30 --out ~g", "--students -3: 0 or more are needed")]
    [InlineData("generate --students 3 --placements 0 --out ~g", "--placements 0: 1 or more are needed")]
    [InlineData("generate --students 3 --placements 3 --out ~g", "--ranks 10: a student cannot rank more placements than there are (--placements 3)")]
    [InlineData("generate --students 3 --placements 30 --skew much --out ~g", "--skew 'much': a number such as 0.3 is needed.")]
    [InlineData("generate --students 3 --placements 30 --skew 1 --out ~g", "--skew 1: at least 0 and below 1 is needed")]
    [InlineData("generate --students 3 --placements 30 --reserves 101 --out ~g", "--reserves 101: a percentage, 0 to 100, is needed")]
    [InlineData("generate --students 3 --placements 30 --seed -1 --out ~g", "--seed '-1': a whole number from 0 to 18446744073709551615 is needed.")]
    [InlineData("generate --students 3 --placements 30 --out ~file", "--out '~file': that is a file, and a folder is needed.")]
    [InlineData("scenario us", "'--tier' is required")]
    [InlineData("scenario us --tier utopia", "--tier 'utopia': one of vermont, ohio, california, nation is needed.")]
    [InlineData("scenario us --tier vermont --data ''", "--data '': a path is needed.")]
    [InlineData("scenario us --tier vermont --data ~none", "--data '~none': there is no such folder; one that holds us/ and onet/ is needed.")]
    [InlineData("scenario us --tier vermont --data ~file", "--data '~file': that is a file, and a folder is needed.")]
    [InlineData("scenario us --tier vermont --data ~dir", "--data '~dir': ")]
    [InlineData("scenario us --tier vermont --url nonsense", "--url 'nonsense': an address such as http://localhost:5080 is needed.")]
    [InlineData("scenario us --tier vermont --url ftp://x", "--url 'ftp://x': an address")]
    [InlineData("scenario us --tier vermont --url http://localhost:99999", "--url 'http://localhost:99999': an address")]
    public void A_wrong_command_line_or_file_is_refused_with_2_and_a_sentence(string line, string sentence)
    {
        var root = _folder["dir"][..^3];
        string[] arguments = [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(one => one == "''" ? "" : one.Replace("~", root, StringComparison.Ordinal))];

        var (code, said) = Run(arguments);

        Assert.Equal(2, code);
        Assert.Contains(sentence.Replace("~", root, StringComparison.Ordinal), said, StringComparison.Ordinal);
        Assert.StartsWith("error: ", said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["o"]) || Directory.Exists(_folder["g"]), "Something was written.");
    }

    private static (int Code, string Said) Run(string[] arguments)
    {
        var before = Console.Error;
        using var said = new StringWriter();
        Console.SetError(said);
        try
        {
            return (VocMatchCommand.Run(arguments), said.ToString());
        }
        finally
        {
            Console.SetError(before);
        }
    }
}
