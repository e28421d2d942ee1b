using System.Collections.Immutable;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Students;
using VocMatch.Contracts.Taxonomy;
using VocMatch.Data.Rows;
using VocMatch.Domain.Facts;
using VocMatch.Matching.Index;
using VocMatch.Matching.Scoring;
using VocMatch.Scenarios.Demo;

namespace VocMatch.Benchmarks.Rounds;

/// <summary>For every student of the demo data the placements that suit them best. Safe for concurrent use.</summary>
internal sealed class DemoLists
{
    private readonly SkillTable _table;
    private readonly PlacementIndex _index;
    private readonly TaxonomySnapshot _taxonomy;
    private readonly Dictionary<ProgramId, Contracts.Programs.ProgramContent> _programs;

    public DemoLists(DemoData demo, int placements)
    {
        _taxonomy = new(1, demo.Taxonomy.Regions, demo.Taxonomy.SkillGroups, demo.Taxonomy.Skills, demo.Taxonomy.Occupations);
        _programs = demo.Programs.ToDictionary(row => row.Id, row => row.Content);
        _table = Table(demo);
        var sites = demo.Employers.SelectMany(row => row.Profile.Sites.Select(site => (row.Id, site))).ToDictionary(one => (one.Id, one.site.Id), one => one.site);
        var facts = demo.Placements.Take(placements).Where(row => row.Publish).Select(row =>
        {
            var site = sites[(row.Posting.Employer, row.Posting.Site)];
            var location = site.Location ?? _taxonomy.Regions[site.Region].Centroid;
            return EngineFacts.Of(new Placement(row.Id, PlacementStatus.Published, row.Posting, site.Region, location, row.Posting.Seats, 1), _table, 16);
        }).ToList();
        var epoch = new EpochBuilder(ScoringPolicy.Default, _table);
        foreach (var placement in facts)
        {
            epoch.Add(placement);
        }

        _index = new(new Scorer(ScoringPolicy.Default, _table, epoch.Build(1)));
        _index.Load(facts);
    }

    public ImmutableArray<PlacementId> Of(ImportedStudent row, int ranks)
    {
        var question = StudentQuestions.Assemble(
            new Student(row.Id, row.Profile, [], 1), AgeThresholds.FromBirthDate(row.Identity!.BirthDate), _programs[row.Profile.Program], _taxonomy);
        return [.. _index.Top(EngineFacts.Of(question, _table), ranks).Ranked.Select(ranked => PlacementId.Parse(ranked.Placement.Id))];
    }

    private static SkillTable Table(DemoData demo)
    {
        var table = new SkillTableBuilder();
        foreach (var skill in demo.Taxonomy.Skills)
        {
            table.AddSkill(skill.Id.Value);
        }

        foreach (var occupation in demo.Taxonomy.Occupations)
        {
            table.AddOccupation(occupation.Id.Value, OccupationPath.Isco(occupation.Code), occupation.Skills.Select(listed => listed.Skill.Value));
        }

        return table.Build();
    }
}
