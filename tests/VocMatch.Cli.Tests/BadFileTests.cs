using VocMatch.Cli.Commands;
using VocMatch.Cli.Files;

namespace VocMatch.Cli.Tests;

public sealed class BadFileTests : IDisposable
{
    private const string Placements = "placement,seats,employer,reserves\np1,1,E,rural:1\np2,1,E,\n";
    private const string Applications = "student,placement,rank,priority\na,p1,1,50\na,p2,2,60\nb,p1,1,70\n";

    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a,p9,3,1", "placement", 2, "R3")]
    [InlineData("a,p1,3,1", "placement", 2, "R5")]
    [InlineData("b,p2,1,1", "rank", 3, "R5")]
    [InlineData("b,p2,0,1", "rank", 3, "C1")]
    [InlineData("b,p2,-1,1", "rank", 3, "C1")]
    [InlineData("b,p2,31,1", "rank", 3, "C1")]
    [InlineData("b,p2,2147483648,1", "rank", 3, "C1")]
    [InlineData("b,p2,2.0,1", "rank", 3, "C1")]
    [InlineData("b,p2,,1", "rank", 3, "C1")]
    [InlineData("b,p2,2,+1", "priority", 4, "C2")]
    [InlineData("b,p2,2,1e3", "priority", 4, "C2")]
    [InlineData("b,p2,2,1.1234567", "priority", 4, "C2")]
    [InlineData("b,p2,2,1000000000000", "priority", 4, "C2")]
    [InlineData("b,p2,2,.5", "priority", 4, "C2")]
    [InlineData("b,p2,2,5.", "priority", 4, "C2")]
    [InlineData("b,p2,2,-", "priority", 4, "C2")]
    [InlineData("b,p2,2,\"1,5\"", "priority", 4, "C2")]
    [InlineData(",p2,2,1", "student", 1, "Id")]
    [InlineData("b\u0001,p2,2,1", "student", 1, "Id")]
    public void A_bad_application_is_named_with_line_and_column(string row, string field, int column, string rule)
    {
        var error = Load(Placements, Applications + row + "\n");
        Assert.Equal((5L, column, field), (error!.Line, error.Column, error.Field));
        Assert.Contains($"({rule})", error.Reason, StringComparison.Ordinal);
        Assert.Equal(_folder["applications.csv"], error.File);
    }

