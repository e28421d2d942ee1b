using Orleans.Concurrency;

namespace VocMatch.Grains.Owing;

/// <summary>A grain that may owe something to others.</summary>
[Alias("VocMatch.IOwingGrain")]
internal interface IOwingGrain : IGrainWithStringKey
{
    /// <summary>Begins to do what is owed; does not wait for it.</summary>
    [AlwaysInterleave]
    Task PayWhatIsOwed();
}
