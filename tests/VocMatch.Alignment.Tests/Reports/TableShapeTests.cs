using System.IO.Compression;
using System.Text;
using VocMatch.Alignment.Indicators;
using VocMatch.Alignment.Reports;
using VocMatch.Alignment.Tests.Data;
using VocMatch.Alignment.Tests.Disclosure;

namespace VocMatch.Alignment.Tests.Reports;

/// <summary>A new indicator is its column and its place in a table, in one declaration each: all else follows.</summary>
public sealed class TableShapeTests
{
    private static readonly Column SeatsASite = new("seatsASite", "Seats a site", Unit.Ratio, "seats / sites", "sites", Decimals: 1);

    private static readonly TableShape<int, (string Region, int Seats)> Sites = new("sites",
    [
        new(Columns.Region, static (_, _, row) => Cell.Of(row.Region)),
        new(SeatsASite, static (sites, column, row) => Cell.Of(column, (decimal)row.Seats / sites), static (_, rows, column) => Cell.Of(column, rows.Of(column).Sum(cell => cell.Number))),
        new(Columns.Remark, static (_, _, _) => Cell.Of("counted")) { When = static sites => sites > 4 },
    ]);

    [Fact]
    public void An_indicator_declared_once_is_in_every_form_of_the_report()
    {
        var made = ReportBuilder.Build(new() { Title = "Report", Publisher = "Ministry", Data = HandMarket.Data, Rules = HandMarket.Open });
        var table = Sites.Of("Sites", "", 4, [("north", 9), ("nation", 17)]);
        var report = made.Report with { Tables = made.Report.Tables.Add(table) };

        Assert.Equal("region,seatsASite\r\nnorth,2.3\r\nnation,4.3\r\n", Text(output => ReportCsv.Write(table, output)).TrimStart('\uFEFF').ReplaceLineEndings("\r\n"));
        Assert.Contains("\"seatsASite\"", Text(output => ReportJson.Write(report, output)), StringComparison.Ordinal);
        var page = Text(output => ReportHtml.Write(report, output));
        Assert.Contains("Seats a site", page, StringComparison.Ordinal);
        Assert.Contains("seats / sites", page, StringComparison.Ordinal);
        using var workbook = new MemoryStream();
        ReportXlsx.Write(report, workbook);
        using var archive = new ZipArchive(workbook);
        Assert.Contains(archive.Entries, entry => Read(entry).Contains("Seats a site", StringComparison.Ordinal));
    }

    [Fact]
    public void A_column_stands_only_where_its_table_has_it()
    {
        Assert.Equal("region seatsASite", Ids(4));
        Assert.Equal("region seatsASite remark", Ids(5));
    }

    [Fact]
    public void A_sum_of_regions_is_made_by_what_the_column_declares()
    {
        var parts = Sites.Of("Sites", "", 4, [("north", 9), ("south", 17)]);
        var data = AttackedMarket.Create(5);
        var sums = new RegionSums(data.Publish().Release, [.. data.Regions.Select(region => region.Id.Value)]);
        var rows = new SummedRows(parts, 0, parts.Rows);

        Assert.Equal(Cell.Of(SeatsASite, 6.6m), Sites.Summed().Of(sums, rows, SeatsASite, default));
        Assert.Equal(Cell.NotApplicable, Sites.Summed().Of(sums, rows, Columns.DaysToFill, default));
        Assert.Equal(Cell.Of("same"), Sites.Summed().Of(sums, rows, Columns.Remark, Cell.Of("same")));
    }

    private static string Ids(int sites) => string.Join(' ', Sites.Of("Sites", "", sites, []).Columns.Select(column => column.Id));

    private static string Text(Action<Stream> write)
    {
        using var output = new MemoryStream();
        write(output);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    private static string Read(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(entry.Open());
        return reader.ReadToEnd();
    }
}
