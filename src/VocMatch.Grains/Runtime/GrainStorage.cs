namespace VocMatch.Grains.Runtime;

/// <summary>Where the grains keep their states.</summary>
internal static class GrainStorage
{
    /// <summary>Name of the storage provider a host must register.</summary>
    public const string Provider = "vocmatch";
}
