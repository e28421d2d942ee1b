using VocMatch.Contracts.Identity;
using VocMatch.Contracts.ProvisionGaps;

namespace VocMatch.Contracts.Grains;

/// <summary>Records searches that found nothing; nobody waits for it, and what is lost with a silo is missing in the count.</summary>
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
