using System.Globalization;

namespace VocMatch.Benchmarks.Platform;

/// <summary>What Linux says of a process. Pages of mapped files are counted in each mapping: only the anonymous ones are the process's own.</summary>
internal sealed record ProcessMemory(long AnonymousMegabytes, long FileMegabytes)
{
    public static ProcessMemory Of(int process)
    {
        var lines = File.ReadAllLines($"/proc/{process.ToString(CultureInfo.InvariantCulture)}/status");
        return new(Value(lines, "RssAnon:") >> 10, Value(lines, "RssFile:") >> 10);
    }

    /// <summary>Bytes that this process had sent to the disk so far.</summary>
    public static long BytesWritten() => Value(File.ReadAllLines("/proc/self/io"), "write_bytes:");

    public override string ToString() => $"{AnonymousMegabytes} MB anonymous, {FileMegabytes} MB of mapped files";

    private static long Value(string[] lines, string name) => long.Parse(
        lines.Single(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..].Replace("kB", "", StringComparison.Ordinal).Trim(),
        CultureInfo.InvariantCulture);
}
