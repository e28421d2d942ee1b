using System.Text.Json;
using VocMatch.Contracts.Taxonomy;
using VocMatch.Storage.Reading;
using VocMatch.Storage.States;

namespace VocMatch.Storage.Taxonomy;

/// <summary>An item of the taxonomy as it lies in its table.</summary>
internal sealed record TaxonomyRow(string Kind, string Id, string Payload);

/// <summary>Taxonomy items to rows and back, for both databases.</summary>
internal static class TaxonomyRows
{
    private const string Region = "region";
    private const string SkillGroup = "skillGroup";
    private const string Skill = "skill";
    private const string Occupation = "occupation";

    /// <summary>In one statement, so that items and version are of one moment.</summary>
    private static SqlQuery Everything { get; } =
        new("SELECT v.version, i.kind, i.payload FROM taxonomy_version v LEFT JOIN taxonomy_item i ON 1 = 1");

    /// <summary>Of two items with one id the last counts.</summary>
    public static TaxonomyRow[] Of(TaxonomyChanges changes) =>
    [
        .. Of(Region, changes.Regions, r => r.Id.Value),
        .. Of(SkillGroup, changes.SkillGroups, g => g.Id.Value),
        .. Of(Skill, changes.Skills, s => s.Id.Value),
        .. Of(Occupation, changes.Occupations, o => o.Id.Value),
    ];

    public static async Task<TaxonomySnapshot> Load(IQueries queries, CancellationToken cancellation)
    {
        var version = 0L;
        var regions = new List<Region>();
        var groups = new List<SkillGroup>();
        var skills = new List<Skill>();
        var occupations = new List<Occupation>();
        await queries.ForEach(
            Everything,
            row =>
            {
                version = row.GetInt64(0);
                switch (row.IsDBNull(1) ? null : row.GetString(1))
                {
                    case Region: regions.Add(Parse<Region>(row.GetString(2))); break;
                    case SkillGroup: groups.Add(Parse<SkillGroup>(row.GetString(2))); break;
                    case Skill: skills.Add(Parse<Skill>(row.GetString(2))); break;
                    case Occupation: occupations.Add(Parse<Occupation>(row.GetString(2))); break;
                }

                return ValueTask.CompletedTask;
            },
            cancellation);
        return new(version, regions, groups, skills, occupations);
    }

    public static async Task<long> Version(IQueries queries, CancellationToken cancellation) =>
        (await queries.All(new("SELECT version FROM taxonomy_version"), row => row.GetInt64(0), cancellation)).Single();

    private static IEnumerable<TaxonomyRow> Of<T>(string kind, IReadOnlyList<T> items, Func<T, string> id) =>
        items.Reverse()
            .DistinctBy(id, StringComparer.Ordinal)
            .Select(item => new TaxonomyRow(kind, id(item), JsonSerializer.Serialize(item, StateJson.Options)));

    private static T Parse<T>(string json) => JsonSerializer.Deserialize<T>(json, StateJson.Options)!;
}
