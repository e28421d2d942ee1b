using System.Globalization;

namespace VocMatch.Alignment.Published;

/// <summary>A file of a reference series does not fit; says where and which rule.</summary>
/// <param name="line">Counted from 1; 0 where it is the file as a whole.</param>
public sealed class ReferenceFileException(string file, int line, string? column, string? value, string rule)
    : Exception(Sentence(file, line, column, value, rule))
{
    public string File { get; } = file;

    public int Line { get; } = line;

    public string? Column { get; } = column;

    public string? Value { get; } = value;

    public string Rule { get; } = rule;

    private static string Sentence(string file, int line, string? column, string? value, string rule)
    {
        var place = line > 0 ? string.Create(CultureInfo.InvariantCulture, $"{file}, line {line}") : file;
        return $"{place}{(column is null ? "" : $", column {column}")}: {(value is null ? "" : $"'{value}' ")}{rule}";
    }
}
