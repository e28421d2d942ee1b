using System.Buffers.Text;
using VocMatch.Matching.Clearing;
using VocMatch.Matching.Clearing.Markets;

namespace VocMatch.Cli.Files;

/// <summary>matches.csv: student, placement, rank, by student in UTF-8 byte order; students without a match are absent.</summary>
internal static class MatchesFile
{
    private static readonly string[] s_fields = ["student", "placement", "rank"];

    public static void Write(ClearingMarket market, MatchTable matches, Stream output)
    {
        var line = new byte[4 * IdTable.MaxBytes + 64];
        output.Write("student,placement,rank\n"u8);
        for (var student = 0; student < market.Students.Count; student++)
        {
            if (matches.PlacementOf(student) is >= 0 and var placement)
            {
                var used = Put(line, 0, market.Students.Utf8(student));
                line[used++] = (byte)',';
                used = Put(line, used, market.Placements.Utf8(placement));
                line[used++] = (byte)',';
                Utf8Formatter.TryFormat(matches.RankOf(student), line.AsSpan(used), out var digits);
                used += digits;
                line[used++] = (byte)'\n';
                output.Write(line, 0, used);
            }
        }
    }

    /// <summary>
    /// Reads the matches that a market is said to have: the list, a file that is no table of matches as an error, or a
    /// table that cannot be one of this market as <paramref name="contradiction"/>.
    /// </summary>
    public static InputError? Read(string path, IReadOnlySet<string> ignored, ClearingMarket market, out MatchTable matches, out string? contradiction)
    {
        var read = new MatchTable(market.Students.Count);
        matches = read;
        contradiction = null;
        if (CsvTable.Open(path, s_fields, ignored, _ => { }, out var table) is { } error)
        {
            return error;
        }

        string? found = null;
        var previous = -1;
        using (table)
        {
            error = table!.Rows((row, columns) =>
            {
                if (WholeNumber.Parse(row[columns[2]], out var rank) is { } fault)
                {
                    return (2, fault);
                }

                var student = Find(market.Students, row[columns[0]], previous);
                var placement = market.Placements.IndexOf(row[columns[1]]);
                found ??= student < 0 ? $"There is no student {WholeNumber.Show(row[columns[0]])}."
                    : placement < 0 ? $"There is no placement {WholeNumber.Show(row[columns[1]])}."
                    : student == previous ? $"Student {WholeNumber.Show(row[columns[0]])} has two matches."
                    : student < previous ? $"Student {WholeNumber.Show(row[columns[0]])} is not in the order of student ids."
                    : rank is < 0 or > RankBounds.MaxLength ? $"{rank} is no rank."
                    : null;
                if (found is null)
                {
                    read.Set(student, placement, rank);
                    previous = student;
                }

                return null;
            });
        }

        contradiction = found;
        return error;
    }

    // Most students have a match, so the next one is usually the next line's.
    private static int Find(IdTable students, ReadOnlySpan<byte> id, int previous)
    {
        for (var next = previous + 1; next < Math.Min(students.Count, previous + 4); next++)
        {
            if (students.Utf8(next).SequenceEqual(id))
            {
                return next;
            }
        }

        return students.IndexOf(id);
    }

    private static int Put(byte[] line, int at, ReadOnlySpan<byte> id)
    {
        if (id.IndexOfAny((byte)',', (byte)'"') < 0)
        {
            id.CopyTo(line.AsSpan(at));
            return at + id.Length;
        }

        line[at++] = (byte)'"';
        foreach (var unit in id)
        {
            line[at++] = unit;
            if (unit == (byte)'"')
            {
                line[at++] = unit;
            }
        }

        line[at++] = (byte)'"';
        return at;
    }
}
