using System.Collections.Immutable;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Taxonomy;
using VocMatch.Data.Tables;

namespace VocMatch.Data.Taxonomy;

/// <summary>
/// The ESCO classification as its official CSV bundle in English. Where a skill is both essential and optional for an occupation,
/// it is essential. Skill groups are taken where the bundle has them.
/// </summary>
/// <remarks>This product uses the ESCO classification of the European Commission, CC BY 4.0.</remarks>
public static class EscoBundle
{
    public const string OccupationFile = "occupations_en.csv";
    public const string SkillFile = "skills_en.csv";
    public const string RelationFile = "occupationSkillRelations_en.csv";
    public const string IscoFile = "ISCOGroups_en.csv";
    public const string SkillGroupFile = "skillGroups_en.csv";
    public const string BroaderFile = "broaderRelationsSkillPillar_en.csv";
    private const string Source = "esco";
    private const string Root = "http://data.europa.eu/esco/";

    /// <exception cref="SourceFileException">A file is missing or not of the published form; file, line and column are named.</exception>
    public static TaxonomyImport Read(SourceFiles files)
    {
        var notes = new SourceNotes();
        var groups = ReadGroups(files, notes);
        var skills = ReadSkills(files);
        ReadBroader(files, groups, skills, notes);
        var occupations = ReadOccupations(files, notes);
        ReadRelations(files, skills, occupations, notes);
        foreach (var (uri, (occupation, _)) in occupations.Where(o => o.Value.Skills.Count == 0))
        {
            notes.Add(RelationFile, "Occupations without any skill: imported without skills.", $"{occupation.Name} ({uri})");
        }

        return new TaxonomyImport(
            new TaxonomyChanges(
                [],
                [.. groups.Values],
                [.. skills.Values],
                [.. occupations.Values.Select(o => o.Occupation with { Skills = [.. o.Skills.Select(s => new OccupationSkill(s.Key, s.Value))] })]),
            notes.ToList(),
            Source)
        {
            IsSilentOn = _ => groups.Count == 0,
        };
    }

    private static Dictionary<string, SkillGroup> ReadGroups(SourceFiles files, SourceNotes notes)
    {
        var groups = new Dictionary<string, SkillGroup>(StringComparer.Ordinal);
        if (files.Find(SkillGroupFile) is not { } found)
        {
            notes.Add(SkillGroupFile, "The file is not there: skills keep the groups they have.", SkillGroupFile);
            return groups;
        }

        found.Dispose();
        var once = new FirstLines("group");
        foreach (var row in TextTable.Csv(files, SkillGroupFile, "conceptUri", "preferredLabel"))
        {
            var id = once.Once(row, 0, IdText(row, 0));
            groups.Add(row[0], new SkillGroup { Id = SkillGroupId.Parse(id), Name = row.Required(1) });
        }

        return groups;
    }

    private static Dictionary<string, Skill> ReadSkills(SourceFiles files)
    {
        var skills = new Dictionary<string, Skill>(StringComparer.Ordinal);
        var once = new FirstLines("skill");
        foreach (var row in TextTable.Csv(files, SkillFile, "conceptUri", "preferredLabel", "altLabels"))
        {
            skills.Add(row[0], new Skill
            {
                Id = SkillId.Parse(once.Once(row, 0, IdText(row, 0))),
                Name = row.Required(1),
                AlternativeNames = Labels(row[2]),
                Source = Source,
            });
        }

        return skills;
    }

    private static void ReadBroader(SourceFiles files, Dictionary<string, SkillGroup> groups, Dictionary<string, Skill> skills, SourceNotes notes)
    {
        if (groups.Count == 0)
        {
            return;
        }

        if (files.Find(BroaderFile) is not { } found)
        {
            notes.Add(BroaderFile, "The file is not there: skills belong to no group.", BroaderFile);
            return;
        }

        found.Dispose();
        foreach (var row in TextTable.Csv(files, BroaderFile, "conceptUri", "broaderUri"))
        {
            if (!groups.TryGetValue(row[1], out var broader))
            {
                notes.Add(BroaderFile, "Relations to a broader skill: not kept, a skill belongs to groups.", row[0]);
            }
            else if (skills.TryGetValue(row[0], out var skill))
            {
                skills[row[0]] = skill with { Groups = skill.Groups.Add(broader.Id) };
            }
            else if (groups.TryGetValue(row[0], out var group) && group.Parent is null)
            {
                groups[row[0]] = group with { Parent = broader.Id };
            }
            else
            {
                notes.Add(BroaderFile, "Relations of a group that has a parent already, or of something unknown: not kept.", row[0]);
            }
        }
    }

