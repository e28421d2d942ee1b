using VocMatch.Alignment.Published;

namespace VocMatch.Alignment.Reports;

/// <summary>The table of all programs from outside series, by itself.</summary>
public static class PublishedTable
{
    public static ReportTable Of(PublishedSeries series, PublishedStatistics statistics) => OutsideTables.Programs(series, statistics, regionName: null);
}
