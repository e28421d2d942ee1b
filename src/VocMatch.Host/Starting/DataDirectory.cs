using VocMatch.Host.Options;

namespace VocMatch.Host.Starting;

/// <summary>Keeps a data directory to one process: an embedded database has one writer.</summary>
internal sealed class DataDirectory : IDisposable
{
    private readonly FileStream _lock;

    private DataDirectory(FileStream taken) => _lock = taken;

    /// <exception cref="StartRefusedException">Another process has it, or it cannot be made.</exception>
    public static DataDirectory Take(string directory)
    {
        try
        {
            Directory.CreateDirectory(directory);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"The data directory {directory} cannot be made: {failure.Message}", failure);
        }

        try
        {
            return new(new FileStream(Path.Combine(directory, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException(
                $"The data directory {directory} is in use by another process, or cannot be written. Stop the other, or choose another directory with --data.",
                failure);
        }
    }

    public void Dispose() => _lock.Dispose();
}
