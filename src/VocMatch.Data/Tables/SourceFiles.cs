namespace VocMatch.Data.Tables;

/// <summary>The files of a published data set, by the names they are published under.</summary>
/// <param name="open">Opens a file, or gives null where there is none of that name. The caller of it disposes the stream.</param>
public sealed class SourceFiles(Func<string, Stream?> open)
{
    public static SourceFiles InFolder(string folder) => new(name =>
        Path.Combine(folder, name) is var path && File.Exists(path) ? File.OpenRead(path) : null);

    public Stream? Find(string name) => open(name);

    /// <exception cref="SourceFileException">There is no such file.</exception>
    public Stream Open(string name) => open(name) ?? throw new SourceFileException(name, 0, null, "The file is missing.");
}

/// <summary>A published file is not what it is said to be.</summary>
/// <param name="file">Its name.</param>
/// <param name="line">From 1; 0 where the file as a whole is meant.</param>
public sealed class SourceFileException(string file, long line, string? column, string rule)
    : Exception(Text(file, line, column, rule))
{
    public string File => file;

    public long Line => line;

    public string? Column => column;

    private static string Text(string file, long line, string? column, string rule)
    {
        var place = line > 0 ? $"{file}, line {line}" : file;
        return column is null ? $"{place}: {rule}" : $"{place}, column '{column}': {rule}";
    }
}

/// <summary>Something in a source that was left out or could not be matched, with how often and some of the values.</summary>
public sealed record FileNote(string File, string What, int Count, IReadOnlyList<string> Examples);

/// <summary>Collects what a reader leaves out, so that nothing is dropped in silence.</summary>
internal sealed class SourceNotes
{
    private const int MaxExamples = 10;

    private readonly Dictionary<(string File, string What), (int Count, List<string> Examples)> notes = [];

    public void Add(string file, string what, string value)
    {
        var (count, examples) = notes.GetValueOrDefault((file, what), (0, []));
        if (examples.Count < MaxExamples && !examples.Contains(value))
        {
            examples.Add(value);
        }

        notes[(file, what)] = (count + 1, examples);
    }

    public IReadOnlyList<FileNote> ToList() => [.. notes.Select(n => new FileNote(n.Key.File, n.Key.What, n.Value.Count, n.Value.Examples))];
}
