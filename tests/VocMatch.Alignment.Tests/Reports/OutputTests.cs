using System.IO.Compression;
using System.Text;
using System.Text.Json;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using ExcelDataReader;
using MiniExcelLibs;
using VocMatch.Alignment.Data;
using VocMatch.Alignment.Reports;
using VocMatch.Alignment.Tests.Data;
using VocMatch.Alignment.Trends;

namespace VocMatch.Alignment.Tests.Reports;

public sealed class OutputTests
{
    private static readonly ReportInput Input = new()
    {
        Title = "=cmd|' /C calc'!A0",
        Publisher = "@ministry",
        Data = HandMarket.Data with
        {
            Fields = [new("0715", "+Metal \"hot\", <b>cold</b>"), new("0913", "\tNursing")],
            OccupationGroups = [new("32", "-1+1"), new("72", "\rMetal trades")],
        },
        Rules = HandMarket.Open,
    };

    [Fact]
    public void Formulas_in_words_are_neutral_in_csv()
    {
        var csv = Text(stream => ReportCsv.Write(ReportBuilder.Build(Input).Report.Find("fields")!, stream));
        Assert.Contains(",\"'+Metal \"\"hot\"\", <b>cold</b>\",", csv, StringComparison.Ordinal);
        Assert.Contains(",'\tNursing,", csv, StringComparison.Ordinal);
        var groups = Text(stream => ReportCsv.Write(ReportBuilder.Build(Input).Report.Find("occupation-groups")!, stream));
        Assert.Contains(",'-1+1,", groups, StringComparison.Ordinal);
        Assert.Contains(",\"'\rMetal trades\",", groups, StringComparison.Ordinal);
    }

    [Fact]
    public void Negative_figures_stay_numbers_in_csv()
    {
        var csv = Text(stream => ReportCsv.Write(ReportBuilder.Build(Input).Report.Find("regions")!, stream));
        Assert.Contains("north,North,50,20,2.50,-30,90.0,", csv, StringComparison.Ordinal);
    }

