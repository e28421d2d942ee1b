using System.Text.Json;
using VocMatch.Contracts.Json;
using VocMatch.Host.Options;

namespace VocMatch.Host.Demo;

/// <summary>Which demo data a data directory has: kept in a file, so that an interrupted loading goes on with the very same rows.</summary>
/// <param name="Day">The day the data are made for.</param>
/// <param name="StepsDone">How many steps of the loading are behind it.</param>
/// <param name="Loaded">True when nothing is left to load.</param>
internal sealed record DemoPlan(int Scale, DateOnly Day, int StepsDone, bool Loaded)
{
    private const string FileName = "demo.json";

    /// <exception cref="StartRefusedException">The file cannot be read as a plan.</exception>
    public static DemoPlan? Find(string directory)
    {
        var file = Path.Combine(directory, FileName);
        try
        {
            return File.Exists(file) ? JsonSerializer.Deserialize<DemoPlan>(File.ReadAllBytes(file), WireJson.Options) : null;
        }
        catch (JsonException damaged)
        {
            throw new StartRefusedException(
                $"{file} is damaged ({damaged.Message}). Delete it where the demo data are loaded, or start with another data directory.", damaged);
        }
    }

    /// <summary>Written beside and moved: a crash leaves the plan before, or this one.</summary>
    public void Save(string directory)
    {
        Directory.CreateDirectory(directory);
        var file = Path.Combine(directory, FileName);
        File.WriteAllBytes(file + ".new", JsonSerializer.SerializeToUtf8Bytes(this, WireJson.Options));
        File.Move(file + ".new", file, overwrite: true);
    }
}
