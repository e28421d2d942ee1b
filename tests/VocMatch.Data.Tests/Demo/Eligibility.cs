using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Programs;
using VocMatch.Contracts.Taxonomy;
using VocMatch.Contracts.Work;
using VocMatch.Data.Rows;

namespace VocMatch.Data.Tests.Demo;

/// <summary>The hard constraints, written plainly, to see whether generated students have somewhere to go.</summary>
internal static class Eligibility
{
    public static HashSet<RegionId> Reachable(ImportedStudent student, IReadOnlyList<Region> regions) =>
        student.Profile.ReachableRegions.Length > 0
            ? [.. student.Profile.ReachableRegions]
            : [student.Profile.Region, .. regions.Single(r => r.Id == student.Profile.Region).Neighbours];

    public static bool Holds(ImportedStudent student, ProgramContent program, PlacementPosting placement)
    {
        var lastDay = placement.Pattern.LastDay;
        return Fits(placement.Pattern, student.Profile.Free)
            && placement.Requirements.All(r => student.Profile.Checks.Any(c => c.Requirement == r && c.ValidThrough >= lastDay))
            && student.Identity!.BirthDate.AddYears(placement.MinimumAge ?? 16) <= placement.Pattern.FirstDay
            && program.Level >= (placement.MinimumLevel ?? 0)
            && (placement.Fields.IsEmpty || placement.Fields.Any(f => program.Field.StartsWith(f, StringComparison.Ordinal)));
    }

    private static bool Fits(WorkPattern work, WorkPattern free) => work.Blocks.All(block =>
    {
        for (var day = block.FirstDay; day <= block.LastDay; day = day.AddDays(1))
        {
            if (block.Days.Contains(day.DayOfWeek) && !IsFree(free, day, block.MinutesPerDay))
            {
                return false;
            }
        }

        return true;
    });

    private static bool IsFree(WorkPattern free, DateOnly day, int minutes) =>
        free.Blocks.Any(b => b.FirstDay <= day && day <= b.LastDay && b.Days.Contains(day.DayOfWeek) && b.MinutesPerDay >= minutes)
        && !free.Interruptions.Any(i => i.FirstDay <= day && day <= i.LastDay);
}
