using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using VocMatch.Alignment.Indicators;
using VocMatch.Contracts.Alignment;
using VocMatch.Contracts.Identity;

namespace VocMatch.Gateway.Bodies;

/// <summary>A report as JSON: what it says of itself, and its tables. Kept reports are sent as they were written; this is what they hold.</summary>
/// <param name="Id">The same id means the same bytes.</param>
/// <param name="Scope">The region it is about, the name of several, or <c>all regions</c>.</param>
/// <param name="Regions">Where it is about several regions and their sum, these.</param>
/// <param name="From">First day of the period.</param>
/// <param name="Through">Last day of the period, inclusive.</param>
/// <param name="ForPublication">False for a simulation.</param>
/// <param name="Generated">True where its rows, or some, were made by a generator: no figure of theirs describes a labour market.</param>
/// <param name="Edition">1 for the first publication of the period, then one more with each revision; null for a simulation.</param>
/// <param name="Published">The day of that edition.</param>
/// <param name="RevisionNote">Why the period was revised, and what that changed.</param>
/// <param name="NextRelease">The earliest day of the next period's publication.</param>
/// <param name="NextRevision">The earliest day on which this period may be revised.</param>
/// <param name="MethodVersion">Another one where the same input would give other figures.</param>
/// <param name="DoesNotShow">Remarks: what a reader must know before the figures.</param>
/// <param name="DisclosureMethod">How persons and employers are protected.</param>
/// <param name="Symbols">What stands in place of a figure, and what it means: <c>[c] confidential: ...</c>.</param>
/// <param name="Inputs">Digests of what it was computed from.</param>
/// <param name="Tables">Its contents, in the order of the page.</param>
public sealed record ReportDocument(
    string Id,
    string Title,
    string Publisher,
    string Scope,
    ImmutableArray<RegionId>? Regions,
    DateOnly From,
    DateOnly Through,
    string? Contact,
    bool ForPublication,
    bool Generated,
    int? Edition,
    DateOnly? Published,
    string? RevisionNote,
    DateOnly? NextRelease,
    DateOnly? NextRevision,
    int MethodVersion,
    ImmutableArray<string> DoesNotShow,
    ImmutableArray<string> DisclosureMethod,
    ImmutableArray<string> Symbols,
    ImmutableArray<ReportDocumentSource> Sources,
    ImmutableArray<ReportInputDigest> Inputs,
    ImmutableArray<ReportDocumentTable> Tables);

/// <summary>A series of another publisher that it was made with.</summary>
/// <param name="Vintage">The year or release it describes.</param>
public sealed record ReportDocumentSource(string Series, string Source, string Vintage);

/// <param name="Id">For CSV of this table (<c>table=</c>).</param>
/// <param name="Note">What a reader must know to read it rightly; empty where nothing.</param>
/// <param name="Rows">Each with as many cells as there are columns, in their order.</param>
public sealed record ReportDocumentTable(
    string Id, string Title, string Note, ImmutableArray<ReportDocumentColumn> Columns, ImmutableArray<ImmutableArray<ReportCell>> Rows);

/// <param name="Id">Stable: programs go by it.</param>
/// <param name="Formula">What is needed to compute the figure anew; null for words and codes.</param>
/// <param name="Base">Over whom or what it is computed.</param>
/// <param name="Source">Where the formula comes from.</param>
public sealed record ReportDocumentColumn(string Id, string Title, Unit Unit, string? Formula, string? Base, string? Source);

/// <summary>A cell of a report: a figure as a number, or words, or the symbol of a figure that is not there as text.</summary>
/// <param name="Number">The figure; null where there is none.</param>
/// <param name="Text">Words or a symbol; null where there is a figure.</param>
[JsonConverter(typeof(ReportCellConverter))]
public readonly record struct ReportCell(decimal? Number, string? Text)
{
    public const string Description =
        "A number where there is a figure; otherwise a string: words, a code, or why the figure is not there: [c] confidential, [u] unreliable, [x] not available, [low] less than half of the unit, [z] not applicable.";
}

internal sealed class ReportCellConverter : JsonConverter<ReportCell>
{
    public override ReportCell Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Number => new(reader.GetDecimal(), null),
        JsonTokenType.String => new(null, reader.GetString()),
        _ => throw new JsonException("Expected: a number or a string."),
    };

    public override void Write(Utf8JsonWriter writer, ReportCell value, JsonSerializerOptions options)
    {
        if (value.Number is { } number)
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            writer.WriteStringValue(value.Text);
        }
    }
}
