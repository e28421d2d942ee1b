using System.Text.RegularExpressions;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Taxonomy;
using VocMatch.Data.Tables;

namespace VocMatch.Data.Taxonomy;

/// <summary>
/// The O*NET database as its official tab-delimited text release. A commodity code is a skill, its examples are alternative names.
/// Technology that employers ask for ("In Demand") and tools are essential, other technology is optional. Releases before that column, and
/// without the tools, are taken too, and what they lack is said.
/// </summary>
/// <remarks>This product includes information from the O*NET Database by the U.S. Department of Labor, Employment and Training Administration (USDOL/ETA), CC BY 4.0.</remarks>
public static partial class OnetRelease
{
    public const string OccupationFile = "Occupation Data.txt";
    public const string TechnologyFile = "Technology Skills.txt";
    public const string ToolFile = "Tools Used.txt";
    private const string Source = "onet";
    private const string InDemand = "In Demand";

    /// <exception cref="SourceFileException">A file is missing or not of the published form; file, line and column are named.</exception>
    public static TaxonomyImport Read(SourceFiles files)
    {
        var notes = new SourceNotes();
        var occupations = new Dictionary<string, (string Title, SortedDictionary<string, bool> Skills)>(StringComparer.Ordinal);
        var once = new FirstLines("occupation");
        foreach (var row in TextTable.Tabs(files, OccupationFile, "O*NET-SOC Code", "Title"))
        {
            if (!OccupationCode().IsMatch(row.Required(0)))
            {
                throw row.Error(0, $"'{row[0]}' is no O*NET-SOC code such as 29-1141.00.");
            }

            occupations.Add(once.Once(row, 0, row[0]), (row.Required(1), new(StringComparer.Ordinal)));
        }

        var technology = new SkillGroup { Id = SkillGroupId.Parse("onet-technology"), Name = "Technology" };
        var tools = new SkillGroup { Id = SkillGroupId.Parse("onet-tools"), Name = "Tools" };
        var skills = new SortedDictionary<string, Commodity>(StringComparer.Ordinal);
        var demandIsKnown = TextTable.HasColumn(files, TechnologyFile, '\t', InDemand);
        foreach (var row in TextTable.Tabs(files, TechnologyFile, "O*NET-SOC Code", "Commodity Code", "Commodity Title", "Example", $"{InDemand}?"))
        {
            if (demandIsKnown && row[4] is not ("Y" or "N"))
            {
                throw row.Error(4, $"'{row[4]}' is neither Y nor N.");
            }

            Add(row, technology.Id, TechnologyFile, essential: row[4] == "Y");
        }

        if (!demandIsKnown)
        {
            notes.Add(TechnologyFile, $"The release has no column '{InDemand}': no technology is essential.", InDemand);
        }

        var hasTools = HasTools(files);
        if (!hasTools)
        {
            notes.Add(ToolFile, "The file is not there: tools stay as they are.", ToolFile);
        }

        foreach (var row in hasTools ? TextTable.Tabs(files, ToolFile, "O*NET-SOC Code", "Commodity Code", "Commodity Title", "Example") : [])
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
                hasTools ? [technology, tools] : [technology],
                [.. skills.Select(s => s.Value.ToSkill(s.Key))],
                [.. occupations.Select(o => Occupation(o.Key, o.Value.Title, o.Value.Skills))]),
            notes.ToList(),
            Source)
        {
            IsSilentOn = group => !hasTools && group == tools.Id,
            IsSilentOnSkill = skill => !hasTools && skill.Groups.Contains(tools.Id),
        };

        void Add(SourceRow row, SkillGroupId group, string file, bool essential)
        {
            if (!skills.TryGetValue(row.Required(1), out var commodity))
            {
                if (!IdRule.IsValid($"onet-{row[1]}"))
                {
                    throw row.Error(1, $"'{row[1]}' is no commodity code such as 43232306.");
                }

                skills.Add(row[1], commodity = new Commodity(row.Required(2)));
            }
            else if (commodity.Title != row.Required(2))
            {
                notes.Add(file, "Other titles of a commodity than its first: not kept.", $"{row[1]} {row[2]}");
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

    private static bool HasTools(SourceFiles files)
    {
        using var found = files.Find(ToolFile);
        return found is not null;
    }

    [GeneratedRegex(@"^[0-9]{2}-[0-9]{4}\.[0-9]{2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex OccupationCode();

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
        public string Title => title;

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
