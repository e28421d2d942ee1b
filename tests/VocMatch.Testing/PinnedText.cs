using System.Text;

namespace VocMatch.Testing;

/// <summary>A surface that others build on, as a committed text: it changes only where somebody wrote the file anew and a reader saw the difference.</summary>
internal static class PinnedText
{
    private const string WriteAnew = "VOCMATCH_WRITE_SURFACE";

    /// <summary>Compares a text with the committed one, line by line; writes it instead where the variable VOCMATCH_WRITE_SURFACE is 1.</summary>
    /// <param name="path">From the root of the repository.</param>
    /// <returns>What is wrong and the command that writes the file; null where both are the same.</returns>
    public static string? Difference(string path, IEnumerable<string> lines)
    {
        var file = Path.Combine(Root(), path);
        var now = lines.ToArray();
        if (Environment.GetEnvironmentVariable(WriteAnew) == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, string.Concat(now.Select(line => $"{line}\n")), new UTF8Encoding(false));
        }

        var pinned = File.Exists(file) ? File.ReadAllLines(file) : [];
        if (now.SequenceEqual(pinned))
        {
            return null;
        }

        // By multiset, as a moved block would otherwise show every line behind it.
        var (gone, come) = (Without(pinned, now), Without(now, pinned));
        var changed = gone.Select(line => $"- {line}").Concat(come.Select(line => $"+ {line}")).Take(60);
        return $"{path} does not say what there is:\n{string.Join('\n', changed)}\nWhere that is meant, write it anew with\n"
            + $"  {WriteAnew}=1 dotnet test {string.Join('/', path.Split('/')[..2])} --filter FullyQualifiedName~Surface";
    }

    private static List<string> Without(string[] lines, string[] taken)
    {
        var left = taken.CountBy(line => line).ToDictionary();
        return [.. lines.Where(line => !left.TryGetValue(line, out var count) || (left[line] = count - 1) < 0)];
    }

    private static string Root()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "VocMatch.sln")))
        {
            at = at.Parent;
        }

        return at?.FullName ?? throw new InvalidOperationException($"No VocMatch.sln above {AppContext.BaseDirectory}.");
    }
}
