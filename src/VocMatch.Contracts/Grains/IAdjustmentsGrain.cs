using Orleans.Concurrency;
using VocMatch.Contracts.Adjustments;
using VocMatch.Contracts.Outcomes;

namespace VocMatch.Contracts.Grains;

/// <summary>The suggestions to one program and their ledger; the key is the program's id.</summary>
[Alias("VocMatch.IAdjustmentsGrain")]
public interface IAdjustmentsGrain : IGrainWithStringKey
{
    /// <summary>What was measured last; measured now where the program changed since, or an hour has passed.</summary>
    /// <param name="job">The job to tell how far it is; null: none.</param>
    [ResponseTimeout("00:05:00")]
    Task<Outcome<AdjustmentList>> Suggest(string? job = null);

    /// <summary>What any change to the program would do, measured now; keeps nothing.</summary>
    [ResponseTimeout("00:05:00")]
    Task<Outcome<ChangeEffect>> EffectOf(ProgramChange change);

    /// <summary>What was measured last, while it stands: null where <see cref="Suggest"/> would measure. Answers at once.</summary>
    [AlwaysInterleave]
    Task<AdjustmentList?> Standing();

    /// <summary>Accepts, declines or implements a suggestion. Implementing drafts the program's next revision.</summary>
    /// <param name="reason">Needed for declining, otherwise optional.</param>
    Task<Outcome<Transitioned<AdjustmentStatus>>> Decide(int number, AdjustmentAction action, string? reason, WriteOptions options);
}
