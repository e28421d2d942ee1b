using Microsoft.Win32.SafeHandles;

namespace VocMatch.Cli.Files;

/// <summary>Reads the lines of a part of a file, block by block. A line ends with LF or CRLF, which are not part of it.</summary>
internal sealed class LineReader(SafeFileHandle file, long from, long to, Action<int> read)
{
    /// <summary>The longest line, in bytes.</summary>
    public const int MaxLine = 1 << 20;

    private byte[] _buffer = GC.AllocateUninitializedArray<byte>(1 << 18);
    private int _start;
    private int _end;
    private long _position = from;

    /// <summary>True when the line that was read last is longer than <see cref="MaxLine"/>; reading ends there.</summary>
    public bool IsTooLong { get; private set; }

    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        var searched = 0;
        while (true)
        {
            var waiting = _buffer.AsSpan(_start, _end - _start);
            var length = waiting[searched..].IndexOf((byte)'\n');
            if (length >= 0)
            {
                line = Trimmed(waiting[..(searched + length)]);
                _start += searched + length + 1;
                return true;
            }

            searched = waiting.Length;
            IsTooLong = searched > MaxLine;
            if (IsTooLong || !Fill())
            {
                line = Trimmed(waiting);
                _start = _end;
                return !line.IsEmpty && !IsTooLong;
            }
        }
    }

    private static ReadOnlySpan<byte> Trimmed(ReadOnlySpan<byte> line) => line is [.., (byte)'\r'] ? line[..^1] : line;

    private bool Fill()
    {
        if (_position >= to)
        {
            return false;
        }

        var waiting = _end - _start;
        if (_start == 0 && waiting == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        Buffer.BlockCopy(_buffer, _start, _buffer, 0, waiting);
        (_start, _end) = (0, waiting);
        var wanted = (int)Math.Min(_buffer.Length - _end, to - _position);
        var got = RandomAccess.Read(file, _buffer.AsSpan(_end, wanted), _position);
        _position += got;
        _end += got;
        read(got);
        return got > 0;
    }
}
