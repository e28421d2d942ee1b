using System.Security.Cryptography;
using System.Text;

namespace VocMatch.Gateway.Alignment;

/// <summary>
/// The style of a kept report. As a file the report carries it, so that it can be saved, sent on and printed; as a page it comes by an address
/// of its own, so that no page of this service needs a style written into it.
/// </summary>
internal static class PrintedStyle
{
    private static readonly byte[] Begin = "<style>"u8.ToArray();
    private static readonly byte[] End = "</style>"u8.ToArray();

    /// <summary>The style; empty where the report carries none.</summary>
    public static ReadOnlySpan<byte> Of(ReadOnlySpan<byte> report)
    {
        var (begin, end) = Find(report);
        return begin < 0 ? [] : report[(begin + Begin.Length)..end];
    }

    /// <summary>The report with a link in place of its style.</summary>
    public static byte[] Linked(ReadOnlySpan<byte> report, string address)
    {
        var (begin, end) = Find(report);
        return begin < 0
            ? report.ToArray()
            : [.. report[..begin], .. Encoding.UTF8.GetBytes($"<link rel=\"stylesheet\" href=\"{address}\">"), .. report[(end + End.Length)..]];
    }

    /// <summary>What allows exactly this style, and nothing else from anywhere.</summary>
    public static string Policy(ReadOnlySpan<byte> report) =>
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Of(report)))}'; base-uri 'none'; frame-ancestors 'none'";

    private static (int Begin, int End) Find(ReadOnlySpan<byte> report)
    {
        var begin = report.IndexOf(Begin);
        var end = begin < 0 ? -1 : report[begin..].IndexOf(End);
        return end < 0 ? (-1, -1) : (begin, begin + end);
    }
}
