using System.Collections.Immutable;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Taxonomy;
using VocMatch.Data.Tables;

namespace VocMatch.Data.Taxonomy;

/// <summary>
/// The O*NET database as its official tab-delimited text release. A commodity code is a skill, its examples are alternative names.
/// Technology that employers ask for ("In Demand") and tools are essential, other technology is optional.
/// </summary>
/// <remarks>This product includes information from the O*NET Database by the U.S. Department of Labor, Employment and Training Administration (USDOL/ETA), CC BY 4.0.</remarks>
public static class OnetRelease
{
    public const string OccupationFile = "Occupation Data.txt";
    public const string TechnologyFile = "Technology Skills.txt";
    public const string ToolFile = "Tools Used.txt";
    private const string Source = "onet";

    /// <exception cref="SourceFileException">A file is missing or not of the published form; file, line and column are named.</exception>
    public static TaxonomyImport Read(SourceFiles files)
    {
        var notes = new SourceNotes();
        var occupations = new Dictionary<string, (string Title, SortedDictionary<string, bool> Skills)>(StringComparer.Ordinal);
        foreach (var row in TextTable.Tabs(files, OccupationFile, "O*NET-SOC Code", "Title"))
        {
            if (row.Required(0) is not [_, _, '-', _, _, _, _, '.', _, _])
            {
                throw row.Error(0, $"'{row[0]}' is no O*NET-SOC code such as 29-1141.00.");
            }

            occupations.Add(row[0], (row.Required(1), new(StringComparer.Ordinal)));
        }

        var technology = new SkillGroup { Id = SkillGroupId.Parse("onet-technology"), Name = "Technology" };
        var tools = new SkillGroup { Id = SkillGroupId.Parse("onet-tools"), Name = "Tools" };
        var skills = new SortedDictionary<string, Commodity>(StringComparer.Ordinal);
        foreach (var row in TextTable.Tabs(files, TechnologyFile, "O*NET-SOC Code", "Commodity Code", "Commodity Title", "Example", "In Demand"))
        {
            Add(row, technology.Id, TechnologyFile, essential: row[4] == "Y");
        }

        foreach (var row in TextTable.Tabs(files, ToolFile, "O*NET-SOC Code", "Commodity Code", "Commodity Title", "Example"))
        {
            Add(row, tools.Id, ToolFile, essential: true);
        }

        foreach (var (code, _) in occupations.Where(o => o.Value.Skills.Count == 0))
        {
            notes.Add(OccupationFile, "Occupations without any tool or technology: imported without skills.", code);
        }

        return new TaxonomyImport(
            new TaxonomyChanges(
                [],
                [technology, tools],
                [.. skills.Select(s => s.Value.ToSkill(s.Key))],
                [.. occupations.Select(o => Occupation(o.Key, o.Value.Title, o.Value.Skills))]),
            notes.ToList());

        void Add(SourceRow row, SkillGroupId group, string file, bool essential)
        {
            if (!skills.TryGetValue(row.Required(1), out var commodity))
            {
                skills.Add(row[1], commodity = new Commodity(row.Required(2)));
            }

            commodity.Groups.Add(group);
            commodity.Examples.Add(row[3]);
            if (occupations.TryGetValue(row[0], out var occupation))
            {
                occupation.Skills[row[1]] = essential || occupation.Skills.GetValueOrDefault(row[1]);
            }
            else
            {
                notes.Add(file, $"Rows of an occupation that {OccupationFile} does not have.", row[0]);
            }
        }
    }

    private static SkillId IdOf(string commodityCode) => SkillId.Parse($"onet-{commodityCode}");

    private static Occupation Occupation(string code, string title, SortedDictionary<string, bool> skills) => new()
    {
        Id = OccupationId.Parse(code),
        Name = title,
        Scheme = OccupationScheme.Soc,
        Code = code[..7],
        Skills = [.. skills.Select(s => new OccupationSkill(IdOf(s.Key), s.Value))],
        Source = Source,
    };

    private sealed class Commodity(string title)
    {
        public HashSet<SkillGroupId> Groups { get; } = [];

        public SortedSet<string> Examples { get; } = new(StringComparer.Ordinal);

        public Skill ToSkill(string code) => new()
        {
            Id = IdOf(code),
            Name = title,
            Groups = [.. Groups],
            AlternativeNames = [.. Examples.Where(e => e.Length > 0 && e != title)],
            Source = Source,
        };
    }
}
