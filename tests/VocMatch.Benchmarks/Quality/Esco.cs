namespace VocMatch.Benchmarks.Quality;

/// <summary>A skill of an occupation.</summary>
internal readonly record struct Relation(int Skill, bool Essential);

/// <summary>ESCO by dense numbers in the ordinal order of URIs.</summary>
internal sealed class Esco
{
    /// <summary>Occupations with fewer relations are left out.</summary>
    public const int MinRelations = 8;

    private const int TransversalDrawn = 12;
    private readonly string _folder;
    private readonly Dictionary<string, int> _skillNumbers;

    /// <param name="transversalDraw">Which draw of twelve transversal skills the generated texts use.</param>
    public Esco(string folder, ulong transversalDraw)
    {
        _folder = folder;
        var skills = SharedData.Csv(Path.Combine(folder, "skills_en.csv"), "conceptUri", "preferredLabel").OrderBy(row => row[0], StringComparer.Ordinal).ToArray();
        SkillUris = Array.ConvertAll(skills, row => row[0]);
        SkillLabels = Array.ConvertAll(skills, row => row[1]);
        _skillNumbers = Numbers(SkillUris);
        var occupations = SharedData.Csv(Path.Combine(folder, "occupations_en.csv"), "conceptUri", "iscoGroup").OrderBy(row => row[0], StringComparer.Ordinal).ToArray();
        OccupationUris = Array.ConvertAll(occupations, row => row[0]);
        Isco = Array.ConvertAll(occupations, row => row[1]);
        OccupationNumbers = Numbers(OccupationUris);
        Relations = ReadRelations();
        Eligible = [.. Enumerable.Range(0, OccupationUris.Length).Where(occupation => Relations[occupation].Length >= MinRelations)];
        Vocational = [.. Eligible.Where(occupation => Isco[occupation][0] is >= '3' and <= '8')];
        AllTransversal = ReadTransversal();
        Transversal = Drawn(AllTransversal, transversalDraw);
        SkillGroups = ReadSkillGroups();
        CommonestSkills = [.. Relations.SelectMany(list => list).GroupBy(relation => relation.Skill).OrderByDescending(group => group.Count()).ThenBy(group => group.Key).Take(50).Select(group => group.Key)];
    }

    public string[] SkillUris { get; }

    public string[] SkillLabels { get; }

    public string[] OccupationUris { get; }

    public IReadOnlyDictionary<string, int> OccupationNumbers { get; }

    /// <summary>ISCO code of every occupation.</summary>
    public string[] Isco { get; }

    /// <summary>Skills of every occupation, by number; where a skill is both, essential wins.</summary>
    public Relation[][] Relations { get; }

    public int[] Eligible { get; }

    public int[] Vocational { get; }

    /// <summary>All transversal skills, ascending.</summary>
    public int[] AllTransversal { get; }

    /// <summary>Twelve of the transversal skills.</summary>
    public int[] Transversal { get; }

    /// <summary>The URIs of the groups that every skill lies in directly.</summary>
    public string[][] SkillGroups { get; }

    public int[] CommonestSkills { get; }

    private Relation[][] ReadRelations()
    {
        var relations = Array.ConvertAll(OccupationUris, _ => new SortedDictionary<int, bool>());
        foreach (var row in SharedData.Csv(Path.Combine(_folder, "occupationSkillRelations_en.csv"), "occupationUri", "relationType", "skillUri"))
        {
            if (OccupationNumbers.TryGetValue(row[0], out var occupation) && _skillNumbers.TryGetValue(row[2], out var skill))
            {
                relations[occupation][skill] = row[1] == "essential" || relations[occupation].GetValueOrDefault(skill);
            }
        }

        return Array.ConvertAll(relations, list => list.Select(pair => new Relation(pair.Key, pair.Value)).ToArray());
    }

    private int[] ReadTransversal() =>
    [
        .. SharedData.Csv(Path.Combine(_folder, "transversalSkillsCollection_en.csv"), "conceptUri")
            .Select(row => _skillNumbers.GetValueOrDefault(row[0], -1)).Where(skill => skill >= 0).Order(),
    ];

    private static int[] Drawn(int[] transversal, ulong draw)
    {
        int[] all = [.. transversal];
        new Seeded(draw).Shuffle(all.AsSpan());
        return [.. all.Take(TransversalDrawn).Order()];
    }

    private string[][] ReadSkillGroups()
    {
        var groups = Array.ConvertAll(SkillUris, _ => new List<string>());
        foreach (var row in SharedData.Csv(Path.Combine(_folder, "broaderRelationsSkillPillar_en.csv"), "conceptUri", "broaderType", "broaderUri"))
        {
            if (row[1] == "SkillGroup" && _skillNumbers.TryGetValue(row[0], out var skill))
            {
                groups[skill].Add(row[2]);
            }
        }

        return Array.ConvertAll(groups, list => list.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray());
    }

    private static Dictionary<string, int> Numbers(string[] ids) =>
        ids.Select((id, number) => (id, number)).ToDictionary(pair => pair.id, pair => pair.number, StringComparer.Ordinal);
}
