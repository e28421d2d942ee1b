using VocMatch.Contracts.Markets;

namespace VocMatch.Grains.Epochs;

/// <summary>Keeps one epoch; the key is its number.</summary>
[Alias("VocMatch.IEpochArchiveGrain")]
internal interface IEpochArchiveGrain : IGrainWithIntegerKey
{
    Task<EpochDocument?> Find();

    /// <summary>Keeps the epoch. It may be kept again with other figures only until it is put in force.</summary>
    Task Keep(EpochDocument epoch);

    Task Forget();
}

/// <summary>Keeps one skill table; the key is its digest.</summary>
[Alias("VocMatch.ISkillTableArchiveGrain")]
internal interface ISkillTableArchiveGrain : IGrainWithStringKey
{
    /// <returns>The table's JSON, null where it was never kept.</returns>
    Task<string?> Find();

    Task Keep(string json);
}
