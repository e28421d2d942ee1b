namespace VocMatch.Benchmarks.Quality.Experiments;

/// <summary>What every skill contributes to each channel; transversal skills contribute nothing.</summary>
internal sealed class Terms
{
    private readonly Dictionary<(Channel Channel, string Id), int> _numbers = [];
    private readonly List<Channel> _channels = [];

    public Terms(Esco esco, string data)
    {
        var folder = Path.Combine(data, "esco-1.2.0");
        var numbers = esco.SkillUris.Select((uri, skill) => (uri, skill)).ToDictionary(pair => pair.uri, pair => pair.skill, StringComparer.Ordinal);
        var broader = SharedData.Csv(Path.Combine(folder, "broaderRelationsSkillPillar_en.csv"), "conceptUri", "broaderUri").ToLookup(row => row[0], row => row[1], StringComparer.Ordinal);
        var related = SharedData.Csv(Path.Combine(folder, "skillSkillRelations_en.csv"), "originalSkillUri", "relatedSkillUri").ToLookup(row => row[0], row => row[1], StringComparer.Ordinal);
        Transversal = [.. esco.AllTransversal];
        OfSkill = new int[esco.SkillUris.Length][];
        for (var skill = 0; skill < OfSkill.Length; skill++)
        {
            var uri = esco.SkillUris[skill];
            var words = Words.Stems(esco.SkillLabels[skill]).Order(StringComparer.Ordinal).ToArray();
            OfSkill[skill] = Transversal.Contains(skill) ? []
                :
                [
                    Number(Channel.Skills, uri),
                    .. esco.SkillGroups[skill].Select(group => Number(Channel.Groups, group)),
                    .. words.Select(word => Number(Channel.Words, word)),
                    .. Above(esco.SkillGroups[skill], broader).Select(group => Number(Channel.BroaderGroups, group)),
                    .. broader[uri].Where(numbers.ContainsKey).Concat(related[uri]).Append(uri).Distinct().Select(other => Number(Channel.RelatedSkills, other)),
                    .. words.SelectMany((word, i) => words.Skip(i + 1).Select(other => Number(Channel.WordPairs, word + " " + other))),
                ];
        }
    }

    public HashSet<int> Transversal { get; }

    public int[][] OfSkill { get; }

    public int Count => _channels.Count;

    public Channel ChannelOf(int term) => _channels[term];

    /// <summary>The words of a text that some skill's label holds.</summary>
    public int[] KnownWords(string text) =>
        [.. Words.Stems(text).Select(word => _numbers.GetValueOrDefault((Channel.Words, word), -1)).Where(term => term >= 0)];

    private static HashSet<string> Above(IEnumerable<string> groups, ILookup<string, string> broader)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Stack<string>(groups.SelectMany(group => broader[group]));
        while (waiting.TryPop(out var group))
        {
            if (found.Add(group))
            {
                foreach (var higher in broader[group])
                {
                    waiting.Push(higher);
                }
            }
        }

        return found;
    }

    private int Number(Channel channel, string id)
    {
        if (!_numbers.TryGetValue((channel, id), out var number))
        {
            _numbers.Add((channel, id), number = _channels.Count);
            _channels.Add(channel);
        }

        return number;
    }
}
