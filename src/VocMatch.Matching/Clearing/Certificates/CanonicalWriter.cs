using System.Buffers.Text;
using System.Security.Cryptography;

namespace VocMatch.Matching.Clearing.Certificates;

/// <summary>Writes canonical lines, fields split by a tab and lines ended by a line feed, into a SHA-256.</summary>
internal sealed class CanonicalWriter : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(1 << 16);
    private int _used;

    /// <summary>Starts a line with its keyword.</summary>
    public CanonicalWriter Line(ReadOnlySpan<byte> keyword)
    {
        Append(keyword);
        return this;
    }

    /// <summary>A further field of text.</summary>
    public CanonicalWriter Field(ReadOnlySpan<byte> text)
    {
        Append("\t"u8);
        Append(text);
        return this;
    }

    /// <summary>A further field, a whole number.</summary>
    public CanonicalWriter Field(long number)
    {
        Span<byte> text = stackalloc byte[20];
        Utf8Formatter.TryFormat(number, text, out var length);
        return Field(text[..length]);
    }

    public void End() => Append("\n"u8);

    /// <summary>More of the field that was written last.</summary>
    public void Append(ReadOnlySpan<byte> text)
    {
        if (text.Length > _buffer.Length - _used)
        {
            _hash.AppendData(_buffer.AsSpan(0, _used));
            _used = 0;
            if (text.Length > _buffer.Length)
            {
                _hash.AppendData(text);
                return;
            }
        }

        text.CopyTo(_buffer.AsSpan(_used));
        _used += text.Length;
    }

    /// <summary>The digest of all that was written, lower-case hexadecimal.</summary>
    public string Digest()
    {
        _hash.AppendData(_buffer.AsSpan(0, _used));
        _used = 0;
        return Convert.ToHexStringLower(_hash.GetHashAndReset());
    }

    public void Dispose() => _hash.Dispose();
}
