namespace VocMatch.Architecture.Tests;

/// <summary>Strongly connected components (Tarjan, 1972) of more than one node.</summary>
internal static class Cycles
{
    public static IReadOnlyList<IReadOnlyList<string>> Of(IReadOnlyDictionary<string, IReadOnlySet<string>> arrows)
    {
        var found = new List<IReadOnlyList<string>>();
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        var low = new Dictionary<string, int>(StringComparer.Ordinal);
        var open = new Stack<string>();
        foreach (var node in arrows.Keys.Where(node => !index.ContainsKey(node)).Order(StringComparer.Ordinal).ToList())
        {
            if (!index.ContainsKey(node))
            {
                Visit(node);
            }
        }

        return found;

        void Visit(string node)
        {
            index[node] = low[node] = index.Count;
            open.Push(node);
            foreach (var next in arrows.GetValueOrDefault(node) ?? (IReadOnlySet<string>)new HashSet<string>())
            {
                if (!index.ContainsKey(next))
                {
                    Visit(next);
                    low[node] = Math.Min(low[node], low[next]);
                }
                else if (open.Contains(next))
                {
                    low[node] = Math.Min(low[node], index[next]);
                }
            }

            if (low[node] != index[node])
            {
                return;
            }

            var component = new List<string>();
            do
            {
                component.Add(open.Peek());
            }
            while (open.Pop() != node);

            if (component.Count > 1)
            {
                component.Sort(StringComparer.Ordinal);
                found.Add(component);
            }
        }
    }
}
