using System.Text.Encodings.Web;
using System.Text.Json;
using VocMatch.Alignment.Indicators;

namespace VocMatch.Alignment.Reports;

/// <summary>A report as JSON, UTF-8. A figure that is not there is its symbol as a string; columns carry their formulas.</summary>
public static class ReportJson
{
    public static void Write(AlignmentReport report, Stream output)
    {
        using var json = new Utf8JsonWriter(
            output, new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteString("id", report.Id);
        json.WriteString("title", report.Title);
        json.WriteString("publisher", report.Publisher);
        json.WriteString("scope", report.Scope ?? "all regions");
        if (report.Group is { } group)
        {
            Array(json, "regions", group, json.WriteStringValue);
        }

        json.WriteString("from", $"{report.Period.From:yyyy-MM-dd}");
        json.WriteString("through", $"{report.Period.Through:yyyy-MM-dd}");
        json.WriteString("contact", report.Contact);
        json.WriteBoolean("forPublication", report.IsPublication);
        json.WriteBoolean("generated", report.Generated);
        if (report.Imprint is { } imprint)
        {
            json.WriteNumber("edition", imprint.Number);
            json.WriteString("published", $"{imprint.Published:yyyy-MM-dd}");
            json.WriteString("revisionNote", imprint.Note);
            json.WriteString("nextRelease", $"{imprint.NextRelease:yyyy-MM-dd}");
            json.WriteString("nextRevision", $"{imprint.NextRevision:yyyy-MM-dd}");
        }

        json.WriteNumber("methodVersion", AlignmentReport.MethodVersion);
        Array(json, "doesNotShow", report.Limits, json.WriteStringValue);
        Array(json, "disclosureMethod", report.Method, json.WriteStringValue);
        Array(json, "symbols", Cell.Symbols, symbol => json.WriteStringValue($"{symbol.Symbol} {symbol.Meaning}"));
        Array(json, "sources", report.Sources, source =>
        {
            json.WriteStartObject();
            json.WriteString("series", source.Series);
            json.WriteString("source", source.Source);
            json.WriteString("vintage", source.Vintage);
            json.WriteEndObject();
        });
        Array(json, "inputs", report.Inputs, input =>
        {
            json.WriteStartObject();
            json.WriteString("section", input.Section);
            json.WriteNumber("rows", input.Rows);
            json.WriteString("sha256", input.Sha256);
            json.WriteEndObject();
        });
        Array(json, "tables", report.Tables, table => Table(json, table));
        json.WriteEndObject();
    }

    private static void Table(Utf8JsonWriter json, ReportTable table)
    {
        json.WriteStartObject();
        json.WriteString("id", table.Id);
        json.WriteString("title", table.Title);
        json.WriteString("note", table.Note);
        Array(json, "columns", table.Columns, column => Write(json, column));
        Array(json, "rows", table.Rows, row =>
        {
            json.WriteStartArray();
            foreach (var cell in row)
            {
                if (cell.Kind == CellKind.Number)
                {
                    json.WriteNumberValue(cell.Number);
                }
                else
                {
                    json.WriteStringValue(cell.ToString());
                }
            }

            json.WriteEndArray();
        });
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Column column)
    {
        json.WriteStartObject();
        json.WriteString("id", column.Id);
        json.WriteString("title", column.Title);
        json.WriteString("unit", JsonNamingPolicy.CamelCase.ConvertName($"{column.Unit}"));
        foreach (var (name, value) in
            (ReadOnlySpan<(string, string?)>)[("formula", column.Formula), ("base", column.Base), ("source", column.Source)])
        {
            if (value is not null)
            {
                json.WriteString(name, value);
            }
        }

        json.WriteEndObject();
    }

    private static void Array<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            write(item);
        }

        json.WriteEndArray();
    }
}
