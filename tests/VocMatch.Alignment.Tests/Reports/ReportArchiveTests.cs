using VocMatch.Alignment.Reports;
using VocMatch.Alignment.Tests.Data;

namespace VocMatch.Alignment.Tests.Reports;

public sealed class ReportArchiveTests
{
    private static readonly ReportResult Result = ReportBuilder.Build(
        new() { Title = "T", Publisher = "P", Data = GeneratedMarket.Create(7, 2_000, 500) });

    [Fact]
    public void A_report_read_back_gives_the_same_bytes()
    {
        var back = ReportArchive.Unpack(ReportArchive.Pack(Result.Report));

        Assert.Equal(Bytes(Result.Report), Bytes(back));
    }

    [Fact]
    public void A_release_read_back_protects_the_next_one_as_the_first_did()
    {
        var back = ReportArchive.UnpackRelease(ReportArchive.Pack(Result.Release));
        var next = new ReportInput { Title = "T", Publisher = "P", Data = GeneratedMarket.Create(7, 2_003, 500) };

        var first = ReportBuilder.Build(next with { EarlierReleases = [Result.Release] }).Report;
        var second = ReportBuilder.Build(next with { EarlierReleases = [back] }).Report;

        Assert.Equal(first.Id, second.Id);
        Assert.Equal(Bytes(first), Bytes(second));
    }

    private static byte[] Bytes(AlignmentReport report)
    {
        using var output = new MemoryStream();
        ReportJson.Write(report, output);
        ReportHtml.Write(report, output);
        return output.ToArray();
    }
}
