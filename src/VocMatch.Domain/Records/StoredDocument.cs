using System.Collections.Immutable;
using System.Text.Json.Serialization;
using VocMatch.Alignment.Reports;

namespace VocMatch.Domain.Records;

/// <summary>The state of a grain that keeps one document, compressed, in pieces of which each is a row.</summary>
internal sealed record StoredDocument : IPartedState<StoredDocument>
{
    /// <summary>
    /// Bytes of the longest document that is kept, before it is compressed: it goes from grain to grain in one message, of which Orleans takes 100 MB.
    /// </summary>
    public const int MaxLength = 64 << 20;

    /// <summary>Bytes of a piece; its row holds them in base 64, a third more.</summary>
    public const int MaxPieceLength = 256 << 10;

    public int Schema { get; init; } = 1;

    /// <summary>The whole, compressed, where it was kept before documents were cut into pieces.</summary>
    public byte[]? Content { get; init; }

    /// <summary>Of the compressed document, in their order; none where none is kept.</summary>
    [JsonIgnore]
    public ImmutableArray<byte[]> Pieces { get; init; } = [];

    [JsonIgnore]
    public StoredArrays Stored { get; init; } = new();

    public static IReadOnlyList<PartKind<StoredDocument>> PartKinds { get; } =
    [
        new ArrayPartKind<StoredDocument, byte[]>(
            "piece", static _ => "", state => state.Pieces, (state, pieces) => state with { Pieces = pieces }, state => state.Stored),
    ];

    [JsonIgnore]
    public bool IsEmpty => Content is null && Pieces.IsEmpty;

    /// <param name="what">Names the document in the error.</param>
    /// <exception cref="InvalidDataException">It is longer than <see cref="MaxLength"/>.</exception>
    public static void Check(string what, byte[] document)
    {
        if (document.Length > MaxLength)
        {
            throw new InvalidDataException($"{what} has {document.Length:N0} bytes; at most {MaxLength:N0} can be kept. Ask for fewer regions or a shorter period.");
        }
    }

    /// <summary>The same with a document kept.</summary>
    public StoredDocument With(byte[] document) => this with
    {
        Content = null,
        Pieces = [.. ReportArchive.Compress(document).Chunk(MaxPieceLength)],
    };

    /// <summary>The document as it was given; null where none is kept.</summary>
    public byte[]? Find() => Content is { } whole ? ReportArchive.Decompress(whole)
        : Pieces.IsEmpty ? null
        : ReportArchive.Decompress([.. Pieces.SelectMany(piece => piece)]);
}
