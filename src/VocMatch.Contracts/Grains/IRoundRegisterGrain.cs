using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Rounds;

namespace VocMatch.Contracts.Grains;

/// <summary>Which rounds are under way, so that no two of them share a scope. One grain, key <c>all</c>.</summary>
[Alias("VocMatch.IRoundRegisterGrain")]
public interface IRoundRegisterGrain : IGrainWithStringKey
{
    /// <summary>Repeating it changes nothing.</summary>
    Task<Outcome<RoundScope>> Claim(RoundId round, RoundScope scope);

    /// <summary>Repeating it changes nothing; a claim that comes later than the release of the same round is refused.</summary>
    Task Release(RoundId round);
}
