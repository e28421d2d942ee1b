using System.Globalization;

namespace VocMatch.Cli.Generation;

/// <summary>Writes a generated clearing as the CSV files that <c>vocmatch solve</c> reads.</summary>
public sealed class InstanceFiles(InstanceGenerator generator)
{
    /// <summary>Writes placements.csv, employers.csv, students.csv and applications.csv into a folder.</summary>
    public void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        WritePlacements(folder);
        Put(folder, "students.csv", "student,tags", lines =>
        {
            for (var student = 0; student < generator.Shape.Students; student++)
            {
                if (generator.TagsOf(student) is > 0 and var tags)
                {
                    var text = string.Join(';', InstanceGenerator.Tags.Where((_, index) => (tags & (1 << index)) != 0));
                    lines.Write(string.Create(CultureInfo.InvariantCulture, $"s{student:D8},{text}\n"));
                }
            }
        });
        Put(folder, "applications.csv", "student,placement,rank,priority", WriteApplications);
    }

    private void WritePlacements(string folder)
    {
        var seats = new int[generator.Employers];
        var reserved = new int[generator.Employers];
        Put(folder, "placements.csv", "placement,seats,employer,reserves", lines =>
        {
            for (var placement = 0; placement < generator.Shape.Placements; placement++)
            {
                var (first, second) = generator.Reserves(placement);
                var employer = generator.EmployerOf(placement);
                seats[employer] += generator.Seats(placement);
                reserved[employer] += first + second;
                lines.Write(string.Create(
                    CultureInfo.InvariantCulture, $"p{placement:D8},{generator.Seats(placement)},e{employer:D8},{ReserveText(first, second)}\n"));
            }
        });
        Put(folder, "employers.csv", "employer,cap", lines =>
        {
            for (var employer = 0; employer < seats.Length; employer++)
            {
                if (generator.Cap(employer, seats[employer], reserved[employer]) is >= 0 and var cap)
                {
                    lines.Write(string.Create(CultureInfo.InvariantCulture, $"e{employer:D8},{cap}\n"));
                }
            }
        });
    }

    /// <summary>Reserves as the files write them.</summary>
    public static string ReserveText(int first, int second) => (first, second) switch
    {
        (0, 0) => "",
        (_, 0) => string.Create(CultureInfo.InvariantCulture, $"{InstanceGenerator.Tags[0]}:{first}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{InstanceGenerator.Tags[0]}:{first};{InstanceGenerator.Tags[1]}:{second}"),
    };

    private void WriteApplications(TextWriter lines)
    {
        Span<int> placements = stackalloc int[generator.Shape.Ranks];
        Span<int> hundredths = stackalloc int[generator.Shape.Ranks];
        Span<char> line = stackalloc char[80];
        for (var student = 0; student < generator.Shape.Students; student++)
        {
            generator.Wishes(student, placements, hundredths);
            for (var rank = 0; rank < placements.Length; rank++)
            {
                line.TryWrite(
                    CultureInfo.InvariantCulture,
                    $"s{student:D8},p{placements[rank]:D8},{rank + 1},{hundredths[rank] / 100}.{hundredths[rank] % 100:D2}\n",
                    out var length);
                lines.Write(line[..length]);
            }
        }
    }

    private static void Put(string folder, string name, string header, Action<TextWriter> write)
    {
        using var lines = new StreamWriter(Path.Combine(folder, name), append: false, new System.Text.UTF8Encoding(false), 1 << 18);
        lines.Write(header + "\n");
        write(lines);
    }
}