    [Fact]
    public void Formulas_in_words_are_neutral_in_workbooks()
    {
        var book = Workbook(ReportBuilder.Build(Input).Report);
        var fields = book.Query(useHeaderRow: true, sheetName: "fields").Cast<IDictionary<string, object>>().ToList();
        Assert.Contains(fields, row => (string)row["Field of study"] == "'+Metal \"hot\", <b>cold</b>");
        var about = book.Query(sheetName: "Contents").Cast<IDictionary<string, object>>().ToList();
        Assert.Contains(about, row => $"{row["B"]}" == "'=cmd|' /C calc'!A0");
        using var zip = new ZipArchive(book);
        Assert.All(
            zip.Entries.Where(e => e.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal)),
            entry => Assert.DoesNotContain("<f>", new StreamReader(entry.Open()).ReadToEnd(), StringComparison.Ordinal));
    }

    [Fact]
    public void Workbooks_hold_numbers_as_numbers_and_what_is_not_there_as_words()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using var reader = ExcelReaderFactory.CreateOpenXmlReader(Workbook(Build(GeneratedMarket.Create(5, 400, 800))));
        while (reader.Name != "regions")
        {
            Assert.True(reader.NextResult(), "there is a sheet of regions");
        }

        Assert.True(reader.Read());
        var titles = Enumerable.Range(0, reader.FieldCount).Select(reader.GetString).ToList();
        var values = new List<object>();
        while (reader.Read())
        {
            values.AddRange(titles.Select((_, column) => reader.GetValue(column)).Skip(2));
        }

        Assert.Equal(typeof(double), values[titles.IndexOf("Demand") - 2].GetType());
        Assert.Contains("[c]", values);
        Assert.All(values, value => Assert.True(value is double or "[c]" or "[u]" or "[z]", $"{value}"));
    }

    [Fact]
    public void Workbooks_are_what_the_standard_says()
    {
        using var book = SpreadsheetDocument.Open(Workbook(Build(GeneratedMarket.Create(5, 400, 800))), isEditable: false);

        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2013).Validate(book).Select(error => $"{error.Part?.Uri} {error.Path?.XPath}: {error.Description}"));
    }

    [Fact]
    public void Workbooks_begin_with_their_contents_and_freeze_every_header()
    {
        using var book = SpreadsheetDocument.Open(Workbook(Build(GeneratedMarket.Create(5, 400, 800))), isEditable: false);
        var sheets = book.WorkbookPart!.Workbook.Sheets!.Elements<DocumentFormat.OpenXml.Spreadsheet.Sheet>().ToList();

        Assert.Equal("Contents", sheets[0].Name?.Value);
        Assert.All(book.WorkbookPart.WorksheetParts, part =>
        {
            Assert.Equal(
                DocumentFormat.OpenXml.Spreadsheet.PaneStateValues.Frozen, part.Worksheet.Descendants<DocumentFormat.OpenXml.Spreadsheet.Pane>().Single().State?.Value);
            Assert.NotEmpty(part.Worksheet.Descendants<DocumentFormat.OpenXml.Spreadsheet.Column>());
        });
    }

    [Fact]
    public void A_name_with_an_emoji_or_a_control_character_makes_no_broken_workbook()
    {
        var report = ReportBuilder.Build(Input with { Publisher = "Office \U0001F4CA \u0001 of statistics", Title = "T" }).Report;

        using var book = SpreadsheetDocument.Open(Workbook(report), isEditable: false);

        Assert.Empty(new OpenXmlValidator().Validate(book));
    }

    [Fact]
    public void Csv_begins_with_the_mark_by_which_spreadsheets_know_its_encoding() =>
        Assert.Equal([0xEF, 0xBB, 0xBF], Bytes(stream => ReportCsv.Write(ReportBuilder.Build(Input).Report.Tables[0], stream))[..3]);

    [Fact]
    public void The_page_of_many_regions_prints_what_is_long_once_and_says_where_the_rest_is()
    {
        var report = Build(GeneratedMarket.Create(5, 2_000, 800));

        var page = Text(stream => ReportHtml.Write(report, stream));
        var region = Text(stream => ReportHtml.Write(report.About("r2", "R2"), stream));

        Assert.Contains("have the same for every region", page, StringComparison.Ordinal);
        Assert.DoesNotContain("have the same for every region", region, StringComparison.Ordinal);
        Assert.True(page.Length < region.Length * 2, $"{page.Length} characters against {region.Length}");
        Assert.DoesNotContain("too short", page.Replace("are too short for a trend and are left out", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Generated_data_say_so_before_anything_else()
    {
        var report = ReportBuilder.Build(Input with { Generated = true }).Report;

        var page = Text(stream => ReportHtml.Write(report, stream));

        Assert.True(page.IndexOf("Generated data.", StringComparison.Ordinal) is > 0 and var at && at < page.IndexOf("<h1>", StringComparison.Ordinal));
    }

    [Fact]
    public void A_nations_openings_are_no_measure_of_regions_that_are_not_the_nation()
    {
        var data = GeneratedMarket.Create(5, 400, 800);
        var supply = data.Programs.Sum(program => program.ExpectedCompleters);

        Assert.All(Coverage(With(supply * 3)), cell => Assert.NotEqual(CellKind.Number, cell.Kind));
        Assert.Contains(Coverage(With(supply)), cell => cell.Kind == CellKind.Number);
        Assert.DoesNotContain("outside openings</dt>", Text(stream => ReportHtml.Write(With(supply * 3), stream)), StringComparison.Ordinal);

        static IEnumerable<Cell> Coverage(AlignmentReport report) => report.Find("coverage") is { } table
            ? table.Rows.Select(row => row[table.Columns.Select(column => column.Id).ToList().IndexOf("coverage")])
            : [];

        AlignmentReport With(int completions) => ReportBuilder.Build(new()
        {
            Title = "Report",
            Publisher = "Ministry",
            Data = data,
            Published = new() { Completions = [new("01", "All", completions)], Crosswalk = [], Openings = [], Sources = [] },
        }).Report;
    }

    [Fact]
    public void Wages_are_held_against_the_living_wage_that_the_publisher_set()
    {
        var report = ReportBuilder.Build(new()
        {
            Title = "Report",
            Publisher = "Ministry",
            Data = HandMarket.Data,
            Published = new()
            {
                Completions = [new("01", "Care", 100)],
                Crosswalk = [new("01", "31-20")],
                Openings = [new("31-20", "Aides", 150)],
                Wages = [new("31-20", 36_000)],
                Sources = [],
            },
        }).Report.WithLivingWage(40_000);
        var table = report.Find("published-programs")!;

        Assert.Equal("-4000", $"{table.Rows[0][table.Columns.Select(column => column.Id).ToList().IndexOf("overLivingWage")]}");
        Assert.Equal("50", $"{table.Rows[0][table.Columns.Select(column => column.Id).ToList().IndexOf("openingsGap")]}");
        Assert.Contains(report.Limits, line => line.Contains("40,000 a year", StringComparison.Ordinal));
    }

    [Fact]
    public void No_style_is_written_into_an_element() => Assert.DoesNotContain(
        " style=", Text(stream => ReportHtml.Write(Build(GeneratedMarket.Create(5, 400, 800)), stream)), StringComparison.Ordinal);

    [Fact]
    public void Words_are_encoded_on_the_page()
    {
        var page = Text(stream => ReportHtml.Write(ReportBuilder.Build(Input).Report, stream));
        Assert.Contains("+Metal &quot;hot&quot;, &lt;b&gt;cold&lt;/b&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>cold", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void The_page_says_first_what_it_does_not_show_and_prints_every_formula()
    {
        var report = ReportBuilder.Build(Input).Report;
        var page = Text(stream => ReportHtml.Write(report, stream));
        Assert.True(page.IndexOf("What this report does not show", StringComparison.Ordinal) < page.IndexOf("<main>", StringComparison.Ordinal));
        foreach (var formula in report.Tables.SelectMany(t => t.Columns).Select(c => c.Formula).OfType<string>())
        {
            Assert.Contains(System.Net.WebUtility.HtmlEncode(formula), page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Json_holds_the_figures_of_the_report()
    {
        var report = ReportBuilder.Build(Input).Report;
        using var json = JsonDocument.Parse(Bytes(stream => ReportJson.Write(report, stream)));
        Assert.Equal(report.Id, json.RootElement.GetProperty("id").GetString());
        var regions = json.RootElement.GetProperty("tables").EnumerateArray().Single(t => t.GetProperty("id").GetString() == "regions");
        var columns = regions.GetProperty("columns").EnumerateArray().Select(c => c.GetProperty("id").GetString()).ToList();
        var north = regions.GetProperty("rows").EnumerateArray().Single(r => r[0].GetString() == "north");
        Assert.Equal(0.90m, north[columns.IndexOf("alignmentIndex")].GetDecimal());
    }

    [Fact]
    public void The_same_input_in_another_order_gives_the_same_bytes_in_every_format()
    {
        var data = GeneratedMarket.Create(3, 3_000, 800);
        var shuffled = data with
        {
            Students = [.. data.Students.Reverse()],
            Placements = [.. data.Placements.Reverse()],
            Programs = [.. data.Programs.Reverse()],
            Regions = [.. data.Regions.Reverse()],
            Mismatches = [.. data.Mismatches.Reverse()],
        };
        var (one, other) = (Build(data), Build(shuffled));

        Assert.Equal(one.Id, other.Id);
        foreach (var write in (Action<AlignmentReport, Stream>[])[ReportJson.Write, ReportXlsx.Write, ReportHtml.Write])
        {
            Assert.Equal(Bytes(s => write(one, s)), Bytes(s => write(other, s)));
        }
    }

    [Fact]
    public void One_student_more_is_another_id()
    {
        var data = GeneratedMarket.Create(3, 3_000, 800);
        Assert.NotEqual(Build(data).Id, Build(data with { Students = data.Students.RemoveAt(0) }).Id);
    }

    [Fact]
    public void No_small_count_of_students_is_printed()
    {
        var report = Build(GeneratedMarket.Create(5, 400, 800));
        var persons = report.Tables.SelectMany(table => table.Rows.SelectMany(row => row.Select((cell, i) => (cell, table.Columns[i]))))
            .Where(f => f.Item2.Id is "students" or "placedInField" or "placedElsewhere" or "notPlaced" or "unknown" && f.cell.Kind == CellKind.Number)
            .ToList();
        Assert.NotEmpty(persons);
        Assert.All(persons, figure => Assert.True(figure.cell.Number is 0 or >= 10));
        Assert.Contains(report.Find("fields")!.Rows, row => row.Any(cell => cell.Kind == CellKind.Confidential));
    }

    private static AlignmentReport Build(AlignmentData data) => ReportBuilder.Build(new()
    {
        Title = "Report",
        Publisher = "Ministry",
        Data = data,
        Series = [.. DemandSeriesBuilder.Build(data, data.Period, []).Where(s => s.Subject == SeriesSubject.Region)],
    }).Report;

    private static MemoryStream Workbook(AlignmentReport report) => new(Bytes(stream => ReportXlsx.Write(report, stream)));

    private static string Text(Action<Stream> write) => Encoding.UTF8.GetString(Bytes(write));

    private static byte[] Bytes(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return stream.ToArray();
    }
}
