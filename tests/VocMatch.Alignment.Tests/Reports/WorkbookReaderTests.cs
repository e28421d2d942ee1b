using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using VocMatch.Alignment.Reports;
using VocMatch.Alignment.Tests.Data;
using VocMatch.Alignment.Trends;

namespace VocMatch.Alignment.Tests.Reports;

/// <summary>Workbooks as those read them who work with Python: openpyxl and pandas.</summary>
public sealed class WorkbookReaderTests : IDisposable
{
    private const string Needed = "python3 with openpyxl and pandas (python3-openpyxl and python3-pandas of apt) is not here: tests/run.sh installs it.";

    private readonly string _folder = Directory.CreateTempSubdirectory("vocmatch-workbook-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [SkippableFact]
    [Trait("Lane", "Full")]
    public void Openpyxl_and_pandas_read_every_sheet_as_the_csv_has_it_numbers_as_numbers()
    {
        var python = Python();
        var data = GeneratedMarket.Create(5, 2_000, 800);
        var made = ReportBuilder.Build(new()
        {
            Title = "=1+1",
            Publisher = "Office \U0001F4CA \u0001 of \"statistics\", <b>& sons</b>",
            Contact = " leading and trailing ",
            Data = data,
            Series = [.. DemandSeriesBuilder.Build(data, data.Period, []).Where(s => s.Subject == SeriesSubject.Region)],
            Published = new()
            {
                Completions = [new("01.0000", "'Quoted, \"general\"", 100), new("02", "-Care\r\nand more", 7), new("03", "NA", 3), new("04", "1e5", 0), new("05", "TRUE", 12)],
                Crosswalk = [new("01.0000", "31-20"), new("02", "31-20"), new("03", "31-30"), new("04", "31-20"), new("04", "31-30")],
                Openings = [new("31-20", "Aides", 150), new("31-30", "Others", 0, Contracts.Alignment.MissingFigure.Suppressed)],
                Wages = [new("31-20", 36_000)],
                EntryEducation = [new("31-20", "Associate's degree")],
                Sources = [new("openings", "Office", "2024")],
            },
        });
        var (region, other) = (data.Regions[0].Id.Value, data.Regions[1].Id.Value);
        var compared = 0;
        foreach (var report in (AlignmentReport[])[made.Report.WithLivingWage(40_000), made.Report.About([region, other], "Both", "Both", made.Release)])
        {
            compared += Read(python, report);
        }

        Assert.True(compared > 3_000, $"only {compared} cells were compared");
    }

    private int Read(string python, AlignmentReport report)
    {
        foreach (var old in Directory.EnumerateFiles(_folder))
        {
            File.Delete(old);
        }

        Write("report.xlsx", stream => ReportXlsx.Write(report, stream));
        foreach (var table in report.Tables)
        {
            Write($"{table.Id}.csv", stream => ReportCsv.Write(table, stream));
        }

        File.WriteAllText(Path.Combine(_folder, "expected.json"), JsonSerializer.Serialize(report.Tables.ToDictionary(
            table => table.Id,
            table => table.Rows.Select(row => row.Select(Expected)).Prepend(table.Columns.Select(column => new[] { "words", column.Title })))));
        var (code, output) = Run(python, Path.Combine(AppContext.BaseDirectory, "read_workbook.py"), _folder);
        Assert.True(code == 0, output);
        return int.Parse(output.Split('\n')[0], CultureInfo.InvariantCulture);
    }

    private static string[] Expected(Cell cell) => cell.Kind == CellKind.Number
        ? ["number", $"{cell}"]
        : ["words", cell.Kind == CellKind.Text && $"{cell}" is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n', ..] ? $"'{cell}" : $"{cell}"];

    private void Write(string name, Action<Stream> write)
    {
        using var file = File.Create(Path.Combine(_folder, name));
        write(file);
    }

    /// <summary>A Python that has both; where there is none the test is skipped, or fails where everything is demanded.</summary>
    private static string Python()
    {
        var found = ImmutableArray.Create("python3", "/usr/bin/python3").FirstOrDefault(python => Has(python));
        if (found is null && Environment.GetEnvironmentVariable("VOCMATCH_REQUIRE_ALL") == "1")
        {
            Assert.Fail(Needed);
        }

        Skip.If(found is null, Needed);
        return found!;
    }

    private static bool Has(string python)
    {
        try
        {
            return Run(python, "-c", "import openpyxl, pandas").Code == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // There is no such program.
            return false;
        }
    }

    private static (int Code, string Output) Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }
}
