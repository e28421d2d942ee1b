using Orleans.Concurrency;
using VocMatch.Contracts.Identity;

namespace VocMatch.Contracts.ProvisionGaps;

/// <summary>Keeps one provision gap; the key is a <see cref="ProvisionGapKey"/>.</summary>
[Alias("VocMatch.IProvisionGapGrain")]
public interface IProvisionGapGrain : IGrainWithStringKey
{
    /// <summary>
    /// Counts a day. Nobody waits for it, and a search must not fail for it: a note that gets lost is a day that is not counted.
    /// </summary>
    /// <param name="day">In the key's month; a day that was counted changes nothing.</param>
    [OneWay]
    Task Record(DateOnly day, decimal? bestScore);
}

public static class ProvisionGapGrains
{
    public static void RecordGap(this IGrainFactory grains, StudentId student, DateOnly day, decimal? bestScore) =>
        grains.RecordGap(ProvisionGapKind.StudentWithoutMatch, student.Value, day, bestScore);

    public static void RecordGap(this IGrainFactory grains, PlacementId placement, DateOnly day) =>
        grains.RecordGap(ProvisionGapKind.PlacementWithoutCandidate, placement.Value, day, bestScore: null);

    private static void RecordGap(this IGrainFactory grains, ProvisionGapKind kind, string subject, DateOnly day, decimal? bestScore)
    {
        var key = new ProvisionGapKey(new(day.Year, day.Month, 1), kind, subject);
        grains.GetGrain<IProvisionGapGrain>(key.ToString()).Record(day, bestScore).Ignore();
    }
}