    private static Dictionary<string, (Occupation Occupation, SortedDictionary<SkillId, bool> Skills)> ReadOccupations(SourceFiles files, SourceNotes notes)
    {
        var (codes, once) = (new FirstLines("code"), new FirstLines("occupation"));
        var unitGroups = TextTable.Csv(files, IscoFile, "code").Select(row => codes.Once(row, 0, row.Required(0))).ToHashSet(StringComparer.Ordinal);
        var occupations = new Dictionary<string, (Occupation, SortedDictionary<SkillId, bool>)>(StringComparer.Ordinal);
        foreach (var row in TextTable.Csv(files, OccupationFile, "conceptUri", "preferredLabel", "altLabels", "iscoGroup"))
        {
            if (row.Required(3) is not { Length: 4 } code || !code.All(char.IsAsciiDigit))
            {
                throw row.Error(3, $"'{row[3]}' is no unit group of ISCO-08: four digits.");
            }

            if (!unitGroups.Contains(code))
            {
                notes.Add(OccupationFile, $"Occupations of a unit group that {IscoFile} does not have: imported.", code);
            }

            var occupation = new Occupation
            {
                Id = OccupationId.Parse(once.Once(row, 0, IdText(row, 0))),
                Name = row.Required(1),
                Scheme = OccupationScheme.Isco,
                Code = code,
                AlternativeNames = Labels(row[2]),
                Source = Source,
            };
            occupations.Add(row[0], (occupation, new(Comparer<SkillId>.Create((a, b) => string.CompareOrdinal(a.Value, b.Value)))));
        }

        return occupations;
    }

    private static void ReadRelations(
        SourceFiles files,
        Dictionary<string, Skill> skills,
        Dictionary<string, (Occupation Occupation, SortedDictionary<SkillId, bool> Skills)> occupations,
        SourceNotes notes)
    {
        foreach (var row in TextTable.Csv(files, RelationFile, "occupationUri", "relationType", "skillUri"))
        {
            if (row[1] is not ("essential" or "optional"))
            {
                throw row.Error(1, $"'{row[1]}' is neither essential nor optional.");
            }

            if (!occupations.TryGetValue(row[0], out var occupation))
            {
                notes.Add(RelationFile, $"Relations of an occupation that {OccupationFile} does not have.", row[0]);
            }
            else if (!skills.TryGetValue(row[2], out var skill))
            {
                notes.Add(RelationFile, $"Relations to a skill that {SkillFile} does not have.", row[2]);
            }
            else
            {
                if (occupation.Skills.ContainsKey(skill.Id))
                {
                    notes.Add(RelationFile, "Relations stated more than once: essential wins.", $"{row[0]} {row[2]}");
                }

                occupation.Skills[skill.Id] = row[1] == "essential" || occupation.Skills.GetValueOrDefault(skill.Id);
            }
        }
    }

    /// <summary><c>.../esco/skill/&lt;uuid&gt;</c> becomes <c>esco-&lt;uuid&gt;</c>, <c>.../esco/isced-f/00</c> <c>esco-isced-f-00</c>.</summary>
    private static string IdText(SourceRow row, int column)
    {
        var uri = row.Required(column);
        if (!uri.StartsWith(Root, StringComparison.Ordinal))
        {
            throw row.Error(column, $"'{uri}' is no address of ESCO.");
        }

        var path = uri[Root.Length..].Split('/');
        var id = "esco-" + (path[0] is "skill" or "occupation" ? string.Join('-', path[1..]) : string.Join('-', path));
        return IdRule.IsValid(id) ? id : throw row.Error(column, $"'{uri}' gives no id: {IdRule.Text}.");
    }

    private static ImmutableArray<string> Labels(string cell) =>
        [.. cell.Split(['\n', '\r'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];
}
