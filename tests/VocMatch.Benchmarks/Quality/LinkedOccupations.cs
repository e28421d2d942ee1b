using System.IO.Compression;
using MiniExcelLibs;

namespace VocMatch.Benchmarks.Quality;

/// <summary>Skills linked from the words of an occupation or a program, and the ESCO occupations that the crosswalk calls right.</summary>
/// <param name="Sources">The O*NET occupations it was made from.</param>
internal sealed record LinkedOccupation(string Code, IReadOnlySet<int> Skills, IReadOnlyDictionary<int, int> Grades, IReadOnlyList<string> Sources);

/// <summary>O*NET occupations and programs as students; no ESCO occupation is consulted for their skills.</summary>
internal sealed class LinkedOccupations
{
    private const int MinSkills = 5;
    private const int MaxSocs = 3;
    private readonly Esco _esco;
    private readonly string _data;

    public LinkedOccupations(Esco esco, string data)
    {
        (_esco, _data) = (esco, data);
        var grades = Crosswalk();
        Occupations =
        [
            .. Skills().OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .Where(pair => pair.Value.Count >= MinSkills && grades.ContainsKey(pair.Key))
                .Select(pair => new LinkedOccupation(pair.Key, pair.Value, grades[pair.Key], [pair.Key])),
        ];
        Programs = [.. MakePrograms()];
    }

    public LinkedOccupation[] Occupations { get; }

    public LinkedOccupation[] Programs { get; }

    private Dictionary<string, HashSet<int>> Skills()
    {
        var linker = new SkillLinker(_esco);
        var skills = new Dictionary<string, HashSet<int>>(StringComparer.Ordinal);
        var known = new Dictionary<(string Text, int Most), int[]>();

        void Link(string code, string text, int most, bool wholeLabels)
        {
            if (!known.TryGetValue((text, most), out var linked))
            {
                known.Add((text, most), linked = [.. linker.Link(text, most, wholeLabels)]);
            }

            if (!skills.TryGetValue(code, out var list))
            {
                skills.Add(code, list = []);
            }

            list.UnionWith(linked);
        }

        foreach (var row in SharedData.Tabs(Path.Combine(_data, "onet", "Task Statements.txt"), "O*NET-SOC Code", "Task"))
        {
            Link(row[0], row[1], 2, wholeLabels: false);
        }

        foreach (var file in new[] { "Tools Used.txt", "Technology Skills.txt" })
        {
            foreach (var row in SharedData.Tabs(Path.Combine(_data, "onet", file), "O*NET-SOC Code", "Example", "Commodity Title"))
            {
                Link(row[0], row[1], 1, wholeLabels: true);
                Link(row[0], row[2], 1, wholeLabels: true);
            }
        }

        return skills;
    }

    private Dictionary<string, Dictionary<int, int>> Crosswalk()
    {
        using var file = File.OpenRead(Path.Combine(_data, "us", "esco_onet_crosswalk.csv.gz"));
        using var text = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        while (text.ReadLine() is { } preamble && !preamble.StartsWith(",,", StringComparison.Ordinal))
        {
        }

        text.ReadLine();
        var grades = new Dictionary<string, Dictionary<int, int>>(StringComparer.Ordinal);
        foreach (var row in SharedData.Rows(text, ',', true, ["O*NET Id", "ESCO or ISCO URI", "Type of Match"]))
        {
            if (!grades.TryGetValue(row[0], out var right))
            {
                grades.Add(row[0], right = []);
            }

            var exact = _esco.OccupationNumbers.TryGetValue(row[1], out var occupation);
            var isco = exact ? _esco.Isco[occupation] : row[1][(row[1].LastIndexOf('C') + 1)..];
            for (var other = 0; other < _esco.Isco.Length; other++)
            {
                var grade = exact && other == occupation ? (row[2] is "exactMatch" or "closeMatch" ? 3 : 2)
                    : _esco.Isco[other] != isco ? 0
                    : exact ? 1 : 2;
                if (grade > right.GetValueOrDefault(other))
                {
                    right[other] = grade;
                }
            }
        }

        return grades;
    }

    /// <summary>Programs below the bachelor with completers in 2023 and one to three occupations.</summary>
    private IEnumerable<LinkedOccupation> MakePrograms()
    {
        var completed = SharedData.Csv(Path.Combine(_data, "us", "c2023_a.csv"), "CIPCODE", "AWLEVEL", "CTOTALT")
            .Where(row => row[1].TrimStart('0') is "1" or "2" or "3" or "4" or "20" or "21" && row[2] is not ("" or "0"))
            .Select(row => row[0].Trim('"'))
            .ToHashSet(StringComparer.Ordinal);
        var socs = MiniExcel.Query(Path.Combine(_data, "us", "cip_soc_crosswalk.xlsx"), useHeaderRow: true, sheetName: "CIP-SOC")
            .Cast<IDictionary<string, object?>>()
            .Select(row => (Cip: $"{row["CIP2020Code"]}", Soc: $"{row["SOC2018Code"]}"))
            .Where(pair => completed.Contains(pair.Cip) && pair.Soc != "99-9999")
            .GroupBy(pair => pair.Cip, pair => pair.Soc, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal);
        var bySoc = Occupations.ToLookup(occupation => occupation.Code[..7], StringComparer.Ordinal);
        foreach (var program in socs.Where(group => group.Distinct().Count() <= MaxSocs))
        {
            var occupations = program.Distinct().SelectMany(soc => bySoc[soc]).ToList();
            if (occupations.Count > 0)
            {
                yield return new LinkedOccupation(
                    program.Key,
                    occupations.SelectMany(occupation => occupation.Skills).ToHashSet(),
                    occupations.SelectMany(occupation => occupation.Grades).GroupBy(pair => pair.Key).ToDictionary(group => group.Key, group => group.Max(pair => pair.Value)),
                    [.. occupations.Select(occupation => occupation.Code)]);
            }
        }
    }
}
