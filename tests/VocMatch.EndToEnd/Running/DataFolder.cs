namespace VocMatch.EndToEnd.Running;

/// <summary>A data directory of one test.</summary>
internal sealed class DataFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("vocmatch-end-to-end-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
