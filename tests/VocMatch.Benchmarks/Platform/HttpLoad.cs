using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace VocMatch.Benchmarks.Platform;

/// <summary>Keeps some connections busy with GETs. It reads answers by their length alone, so that most of the machine is the server's.</summary>
internal sealed class HttpLoad
{
    private static readonly byte[] s_lastChunk = "\r\n0\r\n\r\n"u8.ToArray();

    private HttpLoad(long answers, TimeSpan elapsed, double[] milliseconds)
    {
        Array.Sort(milliseconds);
        Answers = answers;
        PerSecond = answers / elapsed.TotalSeconds;
        MedianMs = milliseconds[milliseconds.Length / 2];
        P99Ms = milliseconds[(int)(milliseconds.Length * 0.99)];
    }

    public long Answers { get; }

    public double PerSecond { get; }

    public double MedianMs { get; }

    public double P99Ms { get; }

    /// <param name="path">Gives the path of the n-th request.</param>
    public static Task<HttpLoad> Run(Uri server, Func<int, string> path, int connections, TimeSpan duration) =>
        Run(server, path, connections, (_, elapsed) => elapsed < duration);

    /// <inheritdoc cref="Run(Uri, Func{int, string}, int, TimeSpan)"/>
    public static Task<HttpLoad> Run(Uri server, Func<int, string> path, int connections, int requests) =>
        Run(server, path, connections, (asked, _) => asked < requests);

    private static async Task<HttpLoad> Run(Uri server, Func<int, string> path, int connections, Func<int, TimeSpan, bool> goesOn)
    {
        var clock = Stopwatch.StartNew();
        var next = 0;
        var times = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(async () =>
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(server.Host, server.Port);
            var buffer = new byte[1 << 17];
            var taken = new List<double>();
            while (goesOn(Volatile.Read(ref next), clock.Elapsed))
            {
                var begin = Stopwatch.GetTimestamp();
                var request = $"GET {path(Interlocked.Increment(ref next))} HTTP/1.1\r\nHost: {server.Authority}\r\n\r\n";
                await socket.SendAsync(Encoding.ASCII.GetBytes(request));
                await Answer(socket, buffer);
                taken.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
            }

            return taken;
        })));
        return new HttpLoad(next, clock.Elapsed, [.. times.SelectMany(t => t)]);
    }

    private static async Task Answer(Socket socket, byte[] buffer)
    {
        var (read, end) = (0, -1);
        while (end < 0 || read < end)
        {
            var more = await socket.ReceiveAsync(buffer.AsMemory(read));
            read = more > 0 ? read + more : throw new IOException("The server closed the connection.");
            if (end < 0)
            {
                end = End(buffer.AsSpan(0, read));
            }
        }
    }

    /// <summary>Where the answer ends; -1 where that is not known yet.</summary>
    private static int End(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0)
        {
            return -1;
        }

        if (!answer.StartsWith("HTTP/1.1 200"u8))
        {
            throw new IOException($"Not an answer of success: {Encoding.UTF8.GetString(answer)}");
        }

        var length = answer[..head].IndexOf("Content-Length: "u8);
        if (length < 0)
        {
            return answer.EndsWith(s_lastChunk) ? answer.Length : -1;
        }

        var digits = answer[(length + 16)..head];
        var line = digits.IndexOf((byte)'\r');
        return head + 4 + int.Parse(Encoding.ASCII.GetString(line < 0 ? digits : digits[..line]), System.Globalization.CultureInfo.InvariantCulture);
    }
}
