using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Rounds;
using VocMatch.Domain.Rounds.Clearing;

namespace VocMatch.Domain.Rounds.Lists;

/// <summary>A student as the lock would freeze them.</summary>
/// <param name="Missing">Fields without a value on which a constraint or a part of the score depends.</param>
public sealed record RoundStudent(StudentId Id, int Ranked, bool AgreesToCompletion, ImmutableArray<string> Missing);

/// <summary>A placement as the lock would freeze it.</summary>
public sealed record RoundPlacement(PlacementId Id, int Seats, ImmutableArray<string> Missing);

/// <summary>An application as the lock would freeze it.</summary>
/// <param name="PriorityMillionths">Null where it could not be computed: never zero.</param>
/// <param name="MissingField">What was missing for it, where it is null.</param>
public sealed record RoundApplication(StudentId Student, PlacementId Placement, int Rank, long? PriorityMillionths, string? MissingField);

/// <summary>What the lock would freeze, and what is missing from it.</summary>
public static class Completeness
{
    public const int MaxShown = 100;

    /// <param name="fixed">Students placed by hand.</param>
    public static CompletenessReport Report(
        IReadOnlyCollection<RoundStudent> students,
        IReadOnlyCollection<RoundPlacement> placements,
        IReadOnlyCollection<RoundApplication> applications,
        IReadOnlySet<StudentId> @fixed,
        RoundSettings settings)
    {
        var passes = students.CountBy(s => PassPlan.Of(s.Ranked, s.AgreesToCompletion, @fixed.Contains(s.Id), settings))
            .ToDictionary(p => p.Key, p => p.Value);
        var dropped = applications.Where(a => a.PriorityMillionths is null).ToArray();
        var missing = Missing(students, placements, dropped);
        var report = new CompletenessReport(
            students.Count,
            passes.GetValueOrDefault(StudentPass.First),
            passes.GetValueOrDefault(StudentPass.Second),
            passes.GetValueOrDefault(StudentPass.Out),
            placements.Count,
            placements.Sum(p => p.Seats),
            applications.Count,
            dropped.Length,
            [.. missing.Take(MaxShown)],
            missing.Count,
            Digest: "",
            students.Count(s => s.Ranked > 0 && !@fixed.Contains(s.Id) && PassPlan.IsCompleted(s.AgreesToCompletion, settings)));
        return report with { Digest = DigestOf(report, missing) };
    }

    private static List<MissingValue> Missing(
        IEnumerable<RoundStudent> students, IEnumerable<RoundPlacement> placements, RoundApplication[] dropped)
    {
        var byStudent = dropped.CountBy(a => (a.Student, a.MissingField)).ToDictionary(p => p.Key, p => p.Value);
        var found = new List<MissingValue>();
        foreach (var student in students)
        {
            found.AddRange(student.Missing.Select(field => new MissingValue(
                $"student:{student.Id}", field, "What depends on it is left out of the score or not met.",
                byStudent.GetValueOrDefault((student.Id, field)))));
        }

        foreach (var placement in placements)
        {
            found.AddRange(placement.Missing.Select(field => new MissingValue(
                $"placement:{placement.Id}", field, "What depends on it is left out of the score or not met.", 0)));
        }

        found.AddRange(dropped.Select(a => new MissingValue(
            $"pair:{a.Student}/{a.Placement}", a.MissingField ?? "priority", "The application has no score and does not take part.", 1)));
        found.Sort((a, b) => (string.CompareOrdinal(a.Subject, b.Subject), string.CompareOrdinal(a.Field, b.Field)) switch
        {
            (0, var byField) => byField,
            var (bySubject, _) => bySubject,
        });
        return found;
    }

    private static string DigestOf(CompletenessReport report, List<MissingValue> missing)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append($"{report.Students}\t{report.StudentsRanked}\t{report.StudentsToComplete}\t{report.StudentsLeftOut}\t{report.StudentsAgreed}\t{report.Placements}\t{report.Seats}\t{report.Applications}\t{report.ApplicationsDropped}\n");
        foreach (var value in missing)
        {
            Append($"{value.Subject}\t{value.Field}\t{value.DropsRows}\n");
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Append(string line) => hash.AppendData(Encoding.UTF8.GetBytes(line));
    }
}
