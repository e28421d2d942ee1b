using System.Collections.Immutable;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Markets;
using VocMatch.Contracts.Programs;
using VocMatch.Contracts.Students;
using VocMatch.Contracts.Taxonomy;
using VocMatch.Contracts.Work;

namespace VocMatch.Domain.Facts;

/// <summary>Puts together what a market needs of a student: the profile, and what the program stands for.</summary>
internal static class StudentQuestions
{
    public static StudentQuestion Assemble(Student student, AgeThresholds? ages, ProgramContent program, TaxonomySnapshot taxonomy)
    {
        var profile = student.Profile.LeftOn is { } left ? student.Profile with { Free = FreeBefore(student.Profile.Free, left) } : student.Profile;
        return new(
            student.Id,
            profile,
            Merge(program.Teaches, profile.Skills),
            program.Field,
            program.Level,
            profile.Occupations.IsEmpty ? program.TargetOccupations : profile.Occupations,
            profile.Home ?? taxonomy.Regions[profile.Region].Centroid,
            Reachable(profile, taxonomy),
            ages,
            student.Version,
            student.Commitments is { } commitments ? [.. commitments.Select(commitment => commitment.Pattern)] : null);
    }

    /// <summary>Skills taught and skills brought along; of two levels of one skill the higher counts.</summary>
    public static ImmutableArray<SkillLevel> Merge(ImmutableArray<SkillLevel> taught, ImmutableArray<SkillLevel> own)
    {
        if (own.IsEmpty)
        {
            return taught;
        }

        var levels = new Dictionary<SkillId, int>();
        foreach (var (skill, level) in taught.Concat(own))
        {
            levels[skill] = Math.Max(level, levels.GetValueOrDefault(skill));
        }

        return [.. levels.Select(held => new SkillLevel(held.Key, held.Value))];
    }

    /// <summary>The region and those it borders on: where its students go if they say nothing else.</summary>
    public static ImmutableArray<RegionId> Reach(RegionId region, TaxonomySnapshot taxonomy) =>
        [region, .. taxonomy.Regions[region].Neighbours.Where(neighbour => neighbour != region && taxonomy.Regions.ContainsKey(neighbour))];

    /// <summary>Whoever leaves is free for no work that goes on from that day.</summary>
    private static WorkPattern FreeBefore(WorkPattern free, DateOnly day) => free with
    {
        Blocks =
        [
            .. free.Blocks.Where(block => block.FirstDay < day)
                .Select(block => block.LastDay < day ? block : block with { LastDay = day.AddDays(-1) }),
        ],
    };

    private static ImmutableArray<RegionId> Reachable(StudentProfile profile, TaxonomySnapshot taxonomy) =>
        profile.ReachableRegions.IsEmpty
            ? Reach(profile.Region, taxonomy)
            : profile.ReachableRegions;
}
