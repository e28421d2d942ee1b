using System.Collections.Immutable;

namespace VocMatch.Alignment.Data;

/// <summary>What a section of the input was when the report was made.</summary>
public sealed record InputDigest(string Section, int Rows, string Sha256);

/// <summary>The digests by which a report names what it was computed from.</summary>
public static class InputDigests
{
    public static ImmutableArray<InputDigest> Of(AlignmentData data) =>
    [
        Of("period", [data.Period], (rows, p) => rows.Add(p.From, p.Through)),
        Of("regions", data.Regions, (rows, r) => rows.Add(r.Id, r.Name)),
        Of("fields", data.Fields, (rows, f) => rows.Add(f.Code, f.Title)),
        Of("occupation-groups", data.OccupationGroups, (rows, g) => rows.Add(g.Code, g.Title)),
        Of("occupations", data.Occupations, (rows, o) => rows.Add(o.Id, o.Title, o.Group, o.EntryEducation)),
        Of("skills", data.Skills, (rows, s) => rows.Add(s.Id, s.Title)),
        Of("programs", data.Programs, (rows, p) => rows.Add(
            p.Id, p.School, p.Region, p.Field, Joined(p.Occupations), Sorted(p.Teaches), p.ExpectedCompleters, p.Intake)),
        Of("placements", data.Placements, (rows, p) => rows.Add(
            p.Id, p.Employer, p.EmployerStaff, p.Region, p.Occupation, p.Seats, p.FilledSeats, p.Published, p.DaysToFill,
            p.RuralSite, p.WithoutCandidate, Sorted(p.Skills.Select(s => $"{s.Skill}={s.Weight}")))),
        Of("students", data.Students, (rows, s) => rows.Add(
            s.Id, s.Program, s.Region, s.Rural, s.Disability, s.Sex, s.Adult, s.Outcome)),
        Of("staff", data.Staff, (rows, s) => rows.Add(s.School, s.Region, s.Teachers, s.DoubleQualified)),
        Of("mismatches", data.Mismatches, (rows, m) => rows.Add(m.Region, m.Cause, m.Cases)),
        Of("search-gaps", data.SearchGaps, (rows, g) => rows.Add(g.Region, g.Field, g.Searches)),
        Of("outside-openings", data.OutsideOpenings, (rows, o) => rows.Add(
            o.Region, o.OccupationGroup, o.Openings, o.Source, o.Vintage, o.GroupTitle, o.Comparable, o.Missing, o.Why,
            string.Join(';', o.EntryEducation.Select(part => $"{part.Education}={part.Occupations},{part.Openings}")))),
        Of("other-sources", data.OtherSources, (rows, s) => rows.Add(s.Series, s.Source, s.Vintage, s.Year, s.Note)),
    ];

    internal static InputDigest Of<T>(string section, IReadOnlyCollection<T> items, Action<CanonicalRows, T> write)
    {
        var rows = new CanonicalRows();
        foreach (var item in items)
        {
            write(rows, item);
        }

        return new(section, items.Count, rows.Sha256());
    }

    /// <summary>Order has a meaning: the first target occupation is the main one.</summary>
    private static string Joined<T>(IEnumerable<T> items) => string.Join(';', items);

    private static string Sorted<T>(IEnumerable<T> items) =>
        string.Join(';', items.Select(item => $"{item}").Order(StringComparer.Ordinal));
}
