using nietras.SeparatedValues;

namespace VocMatch.Benchmarks.Quality;

/// <summary>The folder of real data: VOCMATCH_OPEN_DATA, or the nearest <c>shared/data</c> above the program or the current folder.</summary>
internal static class SharedData
{
    public static string? Find()
    {
        if (Environment.GetEnvironmentVariable("VOCMATCH_OPEN_DATA") is { Length: > 0 } named)
        {
            return Directory.Exists(named) ? named : null;
        }

        foreach (var start in new[] { AppContext.BaseDirectory, Directory.GetCurrentDirectory() })
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                if (Path.Combine(folder.FullName, "shared", "data") is var data && Directory.Exists(data))
                {
                    return data;
                }
            }
        }

        return null;
    }

    /// <summary>The named columns of a CSV file with a header.</summary>
    public static IEnumerable<string[]> Csv(string path, params string[] columns) => Rows(new StreamReader(path), ',', true, columns);

    /// <summary>The named columns of a tab-delimited file that quotes nothing.</summary>
    public static IEnumerable<string[]> Tabs(string path, params string[] columns) => Rows(new StreamReader(path), '\t', false, columns);

    public static IEnumerable<string[]> Rows(TextReader text, char separator, bool quoted, string[] columns)
    {
        var rows = new List<string[]>();
        using var reader = Sep.New(separator)
            .Reader(options => options with { Unescape = quoted, DisableQuotesParsing = !quoted, DisableColCountCheck = true })
            .From(text);
        var indices = Array.ConvertAll(columns, reader.Header.IndexOf);
        foreach (var row in reader)
        {
            var cells = new string[columns.Length];
            for (var i = 0; i < indices.Length; i++)
            {
                cells[i] = row[indices[i]].ToString();
            }

            rows.Add(cells);
        }

        return rows;
    }
}
