using System.Text;
using Microsoft.AspNetCore.Http;
using VocMatch.Contracts.Rounds;
using VocMatch.Domain.Reading;
using VocMatch.Gateway.Requests;
using VocMatch.Matching.Clearing.Markets;

namespace VocMatch.Gateway.Rounds;

/// <summary>A file of a round: its name, its header and its lines.</summary>
internal sealed record RoundFile(string Name, string Header, Func<IRoundRows, FrozenInput, IAsyncEnumerable<string>> Lines);

/// <summary>A round's rows in the file formats of `vocmatch solve` and `vocmatch verify`.</summary>
internal static class RoundFiles
{
    private const int FlushedBytes = 65_536;

    public static IReadOnlyList<RoundFile> Inputs { get; } =
    [
        new("placements.csv", "placement,seats,employer,reserves", (rows, input) => rows.Placements(input).Select(placement =>
            $"{placement.Id},{placement.Seats},{placement.Employer},{string.Join(';', placement.Reserves.Select(reserve => $"{reserve.Tag}:{reserve.Seats}"))}")),
        new("employers.csv", "employer,cap", (rows, input) => rows.Employers(input).Select(employer => $"{employer.Id},{employer.Cap}")),
        new("students.csv", "student,tags", (rows, input) => Students(rows, input)
            .Where(student => !student.Tags.IsEmpty && student.TakesPart())
            .Select(student => $"{student.Id},{string.Join(';', student.Tags)}")),
        new("applications.csv", "student,placement,rank,priority", (rows, input) => Students(rows, input).SelectMany(student =>
            student.Applications.Select(application =>
                $"{student.Id},{application.Placement},{application.Rank},{new Priority(application.PriorityMillionths)}"))),
        new("fixed.csv", "student,placement,reason", (rows, input) => Students(rows, input)
            .Where(student => student.Fixed is not null)
            .Select(student => $"{student.Id},{student.Fixed!.Placement},{Quoted(student.Fixed.Reason)}")),
        new("forbidden.csv", "student,placement,reason", (rows, input) => Students(rows, input).SelectMany(student =>
            student.Forbidden.Select(pair => $"{student.Id},{pair.Placement},{Quoted(pair.Reason)}"))),
    ];

    public static RoundFile Matches { get; } = new("matches.csv", "student,placement,rank", (rows, input) => rows
        .Assignments(input.Under, input.Issue)
        .Where(assignment => (assignment.Pass == 2) == (input.Pass == 2))
        .Select(assignment => $"{assignment.Student},{assignment.Placement},{assignment.Rank}"));

    /// <summary>The file, written as its rows are read.</summary>
    public static IResult Answer(RoundFile file, FrozenInput input, IRoundRows rows) => TypedResults.Stream(
        async body =>
        {
            var text = new StringBuilder(file.Header).Append('\n');
            await foreach (var line in file.Lines(rows, input))
            {
                text.Append(line).Append('\n');
                if (text.Length >= FlushedBytes)
                {
                    await body.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()));
                    text.Clear();
                }
            }

            await body.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()));
        },
        $"{ContentType.Csv}; charset=utf-8",
        file.Name);

    /// <summary>Candidates for the second pass stand among the first's rows; they are no part of its input.</summary>
    private static IAsyncEnumerable<FrozenStudent> Students(IRoundRows rows, FrozenInput input) =>
        rows.Students(input).Where(student => (student.Pass == 2) == (input.Pass == 2));

    private static string Quoted(string text) =>
        text.AsSpan().ContainsAny(',', '"') ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
