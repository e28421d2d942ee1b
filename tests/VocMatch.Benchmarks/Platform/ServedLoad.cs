namespace VocMatch.Benchmarks.Platform;

/// <summary>
/// A load on a server, with what it cost that server alone: whoever asks, and whatever else runs on the machine, takes of the same processors, which
/// answers a second cannot tell apart.
/// </summary>
internal sealed record ServedLoad(HttpLoad Load, double ProcessorMicroseconds)
{
    /// <inheritdoc cref="HttpLoad.Run(Uri, Func{int, string}, int, TimeSpan)"/>
    public static Task<ServedLoad> Run(ServedProcess server, Func<int, string> path, int connections, TimeSpan duration) =>
        Of(server, HttpLoad.Run(server.Address, path, connections, duration));

    /// <inheritdoc cref="HttpLoad.Run(Uri, Func{int, string}, int, int)"/>
    public static Task<ServedLoad> Run(ServedProcess server, Func<int, string> path, int connections, int requests) =>
        Of(server, HttpLoad.Run(server.Address, path, connections, requests));

    private static async Task<ServedLoad> Of(ServedProcess server, Task<HttpLoad> running)
    {
        var before = server.ProcessorTime;
        var load = await running;
        return new(load, (server.ProcessorTime - before).TotalMicroseconds / load.Answers);
    }
}
