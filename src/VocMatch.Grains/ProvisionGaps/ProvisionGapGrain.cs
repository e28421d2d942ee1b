using VocMatch.Contracts.Grains;
using VocMatch.Contracts.ProvisionGaps;
using VocMatch.Contracts.Storing;
using VocMatch.Contracts.Students;
using VocMatch.Grains.Records;

namespace VocMatch.Grains.ProvisionGaps;

internal sealed record ProvisionGapState
{
    public int Schema { get; init; } = 1;

    public ProvisionGap? Entity { get; init; }

    /// <summary>The days of the month that are counted, the first as the lowest bit; 0 in rows of before, which knew the last day alone.</summary>
    public int Days { get; init; }

    /// <summary>Nobody waits for a note, so that one of an earlier day may come after one of a later day.</summary>
    public bool Counts(DateOnly day) => Days == 0 ? Entity?.LastDay >= day : (Days & Bit(day)) != 0;

    public ProvisionGapState With(ProvisionGap gap, DateOnly day, decimal? bestScore) => new()
    {
        Entity = day > gap.LastDay
            ? gap with { Days = gap.Days + 1, LastDay = day, BestScore = bestScore }
            : gap with { Days = gap.Days + 1 },
        Days = (Days == 0 && gap.Days > 0 ? (Bit(gap.LastDay) << 1) - 1 : Days) | Bit(day),
    };

    private static int Bit(DateOnly day) => 1 << (day.Day - 1);
}

/// <summary>One row a student or placement and month; at most one write a day.</summary>
internal sealed class ProvisionGapGrain(
    [StoredAs(StateNames.ProvisionGap)] GrainRecord<ProvisionGapState> row) : Grain, IProvisionGapGrain
{
    public async Task Record(DateOnly day, decimal? bestScore)
    {
        if (row.State.Counts(day) || !await IsMissed(day) || (row.State.Entity ?? await Begin()) is not { } gap)
        {
            return;
        }

        await row.Write(row.State.With(gap, day, bestScore));
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
