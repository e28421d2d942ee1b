using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using VocMatch.Contracts.Identity;
using VocMatch.Data.Rows;
using VocMatch.Scenarios.UnitedStates;

namespace VocMatch.Cli.Scenario;

/// <summary>Sends rows to the import of a running platform, so many at a time that no request grows large.</summary>
internal sealed class ImportClient(Uri platform) : IDisposable
{
    private const int RowsPerRequest = 4_000;
    private const int ErrorsShown = 10;

    /// <summary>How long one request may take.</summary>
    public static TimeSpan Timeout { get; } = TimeSpan.FromMinutes(10);

    /// <summary>A newer platform may say more than this client knows of.</summary>
    private static readonly JsonSerializerOptions Tolerant = JsonSerializerOptions.Web;

    private readonly HttpClient http = new() { BaseAddress = platform, Timeout = Timeout };

    public void Dispose() => http.Dispose();

    /// <summary>Sends all rows of a kind and says on the console what became of them.</summary>
    /// <returns>How many rows were wrong.</returns>
    /// <exception cref="HttpRequestException">The platform cannot be reached or refuses the import as a whole.</exception>
    public async Task<int> Send<TRow>(string kind, IReadOnlyCollection<TRow> rows, CancellationToken cancellation)
        where TRow : class
    {
        var watch = Stopwatch.StartNew();
        var (created, changed, unchanged, wrong) = (0, 0, 0, 0);
        foreach (var chunk in rows.Chunk(RowsPerRequest))
        {
            var answer = await Post(kind, chunk, cancellation);
            (created, changed, unchanged) = (created + answer.Created, changed + answer.Changed, unchanged + answer.Unchanged);
            foreach (var error in answer.Errors.Take(Math.Max(0, ErrorsShown - wrong)))
            {
                await Console.Error.WriteLineAsync($"{kind}, line {error.Line}, {error.Field} = '{error.Value}': {error.Rule}");
            }

            wrong += answer.Wrong;
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind}: {created} created, {changed} changed, {unchanged} unchanged, {wrong} wrong in {watch.Elapsed.TotalSeconds:F1} s"));
        return wrong;
    }

    /// <summary>Sends a series that others publish and says on the console what became of it.</summary>
    /// <exception cref="HttpRequestException">The platform cannot be reached or refuses the series.</exception>
    public async Task Send(ReferenceFile series, CancellationToken cancellation)
    {
        using var content = new StringContent(series.Csv, Encoding.UTF8, "text/csv");
        var query = $"source={Uri.EscapeDataString(series.Source)}&vintage={Uri.EscapeDataString(series.Vintage)}&classification={Uri.EscapeDataString(series.Classification)}"
            + (series.TargetClassification is { } target ? $"&targetClassification={Uri.EscapeDataString(target)}" : "");
        using var response = await http.PostAsync($"/api/v1/imports/{series.Kind}?{query}", content, cancellation);
        var text = await response.Content.ReadAsStringAsync(cancellation);
        if (!response.IsSuccessStatusCode)
        {
            throw new HttpRequestException($"The import of {series.Kind} was refused: {(int)response.StatusCode} {text}", null, response.StatusCode);
        }

        Console.WriteLine($"{series.Kind}: {series.Source}, {series.Vintage}, codes of {series.Classification}{(series.TargetClassification is { } to ? $" to {to}" : "")}");
    }

    /// <summary>Closes placements; one that is closed already stays so.</summary>
    /// <exception cref="HttpRequestException">The platform cannot be reached or refuses.</exception>
    public async Task Close(IReadOnlyCollection<PlacementId> placements, CancellationToken cancellation)
    {
        foreach (var placement in placements)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/placements/{placement}/close");
            request.Headers.Add("Idempotency-Key", $"scenario-close-{placement}");
            using var response = await http.SendAsync(request, cancellation);
            if (!response.IsSuccessStatusCode && response.StatusCode is not HttpStatusCode.Conflict)
            {
                throw new HttpRequestException(
                    $"Closing {placement} was refused: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync(cancellation)}", null, response.StatusCode);
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"placements of last year: {placements.Count} closed"));
    }

    private async Task<ImportAnswer> Post<TRow>(string kind, TRow[] rows, CancellationToken cancellation)
        where TRow : class
    {
        using var content = new RowsContent<TRow>(rows);
        using var response = await http.PostAsync($"/api/v1/imports/{kind}", content, cancellation);
        var text = await response.Content.ReadAsStringAsync(cancellation);
        if (!response.IsSuccessStatusCode)
        {
            throw new HttpRequestException($"The import of {kind} was refused: {(int)response.StatusCode} {text}", null, response.StatusCode);
        }

        try
        {
            return JsonSerializer.Deserialize<ImportAnswer>(text, Tolerant) ?? throw new JsonException("null");
        }
        catch (JsonException unknown)
        {
            throw new HttpRequestException($"What answered the import of {kind} is no VocMatch: {text[..Math.Min(text.Length, 80)]}", unknown);
        }
    }

    private sealed class RowsContent<TRow> : HttpContent
        where TRow : class
    {
        private readonly TRow[] rows;

        public RowsContent(TRow[] rows)
        {
            this.rows = rows;
            Headers.ContentType = new MediaTypeHeaderValue(NdjsonRows.ContentType);
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => NdjsonRows.Write(stream, rows);

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
