using System.Security.Cryptography;
using VocMatch.Host.Options;

namespace VocMatch.Host.Starting;

/// <summary>The secret that pseudonyms of candidates are made from: 32 random bytes in a file only its owner can read.</summary>
internal static class PseudonymKey
{
    private const int Length = 32;

    /// <exception cref="StartRefusedException">The file is too short to be a key.</exception>
    public static byte[] ReadOrMake(StartOptions options)
    {
        var file = options.KeyFile ?? Path.Combine(options.Data, "pseudonyms.key");
        byte[] key;
        try
        {
            if (!File.Exists(file))
            {
                Make(file);
            }

            key = File.ReadAllBytes(file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"The key file {file} cannot be used: {failure.Message}", failure);
        }

        return key.Length >= Length
            ? key
            : throw new StartRefusedException($"{file} has {key.Length} bytes and a key has {Length} or more. Restore it, or other pseudonyms would be shown.");
    }

    /// <summary>Written beside and moved: a crash leaves no half of a key.</summary>
    private static void Make(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var beside = $"{file}.{Guid.NewGuid():N}";
        var access = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            access.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var stream = new FileStream(beside, access))
        {
            stream.Write(RandomNumberGenerator.GetBytes(Length));
            stream.Flush(flushToDisk: true);
        }

        File.Move(beside, file, overwrite: false);
    }
}
