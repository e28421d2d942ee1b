using VocMatch.Contracts.Alignment;
using VocMatch.Contracts.Grains;
using VocMatch.Domain.Alignment;
using VocMatch.Domain.Records;
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
    [StoredAs("report-document")] GrainRecord<StoredDocument> row) : Grain, IReportDocumentGrain
{
    public Task<byte[]?> Find()
    {
        // Documents are read rarely, and memory is better spent on markets.
        DeactivateOnIdle();
        return Task.FromResult(row.State.Find());
    }

    public Task Keep(byte[] bytes) => row.State.IsEmpty ? row.Write(row.State.With(bytes)) : Task.CompletedTask;
}
