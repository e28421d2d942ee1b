using System.Collections.Immutable;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Reading;
using VocMatch.Contracts.Taxonomy;
using VocMatch.Data.Taxonomy;
using VocMatch.Domain.Reading;

namespace VocMatch.Gateway.Imports;

/// <summary>What a classification does not have any more. It stays, so that nothing that names it loses its meaning.</summary>
/// <param name="Kind">skill or occupation.</param>
/// <param name="Programs">Programs that teach or aim at it.</param>
/// <param name="Placements">Placements that ask for it.</param>
/// <param name="Students">Students who hold or want it.</param>
public sealed record RetiredItem(string Kind, string Id, string Name, int Programs, int Placements, int Students);

/// <summary>Finds what an upgrade of a classification takes away, and who goes on to use it.</summary>
internal static class RetiredItems
{
    /// <summary>The published items with what the files say nothing about, and the stored ones that they do not have any more.</summary>
    public static TaxonomyChanges Complete(TaxonomyImport published, TaxonomySnapshot stored)
    {
        var skills = published.Changes.Skills.Select(skill => WithGroups(skill, published, stored)).ToList();
        var occupations = published.Changes.Occupations.Select(occupation => WithSkills(occupation, published, stored)).ToList();
        var (ofSkills, ofOccupations) = (skills.Select(skill => skill.Id).ToHashSet(), occupations.Select(occupation => occupation.Id).ToHashSet());
        return published.Changes with
        {
            Skills =
            [
                .. skills,
                .. stored.Skills.Values
                    .Where(skill => skill.Source == published.Source && !ofSkills.Contains(skill.Id) && !published.IsSilentOnSkill(skill))
                    .Select(skill => skill with { Retired = true }),
            ],
            Occupations =
            [
                .. occupations,
                .. stored.Occupations.Values
                    .Where(occupation => occupation.Source == published.Source && !ofOccupations.Contains(occupation.Id))
                    .Select(occupation => occupation with { Retired = true }),
            ],
        };
    }

    /// <summary>The items that this import retires, those that are used most first.</summary>
    public static async Task<ImmutableArray<RetiredItem>> Of(
        TaxonomyChanges changes, TaxonomySnapshot stored, IReadSide reading, CancellationToken cancellation)
    {
        var uses = new Dictionary<string, Uses>(StringComparer.Ordinal);
        foreach (var skill in changes.Skills.Where(skill => skill.Retired is true && stored.Skills[skill.Id].Retired is not true))
        {
            uses[$"skill {skill.Id}"] = new("skill", skill.Id.Value, skill.Name);
        }

        foreach (var occupation in changes.Occupations.Where(one => one.Retired is true && stored.Occupations[one.Id].Retired is not true))
        {
            uses[$"occupation {occupation.Id}"] = new("occupation", occupation.Id.Value, occupation.Name);
        }

        if (uses.Count == 0)
        {
            return [];
        }

        await foreach (var program in All(page => reading.Programs(new ListFilter(), page, cancellation)))
        {
            var content = program.Draft ?? program.Content;
            Count(content.Teaches.Select(one => one.Skill), content.TargetOccupations, one => one.Programs++);
        }

        await foreach (var placement in All(page => reading.Placements(new ListFilter(), page, cancellation)))
        {
            Count(placement.Posting.Skills.Select(one => one.Skill), [placement.Posting.Occupation], one => one.Placements++);
        }

        await foreach (var student in All(page => reading.Students(new ListFilter(), page, cancellation)))
        {
            Count(student.Profile.Skills.Select(one => one.Skill), student.Profile.Occupations, one => one.Students++);
        }

        return
        [
            .. uses.Values
                .Select(one => new RetiredItem(one.Kind, one.Id, one.Name, one.Programs, one.Placements, one.Students))
                .OrderByDescending(item => item.Programs + item.Placements + item.Students)
                .ThenBy(item => item.Kind, StringComparer.Ordinal).ThenBy(item => item.Id, StringComparer.Ordinal),
        ];

        void Count(IEnumerable<SkillId> skills, IEnumerable<OccupationId> occupations, Action<Uses> count)
        {
            foreach (var key in skills.Select(id => $"skill {id}").Concat(occupations.Select(id => $"occupation {id}")).Distinct())
            {
                if (uses.TryGetValue(key, out var used))
                {
                    count(used);
                }
            }
        }
    }

    private static Skill WithGroups(Skill skill, TaxonomyImport published, TaxonomySnapshot stored) =>
        stored.Skills.TryGetValue(skill.Id, out var before)
            ? skill with { Groups = [.. skill.Groups.Union(before.Groups.Where(published.IsSilentOn))] }
            : skill;

    private static Occupation WithSkills(Occupation occupation, TaxonomyImport published, TaxonomySnapshot stored)
    {
        if (!stored.Occupations.TryGetValue(occupation.Id, out var before))
        {
            return occupation;
        }

        var said = occupation.Skills.Select(one => one.Skill).ToHashSet();
        var kept = before.Skills.Where(one => !said.Contains(one.Skill) && stored.Skills.TryGetValue(one.Skill, out var skill) && published.IsSilentOnSkill(skill));
        return occupation with { Skills = [.. occupation.Skills, .. kept] };
    }

    private static async IAsyncEnumerable<T> All<T>(Func<PageRequest, Task<Page<T>>> read)
    {
        string? cursor = null;
        do
        {
            var page = await read(new PageRequest(PageRequest.MaxLimit, cursor));
            foreach (var item in page.Items)
            {
                yield return item;
            }

            cursor = page.NextCursor;
        }
        while (cursor is not null);
    }

    private sealed class Uses(string kind, string id, string name)
    {
        public string Kind => kind;

        public string Id => id;

        public string Name => name;

        public int Programs { get; set; }

        public int Placements { get; set; }

        public int Students { get; set; }
    }
}
