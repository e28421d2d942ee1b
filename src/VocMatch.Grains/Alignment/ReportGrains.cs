using VocMatch.Alignment.Reports;
using VocMatch.Contracts.Alignment;
using VocMatch.Contracts.Grains;
using VocMatch.Domain.Alignment;
using VocMatch.Grains.Records;

namespace VocMatch.Grains.Alignment;

/// <summary>Takes a finished report in; the key is its id.</summary>
[Alias("VocMatch.IReportKeepingGrain")]
internal interface IReportKeepingGrain : IGrainWithStringKey
{
    /// <summary>Keeps the header, once: a second one changes nothing.</summary>
    /// <returns>The header that is kept.</returns>
    Task<ReportHeader> Keep(ReportHeader header);
}

/// <summary>One document of a report; the key is the report's id and the document's name.</summary>
[Alias("VocMatch.IReportDocumentGrain")]
internal interface IReportDocumentGrain : IGrainWithStringKey
{
    Task<byte[]?> Find();

    /// <summary>Keeps the bytes, once: a second call changes nothing.</summary>
    Task Keep(byte[] bytes);
}

internal sealed record ReportState
{
    public int Schema { get; init; } = 1;

    public ReportHeader? Entity { get; init; }
}

internal sealed record ReportDocumentState
{
    public int Schema { get; init; } = 1;

    /// <summary>Compressed.</summary>
    public byte[]? Content { get; init; }
}

internal sealed class ReportGrain([StoredAs("report")] GrainRecord<ReportState> row)
    : Grain, IReportGrain, IReportKeepingGrain
{
    public Task<ReportHeader?> Find()
    {
        if (row.State.Entity is null)
        {
            DeactivateOnIdle();
        }

        return Task.FromResult(row.State.Entity);
    }

    public async Task<byte[]?> Document(ReportFormat format, string? table)
    {
        if (row.State.Entity is not { } header)
        {
            return null;
        }

        var name = ReportDocuments.Name(format, table ?? header.Tables[0]);
        return await GrainFactory.GetGrain<IReportDocumentGrain>(ReportDocuments.Key(header.Id, name)).Find();
    }

    public async Task<ReportHeader> Keep(ReportHeader header)
    {
        if (row.State.Entity is { } kept)
        {
            return kept;
        }

        await row.Write(new() { Entity = header });

        return header;
    }
}

internal sealed class ReportDocumentGrain(
    [StoredAs("report-document")] GrainRecord<ReportDocumentState> row) : Grain, IReportDocumentGrain
{
    public Task<byte[]?> Find()
    {
        // Documents are read rarely, and memory is better spent on markets.
        DeactivateOnIdle();
        return Task.FromResult(row.State.Content is { } content ? ReportArchive.Decompress(content) : null);
    }

    public async Task Keep(byte[] bytes)
    {
        if (row.State.Content is not null)
        {
            return;
        }

        await row.Write(new() { Content = ReportArchive.Compress(bytes) });
    }
}
