using VocMatch.Contracts.Grains;
using VocMatch.Contracts.ProvisionGaps;
using VocMatch.Contracts.Storing;
using VocMatch.Contracts.Students;
using VocMatch.Grains.Runtime;

namespace VocMatch.Grains.ProvisionGaps;

internal sealed record ProvisionGapState
{
    public int Schema { get; init; } = 1;

    public ProvisionGap? Entity { get; init; }
}

/// <summary>One row a student or placement and month; at most one write a day.</summary>
internal sealed class ProvisionGapGrain(
    [PersistentState(StateNames.ProvisionGap, GrainStorage.Provider)] IPersistentState<ProvisionGapState> state) : Grain, IProvisionGapGrain
{
    public async Task Record(DateOnly day, decimal? bestScore)
    {
        if (state.State.Entity?.LastDay >= day || !await IsMissed(day) || (state.State.Entity ?? await Begin()) is not { } gap)
        {
            return;
        }

        state.State = new() { Entity = gap with { Days = gap.Days + 1, LastDay = day, BestScore = bestScore } };
        try
        {
            await state.WriteStateAsync();
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }
    }

    /// <summary>A student who has a seat finds nothing beside it, and misses nothing.</summary>
    private async Task<bool> IsMissed(DateOnly day) =>
        ProvisionGapKey.Parse(this.GetPrimaryKeyString()) is not { Kind: ProvisionGapKind.StudentWithoutMatch } key
        || (await GrainFactory.GetGrain<IStudentGrain>(key.Subject).Find() is { } student && student.IsUnplaced(day));

    /// <returns>The gap before its first day; null where whoever searched is gone.</returns>
    private Task<ProvisionGap?> Begin()
    {
        var key = ProvisionGapKey.Parse(this.GetPrimaryKeyString());
        return key.Kind is ProvisionGapKind.StudentWithoutMatch ? OfStudent(key) : OfPlacement(key);
    }

    private async Task<ProvisionGap?> OfStudent(ProvisionGapKey key)
    {
        if (await GrainFactory.GetGrain<IStudentGrain>(key.Subject).Find() is not { Profile: var profile }
            || await GrainFactory.GetGrain<IProgramGrain>(profile.Program.Value).Find() is not { Content: var content })
        {
            return null;
        }

        var occupations = profile.Occupations.IsEmpty ? content.TargetOccupations : profile.Occupations;
        return new(key.Kind, key.Subject, key.Month, profile.Region, new(occupations, [content.Field], content.Level, profile.Free), 0, default);
    }

    private async Task<ProvisionGap?> OfPlacement(ProvisionGapKey key) =>
        await GrainFactory.GetGrain<IPlacementGrain>(key.Subject).Find() is { Posting: var posting } placement
            ? new(
                key.Kind,
                key.Subject,
                key.Month,
                placement.Region,
                new([posting.Occupation], posting.Fields, posting.MinimumLevel, posting.Pattern),
                0,
                default)
            : null;
}
