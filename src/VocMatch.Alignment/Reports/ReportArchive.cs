using System.Collections.Immutable;
using System.IO.Compression;
using System.Text.Json;

namespace VocMatch.Alignment.Reports;

/// <summary>Keeps a finished report and the release behind it as compressed bytes, and reads them back unchanged.</summary>
public static class ReportArchive
{
    public static byte[] Pack(AlignmentReport report) => Compressed(report);

    /// <exception cref="InvalidDataException">The bytes are no archive of a report.</exception>
    public static AlignmentReport Unpack(byte[] archive) => Read<AlignmentReport>(archive);

    /// <summary>Holds hidden counts: for the archive, not for readers.</summary>
    public static byte[] Pack(ReportRelease release) => Compressed(ReleaseFile.Of(release));

    /// <exception cref="InvalidDataException">The bytes are no archive of a release.</exception>
    public static ReportRelease UnpackRelease(byte[] archive) => Read<ReleaseFile>(archive).ToRelease();

    /// <summary>The same bytes, compressed.</summary>
    public static byte[] Compress(ReadOnlySpan<byte> bytes)
    {
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(bytes);
        }

        return buffer.ToArray();
    }

    public static byte[] Decompress(byte[] archive)
    {
        using var gzip = new GZipStream(new MemoryStream(archive), CompressionMode.Decompress);
        using var buffer = new MemoryStream();
        gzip.CopyTo(buffer);
        return buffer.ToArray();
    }

    private static byte[] Compressed<T>(T value) => Compress(JsonSerializer.SerializeToUtf8Bytes(value));

    private static T Read<T>(byte[] archive) =>
        JsonSerializer.Deserialize<T>(Decompress(archive)) ?? throw new InvalidDataException($"The archive holds no {typeof(T).Name}.");

    private sealed record ReleaseFile(ImmutableArray<Disclosure.ReleaseRows> Families, ImmutableDictionary<string, Cell> UnknownShares)
    {
        private const int FamiliesThereAre = 7;

        public static ReleaseFile Of(ReportRelease release) => new(
            [
                .. new[] { release.Students, release.Seats, release.Filled, release.Teachers, release.Mismatches, release.Searches, release.Supply }
                    .Select(Disclosure.ReleaseRows.Of),
            ],
            release.UnknownShares);

        public ReportRelease ToRelease()
        {
            if (Families.Length != FamiliesThereAre)
            {
                throw new InvalidDataException($"A release has {FamiliesThereAre} families of tables, not {Families.Length}.");
            }

            var families = Families.Select(family => family.ToFamily()).ToArray();
            return new(families[0], families[1], families[2], families[3], families[4], families[5], families[6], UnknownShares);
        }
    }
}
