using System.Text;
using MiniExcelLibs;
using VocMatch.Alignment.Published.Files;
using VocMatch.Contracts.Alignment;
using VocMatch.Contracts.Identity;

namespace VocMatch.Alignment.Tests.Published;

/// <summary>What a file says, what of it is left out, and everything that is wrong with it.</summary>
public sealed class SeriesFileTests
{
    private static readonly ReferenceMapping Completions = new()
    {
        Kind = ReferenceKind.Completions,
        Code = new("code"),
        Title = new("title"),
        Values = [new("value")],
    };

    public static TheoryData<ReferenceKind> Kinds => [.. Enum.GetValues<ReferenceKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void An_empty_file_is_refused_for_every_kind(ReferenceKind kind)
    {
        var (needed, _) = PlainFiles.Columns(kind);

        Assert.Contains("empty", Assert.Single(Plain(kind, "").Errors).Reason, StringComparison.Ordinal);
        Assert.Contains("empty", Assert.Single(Plain(kind, "\r\n \r\n").Errors).Reason, StringComparison.Ordinal);
        Assert.Contains("empty", Assert.Single(Plain(kind, string.Join(',', needed)).Errors).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_are_found_by_name_and_codes_keep_their_leading_zeros()
    {
        var read = Plain(ReferenceKind.Completions, "completions,title,program\n12,\"Care, general\", 01.0308\n");

        Assert.Equal([new("01.0308", "Care, general", 12)], read.Rows.AsEnumerable());
        Assert.Contains(read.Notes, note => note.Contains("' 01.0308'", StringComparison.Ordinal));
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once_by_reason_with_lines_and_values()
    {
        var read = Plain(ReferenceKind.Openings, "occupation,title,openings,region\nx,a,1.5,\ny,b,-2,\nz,c,3,nowhere\n,d,4,\nw,e,5\nv,f,6,\nv,f,7,\n");

        Assert.Empty(read.Rows);
        Assert.Equal(
            [(2, "1.5"), (3, "-2"), (4, "nowhere"), (5, ""), (6, "3"), (8, "v")],
            read.Errors.SelectMany(error => error.Places).Select(place => (place.Line, place.Value)).Order());
        Assert.Equal(5, read.Errors.Length);
    }

    [Fact]
    public void One_reason_names_all_its_lines()
    {
        var read = Plain(ReferenceKind.Completions, "program,title,completions\na1,a,1.5\nb1,b,x\nc1,c,\nd1,,4\n");

        var figure = Assert.Single(read.Errors, error => error.Count == 2);
        Assert.Equal([new(2, "1.5"), new(3, "x")], figure.Places.AsEnumerable());
        Assert.Equal([4, 5], read.Errors.Where(error => error.Count == 1).Select(error => error.Places[0].Line));
    }

    [Fact]
    public void The_same_key_twice_names_both_lines_and_the_columns_in_which_they_differ()
    {
        var read = Read(Completions, "code,title,Gender,value\n51,Care,Total,120\n51,Care,Women+,93\n");

        var error = Assert.Single(read.Errors);
        Assert.Equal(3, error.Places[0].Line);
        Assert.Contains("first on line 2; the lines differ in Gender", error.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_areas_and_sexes_under_renamed_headers_is_refused_and_not_added_up()
    {
        var file = new StringBuilder("program,title,completions\n");
        for (var area = 0; area < 13; area++)
        {
            file.Append("101,Health,").Append(area == 0 ? 16_250 : 1_250).Append('\n');
        }

        var error = Assert.Single(Plain(ReferenceKind.Completions, $"{file}").Errors);

        Assert.Equal((12, 3), (error.Count, error.Places[0].Line));
        Assert.Contains("stands twice, first on line 2", error.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_add_up_over_the_column_that_tells_them_apart()
    {
        var read = Plain(ReferenceKind.Completions, "program,title,completions,provider\n01.02,Care,60,a\n01.02,Care,40,b\n");

        Assert.Equal([new("01.02", "Care", 100)], read.Rows.AsEnumerable());
        Assert.NotEmpty(Plain(ReferenceKind.Completions, "program,title,completions,provider\n01.02,Care,60,a\n01.02,Care,40,a\n").Errors);
    }

    [Fact]
    public void A_sum_over_a_suppressed_figure_is_kept_as_a_lower_bound()
    {
        var read = Read(Completions with { AddUpOver = ["provider"] }, "code,title,provider,value\n51,Care,a,60\n51,Care,b,*\n");

        Assert.Equal((60, MissingFigure.Suppressed), (read.Rows[0].Number, read.Rows[0].Missing));
        Assert.Equal((60, 1), (read.Totals[0].Sum, read.Totals[0].Missing));
    }

    [Theory]
    [InlineData("99", "All of it")]
    [InlineData("TOTAL", "")]
    [InlineData("TT", "")]
    [InlineData("", "合计")]
    [InlineData("Insgesamt", "")]
    [InlineData("", "Total, field of study")]
    [InlineData("", "All occupations")]
    public void A_total_row_is_left_out_and_said(string code, string title)
    {
        var read = Read(Completions, $"code,title,value\n51.1,Care,10\n51.2,Nursing,7\n{code},\"{title}\",17\n");

        Assert.Equal(["51.1", "51.2"], read.Rows.Select(row => row.Code));
        Assert.Contains(read.Notes, note => note.StartsWith("Line 4 is a total row", StringComparison.Ordinal) && note.Contains("says 17, which is what the rows add up to", StringComparison.Ordinal));
        Assert.Equal(17, Assert.Single(read.Totals[0].Printed).Value);
    }

    [Theory]
    [InlineData("47.99", "Total quality management")]
    [InlineData("29-9099", "All other health technologists")]
    public void A_row_that_only_sounds_like_a_total_stays(string code, string title) =>
        Assert.Contains(Read(Completions, $"code,title,value\n51.1,Care,10\n{code},{title},17\n").Rows, row => row.Code == code);

    [Theory]
    [InlineData("F07,a,100\nF0715,b,40\n", "F07")]
    [InlineData("51.39,a,100\n51.3901,b,40\n51.3902,c,60\n", "51.39")]
    [InlineData("29-1000,a,100\n29-1141,b,40\n", "29-1000")]
    [InlineData("Z1,a,10\nY2,b,20\nX3,c,30\nW4,d,60\n", "W4")]
    public void A_group_beside_its_parts_is_refused(string rows, string group)
    {
        var error = Assert.Single(Read(Completions, $"code,title,value\n{rows}").Errors);

        Assert.Equal(group, error.Places[0].Value);
        Assert.Empty(Read(Completions with { MixedLevels = true }, $"code,title,value\n{rows}").Errors);
    }

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-8", false)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16BE", true)]
    [InlineData("windows-1252", false)]
    [InlineData("iso-8859-1", false)]
    public void Text_is_read_in_the_encoding_of_the_file(string encoding, bool marked)
    {
        var written = SourceText.Find(encoding)!;
        byte[] bytes = [.. marked ? written.GetPreamble() : [], .. written.GetBytes("code;title;value\n29302;Köche – Küche;412\n")];

        var read = SeriesFile.Read(bytes, Completions with { Encoding = marked ? null : encoding, Delimiter = Delimiter.Semicolon }, _ => false);

        Assert.Equal([new("29302", "Köche – Küche", 412)], read.Rows.AsEnumerable());
    }

    [Theory]
    [InlineData("gb18030", "护理")]
    [InlineData("shift_jis", "看護")]
    public void Text_of_east_asia_is_read_in_its_encoding(string encoding, string title)
    {
        var bytes = SourceText.Find(encoding)!.GetBytes($"code,title,value\n0601,{title},1240\n");

        Assert.Equal(title, SeriesFile.Read(bytes, Completions with { Encoding = encoding }, _ => false).Rows[0].Text);
    }

    [Fact]
    public void An_encoding_that_is_not_the_files_is_an_error_and_never_a_replaced_letter()
    {
        var latin = SourceText.Find("windows-1252")!.GetBytes("code,title,value\n1,a,1\n2,Köche,2\n");
        var utf8 = Encoding.UTF8.GetBytes("code,title,value\n2,Köche,2\n");

        var error = Assert.Single(SeriesFile.Read(latin, Completions, _ => false).Errors);
        Assert.Equal(3, error.Places[0].Line);
        Assert.Contains("Name its encoding", error.Reason, StringComparison.Ordinal);
        Assert.Contains("is UTF-8", Assert.Single(SeriesFile.Read(utf8, Completions with { Encoding = "windows-1252" }, _ => false).Errors).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Title_lines_and_footnotes_are_told_apart_from_rows_and_said()
    {
        var read = Read(
            Completions with { Delimiter = Delimiter.Semicolon },
            "Table 4;;\r\nBy field [note 1]\r\n\r\ncode;title;value\r\n51;\"Care\nand nursing\";10\r\n\r\n* Under 3; see notes\r\nSource: office\r\n");

        Assert.Equal((4, 10, 5), (read.HeaderLine, Assert.Single(read.Rows).Number, read.Lines[0]));
        Assert.Contains(read.Notes, note => note.StartsWith("Lines 1 to 2 are text above the header: Table 4", StringComparison.Ordinal));
        Assert.Contains(read.Notes, note => note.Contains("Source: office", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Nov-10")]
    [InlineData("11-Oct")]
    [InlineData("2019-11-10")]
    [InlineData("5.1E+05")]
    public void A_code_that_Excel_has_made_another_is_refused(string code) =>
        Assert.Contains("Excel", Assert.Single(Read(Completions, $"code,title,value\n{code},a,1\n").Errors).Reason, StringComparison.Ordinal);

    [Fact]
    public void A_figure_that_is_no_whole_number_is_refused_unless_rounding_is_asked_for()
    {
        const string File = "code,title,value\na1,a,12.5\n";

        Assert.Contains("round: true", Assert.Single(Read(Completions, File).Errors).Reason, StringComparison.Ordinal);
        Assert.Equal(13, Read(Completions with { Round = true }, File).Rows[0].Number);
        Assert.Equal(12_500, Read(Completions with { Multiplier = 1_000 }, File).Rows[0].Number);
    }

    [Fact]
    public void Wages_an_hour_are_a_years_by_the_hours_that_are_named()
    {
        var read = Read(
            new() { Kind = ReferenceKind.Wages, Code = new("SOC"), Values = [new("Median Hourly")], HoursPerYear = 2_080 }, "SOC,\"Median\nHourly\"\n47-2111,$35.02\n29-2061,$34.87\n");

        // 35.02 x 2,080 = 72,841.6; 34.87 x 2,080 = 72,529.6
        Assert.Equal([("29-2061", 72_530), ("47-2111", 72_842)], read.Rows.Select(row => (row.Code, row.Number)));
        Assert.Contains("hourly figures times 2,080 hours a year", read.Remarks);
    }

    [Fact]
    public void Of_several_years_each_the_latest_or_their_mean_is_kept()
    {
        const string File = "code,title,2021,2022,2023\na1,a,10,20,25\nb1,b,1,2,:\n";
        var mapping = Completions with { Values = [new("2021", "2021"), new("2022", "2022"), new("2023", "2023")] };

        Assert.Equal(6, Read(mapping, File).Rows.Length);
        Assert.Equal([("a1", 25, "2023"), ("b1", 0, "2023")], Read(mapping with { Years = YearChoice.Latest }, File).Rows.Select(row => (row.Code, row.Number, row.Year)));
        var mean = Read(mapping with { Years = YearChoice.Mean }, File).Rows;
        Assert.Equal((18, null, "mean of 2021, 2022, 2023"), (mean[0].Number, mean[0].Missing, mean[0].Year));
        Assert.Equal((0, MissingFigure.NotAvailable), (mean[1].Number, mean[1].Missing));
    }

    [Fact]
    public void Names_of_regions_are_the_mappings_and_no_others()
    {
        const string File = "code,title,area,value\na1,a,Canada,10\na1,a,Manitoba,3\na1,a,Yukon,1\n";
        var mapping = Completions with { Region = new("area"), Regions = [new("Canada"), new("Manitoba", RegionId.Parse("north"))] };

        Assert.Equal([new(4, "Yukon")], Assert.Single(Read(mapping, File).Errors).Places.AsEnumerable());
        Assert.Equal([(null, 10), ("north", 3)], Read(mapping with { LeaveOutOtherRegions = true }, File).Rows.Select(row => (row.Region?.Value, row.Number)));
    }

    [Fact]
    public void A_filter_that_lets_nothing_through_says_what_there_is()
    {
        var error = Assert.Single(Read(Completions with { Where = [new("sex", ["T"])] }, "code,title,sex,value\na1,a,Total,10\na1,a,Women,3\n").Errors);

        Assert.Contains("the column holds 'Total', 'Women'", error.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_workbook_is_read_as_text_is()
    {
        using var book = new MemoryStream();
        book.SaveAs(
            new[]
            {
                new { A = "Table 2", B = (object?)null, C = (object?)null }, new { A = "code", B = (object?)"title", C = (object?)"value" }, new { A = "0601", B = (object?)"Care", C = (object?)1.2 },
                new { A = "0402", B = (object?)"Metal", C = (object?)"*" }, new { A = "", B = (object?)"Total", C = (object?)1.2 },
            },
            printHeader: false);

        var read = SeriesFile.Read(book.ToArray(), Completions with { Multiplier = 1_000 }, _ => false);

        Assert.Equal([("0402", 0, MissingFigure.Suppressed, 4), ("0601", 1_200, null, 3)], read.Rows.Zip(read.Lines, (row, line) => (row.Code, row.Number, row.Missing, line)));
        Assert.Equal(1_200, read.Totals[0].Printed[0].Value);
        Assert.Contains("no such sheet", Assert.Single(SeriesFile.Read(book.ToArray(), Completions with { Sheet = "Other" }, _ => false).Errors).Reason, StringComparison.Ordinal);
        Assert.Contains("none that can be read", Assert.Single(SeriesFile.Read(book.ToArray()[..200], Completions, _ => false).Errors).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("code,title,value\n51,\"a,1\n", "never closed")]
    [InlineData("code,title,value\n51,a,b,1\n", "more cells than the header")]
    [InlineData("code,title\n51,a\n", "has not this one")]
    [InlineData("code,title,value,value\n51,a,1,2\n", "twice")]
    [InlineData("code,title,value\n51,a\n", "fewer cells")]
    public void A_file_of_another_shape_is_refused(string file, string reason) =>
        Assert.Contains(reason, Assert.Single(Read(Completions, file).Errors).Reason, StringComparison.Ordinal);

    [Fact]
    public void Weights_over_one_and_pairs_that_contradict_each_other_are_refused()
    {
        Assert.Equal(0.25m, Plain(ReferenceKind.Crosswalk, "program,occupation,weight\np,a,0.25\np,b,0.75\n").Rows[0].Weight);
        Assert.NotEmpty(Plain(ReferenceKind.Crosswalk, "program,occupation,weight\np,a,0.5\np,b,0.75\n").Errors);
        Assert.NotEmpty(Plain(ReferenceKind.Crosswalk, "program,occupation,weight\np,a,0.5\np,a,0.4\n").Errors);
        Assert.NotEmpty(Plain(ReferenceKind.Crosswalk, "program,occupation,weight\np,a,0\n").Errors);
        Assert.Contains(Plain(ReferenceKind.Crosswalk, "program,occupation\np,a\np,a\n").Notes, note => note.Contains("count once", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("52,Skilled trades,,1\n524,Electrical,52,2\n", 0)]
    [InlineData("524,Electrical,52,2\n", 1)]
    [InlineData("1,a,2,1\n2,b,1,1\n", 2)]
    [InlineData("1,,,1\n", 1)]
    [InlineData("1,a,,1\n1,b,,1\n", 1)]
    [InlineData("1,a,,x\n", 1)]
    public void A_classification_hangs_together(string rows, int wrong) =>
        Assert.Equal(wrong, Plain(ReferenceKind.Classification, $"code,label,parent,level\n{rows}").Errors.Sum(error => error.Count));

    private static SeriesRead Plain(ReferenceKind kind, string text) => SeriesFile.ReadPlain(Encoding.UTF8.GetBytes(text), kind, region => region.Value == "north");

    private static SeriesRead Read(ReferenceMapping mapping, string text)
    {
        Assert.Empty(MappingRules.Broken(mapping));
        return SeriesFile.Read(Encoding.UTF8.GetBytes(text), mapping, region => region.Value == "north");
    }
}
