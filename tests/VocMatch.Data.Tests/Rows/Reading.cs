using System.Text;
using VocMatch.Data.Rows;

namespace VocMatch.Data.Tests.Rows;

internal static class Reading
{
    public static Task<List<RowRead<TRow>>> Ndjson<TRow>(string text)
        where TRow : class => Ndjson<TRow>(Encoding.UTF8.GetBytes(text));

    public static async Task<List<RowRead<TRow>>> Ndjson<TRow>(byte[] bytes)
        where TRow : class => await NdjsonRows.Read<TRow>(new DribblingStream(bytes)).ToListAsync();

    public static async Task<List<RowRead<TRow>>> Csv<TRow>(string text)
        where TRow : class => await CsvRows.Read<TRow>(new DribblingStream(Encoding.UTF8.GetBytes(text))).ToListAsync();

    /// <summary>Gives a few bytes a time, as a network does.</summary>
    private sealed class DribblingStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, Length > 100_000 ? 8191 : 7)], cancellationToken);
    }
}