    [Theory]
    [InlineData("p1,1,,", "placement", 1, "R5")]
    [InlineData("p3,-1,,", "seats", 2, "R5")]
    [InlineData("p3,2147483648,,", "seats", 2, "R5")]
    [InlineData("p3,one,,", "seats", 2, "R5")]
    [InlineData("p3,1,,rural:2", "reserves", 4, "R1")]
    [InlineData("p3,1,,rural:0", "reserves", 4, "R3")]
    [InlineData("p3,1,,rural:-1", "reserves", 4, "R3")]
    [InlineData("p3,5,,rural:1;rural:1", "reserves", 4, "R3")]
    [InlineData("p3,5,,rural", "reserves", 4, "R3")]
    [InlineData("p3,5,,rural:1;", "reserves", 4, "R3")]
    public void A_bad_placement_is_named_with_line_and_column(string row, string field, int column, string rule)
    {
        var error = Load(Placements + row, Applications);
        Assert.Equal((4L, column, field), (error!.Line, error.Column, error.Field));
        Assert.Contains($"({rule})", error.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("employers.csv", "employer,cap\nE,0\n", 2, "cap", "R2")]
    [InlineData("employers.csv", "employer,cap\nE,2\nE,2\n", 3, "employer", "R5")]
    [InlineData("employers.csv", "employer,cap\nE,-2\n", 2, "cap", "R5")]
    [InlineData("students.csv", "student,tags\na,x\na,y\n", 3, "student", "R5")]
    [InlineData("students.csv", "student,tags\na,x;x\n", 2, "tags", "R5")]
    [InlineData("students.csv", "student,tags\na,x:y\n", 2, "tags", "Id")]
    [InlineData("fixed.csv", "student,placement,reason\nz,p1,r\nz,p2,r\n", 3, "student", "C9")]
    [InlineData("fixed.csv", "student,placement,reason\nz,p2,r\ny,p2,r\n", 3, "placement", "C9")]
    [InlineData("fixed.csv", "student,placement,reason\nz,p1,r\n", 2, "placement", "C9")]
    [InlineData("fixed.csv", "student,placement,reason\nz,p7,r\n", 2, "placement", "R3")]
    [InlineData("forbidden.csv", "student,placement,reason\na,p1,r\na,p1,r\n", 3, "student", "R5")]
    public void A_bad_row_of_an_optional_file_is_named_with_its_line(string file, string text, int line, string field, string rule)
    {
        var error = Load(Placements, Applications, (file, text));
        Assert.Equal((line, field, _folder[file]), (error!.Line, error.Field, error.File));
        Assert.Contains($"({rule})", error.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 1, "empty")]
    [InlineData("\n\n", 1, "empty")]
    [InlineData("student,placement,rank\n", 1, "'priority' is missing")]
    [InlineData("student,student,placement,rank,priority\n", 1, "twice")]
    [InlineData("student,placement,rank,priority\na,p1,1\n", 2, "3 fields")]
    [InlineData("student,placement,rank,priority\na,p1,1,5,6\n", 2, "more fields")]
    [InlineData("student,placement,rank,priority\na,p1,1,5\n\nb,p1,1,5\n", 3, "empty")]
    [InlineData("student,placement,rank,priority\n\"a,p1,1,5\n", 2, "not closed")]
    [InlineData("student,placement,rank,priority\n\"a\"b,p1,1,5\n", 2, "closing quote")]
    [InlineData("student,placement,rank,priority\na\"b,p1,1,5\n", 2, "quote")]
    public void A_file_that_is_not_the_table_is_named_with_its_line(string text, int line, string reason)
    {
        var error = Load(Placements, text);
        Assert.Equal(line, error!.Line);
        Assert.Contains(reason, error.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_of_more_than_a_mebibyte_is_refused_without_being_read_whole()
    {
        var error = Load(Placements, Applications + new string('x', 3 << 20) + ",p1,1,5\n");
        Assert.Equal((5L, 0), (error!.Line, error.Column));
        Assert.Contains("longer", error.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_id_of_more_than_128_bytes_is_refused()
    {
        Assert.Null(Load(Placements, Applications + new string('x', 128) + ",p1,1,5\n"));
        Assert.Contains("128", Load(Placements, Applications + new string('x', 129) + ",p1,1,5\n")!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_not_utf8_are_refused()
    {
        _folder.Write("placements.csv", Placements);
        _folder.Write("applications.csv", [.. "student,placement,rank,priority\n"u8, 0xC3, .. ",p1,1,5\n"u8]);
        Assert.Contains("UTF-8", Load()!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_does_not_exist_is_named() => Assert.Equal(0, Load()!.Line);

    [Fact]
    public void An_error_in_the_second_half_of_a_large_file_has_its_own_line()
    {
        var rows = string.Concat(Enumerable.Range(0, 100_000).Select(student => $"s{student:D6},p1,1,{student}\n"));
        var error = Load(Placements, "student,placement,rank,priority\n" + rows + "bad,p1,x,5\n");
        Assert.Equal((100_002L, 3), (error!.Line, error.Column));
    }

    [Theory]
    [InlineData("\uFEFFstudent,placement,rank,priority\na,p1,1,50\na,p2,2,60\nb,p1,1,70\n")]
    [InlineData("student,placement,rank,priority\r\na,p1,1,50\r\na,p2,2,60\r\nb,p1,1,70\r\n")]
    [InlineData("priority,note,rank,placement,student\n50,,1,p1,a\n60,\"x,\"\"y\"\"\",2,p2,a\n70,,1,\"p1\",\"b\"")]
    public void Marks_line_ends_quotes_and_column_order_do_not_change_the_input(string text)
    {
        Assert.Null(Load(Placements, text, out var digest));
        Assert.Null(Load(Placements, Applications, out var plain));
        Assert.Equal(plain, digest);
    }

    [Fact]
    public void A_bad_file_leaves_no_output_and_exit_code_2()
    {
        _folder.Write("placements.csv", Placements);
        _folder.Write("applications.csv", Applications + "a,p1,7,1\n");
        var code = VocMatchCommand.Run("solve", "--placements", _folder["placements.csv"], "--applications", _folder["applications.csv"], "--out", _folder["out"]);
        Assert.Equal(2, code);
        Assert.False(Directory.Exists(_folder["out"]));
    }

    private InputError? Load(string placements, string applications, params (string Name, string Text)[] more)
    {
        _folder.Write("placements.csv", placements);
        _folder.Write("applications.csv", applications);
        foreach (var (name, text) in more)
        {
            _folder.Write(name, text);
        }

        return Load();
    }

    private InputError? Load(string placements, string applications, out string? digest)
    {
        _folder.Write("placements.csv", placements);
        _folder.Write("applications.csv", applications);
        var error = new MarketLoader(Files(), _ => { }).Load(out var market);
        digest = market is null ? null : Matching.Clearing.Certificates.Digests.Input(market);
        return error;
    }

    private InputError? Load() => new MarketLoader(Files(), _ => { }).Load(out _);

    private MarketFiles Files() => new()
    {
        Placements = _folder["placements.csv"],
        Applications = _folder["applications.csv"],
        Students = Existing("students.csv"),
        Employers = Existing("employers.csv"),
        Fixed = Existing("fixed.csv"),
        Forbidden = Existing("forbidden.csv"),
        IgnoredColumns = new HashSet<string> { "note" },
    };

    private string? Existing(string name) => File.Exists(_folder[name]) ? _folder[name] : null;
}
