using System.Collections.Immutable;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Programs;
using VocMatch.Contracts.Rounds;
using VocMatch.Contracts.Students;
using VocMatch.Contracts.Taxonomy;

namespace VocMatch.Grains.Rounds;

/// <summary>Judges a student's list while it can still be mended, on the placements and the profile as they are now.</summary>
internal sealed class RoundJudging(IGrainFactory grains, ITaxonomy taxonomy)
{
    public async Task<Outcome<ListJudgement>> Judge(RoundState round, StudentId id, ImmutableArray<PlacementId> ranked)
    {
        var student = grains.GetGrain<IStudentGrain>(id.Value);
        if (await student.Find() is not { } found)
        {
            return Refusal.NotFound($"The student '{id}'");
        }

        if (await Foreign(round.Settings.Scope, found) is { } foreign)
        {
            return foreign;
        }

        var judged = await Task.WhenAll(ranked.Distinct().Take(round.Settings.MaximumRanks).Select(async placement =>
            (placement, Entry: await Entry(round.Settings.Scope, student, placement))));
        var placements = judged.Where(one => one.Entry is not null).ToDictionary(one => one.placement, one => one.Entry!);
        return new ListJudgement(ListWarnings.For(ranked, placements, round.Settings));
    }

    private async Task<Refusal?> Foreign(RoundScope scope, Student student)
    {
        var program = await grains.GetGrain<IProgramGrain>(student.Profile.Program.Value).Find();
        if (program is null || !scope.AdmitsField(program.Content.Field))
        {
            return Refusal.Invalid([new("student", student.Id.Value,
                $"The round is for programs in {string.Join(", ", scope.Fields)}; the student's is in {program?.Content.Field ?? "none"}.")]);
        }

        ImmutableArray<RegionId> reachable = student.Profile.ReachableRegions.IsEmpty
            ? [student.Profile.Region, .. taxonomy.Current.Regions.GetValueOrDefault(student.Profile.Region)?.Neighbours ?? []]
            : student.Profile.ReachableRegions;
        return scope.Reaches(reachable)
            ? null
            : Refusal.Invalid([new("student", student.Id.Value,
                $"The round is for {string.Join(", ", scope.Regions)}; the student reaches {string.Join(", ", reachable)}.")]);
    }

    /// <returns>Null where the placement is not in the round.</returns>
    private async Task<RankedPlacement?> Entry(RoundScope scope, IStudentGrain student, PlacementId placement)
    {
        if (await grains.GetGrain<IPlacementGrain>(placement.Value).Find() is not { Status: PlacementStatus.Published } found
            || !scope.Regions.Contains(found.Region))
        {
            return null;
        }

        var detail = await student.Match(placement);
        var failed = detail.Value?.Constraints.FirstOrDefault(constraint => !constraint.Passed);
        return new(
            found.Posting.Employer,
            failed is null ? null : $"{failed.Name}: {failed.Required} is asked, it is {failed.Actual}.");
    }
}
