namespace VocMatch.Storage.Tests.Sqlite;

/// <summary>A directory of the test's own, gone with it.</summary>
public sealed class TemporaryDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("vocmatch-storage-").FullName;

    public string Database => System.IO.Path.Combine(Path, "vocmatch.db");

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
