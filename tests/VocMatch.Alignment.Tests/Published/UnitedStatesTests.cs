using System.Globalization;
using MiniExcelLibs;
using VocMatch.Alignment.Published;
using VocMatch.Alignment.Published.Files;
using VocMatch.Contracts.Alignment;

namespace VocMatch.Alignment.Tests.Published;

/// <summary>The national view from the real crosswalk and the real openings, against the published check values.</summary>
public sealed class UnitedStatesTests
{
    /// <summary>Codes that the crosswalk splits and the openings combine (BLS Employment Projections, 2018 SOC).</summary>
    private static readonly CombinedCodeRow[] Combined =
    [
        new("31-1121", "31-1120"), new("31-1122", "31-1120"), new("29-2011", "29-2010"), new("29-2012", "29-2010"),
    ];

    [SkippableTheory]
    [InlineData("51.3801", 87_662, 197_700, "0.443")]
    [InlineData("48.0508", 57_758, 48_800, "1.184")]
    [InlineData("46.0302", 30_349, 165_600, "0.183")]
    public void Openings_counted_whole_equal_the_check_values(string program, int completions2024, int openings, string ratio)
    {
        var folder = Folder();
        Skip.If(folder is null, "no folder shared/data/us was found above the test assembly or in VOCMATCH_OPEN_DATA");
        var crosswalk = MiniExcel.Query(Path.Combine(folder, "cip_soc_crosswalk.xlsx"), useHeaderRow: true, sheetName: "CIP-SOC")
            .Cast<IDictionary<string, object>>()
            .Select(row => new CrosswalkRow($"{row["CIP2020Code"]}", $"{row["SOC2018Code"]}"));
        var table = MiniExcel.Query(Path.Combine(folder, "occupation_2024-2034.xlsx"), sheetName: "Table 1.2")
            .Cast<IDictionary<string, object>>()
            .ToList();
        var column = table[1].Single(cell => $"{cell.Value}".StartsWith("Occupational openings", StringComparison.Ordinal)).Key;
        var published = table
            .Where(row => $"{row["C"]}" == "Line item")
            .Select(row => new OpeningsRow(
                $"{row["B"]}", $"{row["A"]}", (int)Math.Round(Convert.ToDecimal(row[column], CultureInfo.InvariantCulture) * 1_000)));
        var statistics = PublishedStatistics.Compute(new()
        {
            Completions = [new(program, program, completions2024)],
            Crosswalk = [.. crosswalk],
            Openings = [.. published],
            CombinedCodes = [.. Combined],
            Sources = [],
        });

        var found = Assert.Single(statistics.Programs);
        Assert.Equal(openings, found.OpeningsWhole);
        Assert.Equal(ratio, found.RatioWhole!.Value.ToString("0.000", CultureInfo.InvariantCulture));
    }

    [SkippableFact]
    public void The_real_table_of_projections_gives_the_entry_education_of_every_occupation()
    {
        var folder = Folder();
        Skip.If(folder is null, "no folder shared/data/us was found above the test assembly or in VOCMATCH_OPEN_DATA");
        var file = File.ReadAllBytes(Path.Combine(folder, "occupation_2024-2034.xlsx"));
        var columns = (Code: new ColumnPart("2024 National Employment Matrix code"), Education: new ColumnPart("Typical education needed for entry"));

        var read = SeriesFile.Read(
            file,
            new() { Kind = ReferenceKind.EntryEducation, Sheet = "Table 1.2", Code = columns.Code, Title = columns.Education, Where = [new("Occupation type", ["Line item"])] },
            _ => false);
        var all = SeriesFile.Read(file, new() { Kind = ReferenceKind.EntryEducation, Sheet = "Table 1.2", Code = columns.Code, Title = columns.Education }, _ => false);

        Assert.Empty(read.Errors);
        Assert.Equal(832, read.Rows.Length);
        Assert.All(read.Rows, row => Assert.Null(row.Missing));
        Assert.Equal("Bachelor's degree", read.Rows.Single(row => row.Code == "29-1141").Text);
        Assert.Equal("Postsecondary nondegree award", read.Rows.Single(row => row.Code == "29-2061").Text);
        Assert.Equal("High school diploma or equivalent", read.Rows.Single(row => row.Code == "47-2111").Text);

        Assert.Empty(all.Errors);

        // A group has none: the source prints a dash.
        Assert.Equal(("", MissingFigure.NotAvailable), (all.Rows.Single(row => row.Code == "29-0000").Text, all.Rows.Single(row => row.Code == "29-0000").Missing));
    }

    private static string? Folder()
    {
        if (Environment.GetEnvironmentVariable("VOCMATCH_OPEN_DATA") is { Length: > 0 } configured)
        {
            return Path.Combine(configured, "us");
        }

        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var folder = Path.Combine(at.FullName, "shared", "data", "us");
            if (Directory.Exists(folder))
            {
                return folder;
            }
        }

        return null;
    }
}
