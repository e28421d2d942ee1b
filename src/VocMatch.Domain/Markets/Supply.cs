using System.Collections.Concurrent;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Markets;
using VocMatch.Contracts.Programs;
using VocMatch.Domain.Facts;
using VocMatch.Matching.Index;
using VocMatch.Matching.Scoring;

namespace VocMatch.Domain.Markets;

/// <summary>The students who live in one region and the programs taught there. One writer, any number of readers.</summary>
internal sealed class Supply(RegionId region, Scorer scorer, PatternPool patterns)
{
    private readonly StudentIndex _index = new(scorer);
    private readonly ConcurrentDictionary<string, ProgramId> _programsOf = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<ProgramId, Program> _programs = [];
    private readonly VersionTracker<StudentId> _versions = new();
    private readonly Lock _marking = new();
    private readonly Dictionary<ulong, string> _marked = [];

    private Reached _reached = new(-1, []);

    public StudentIndex Index => _index;

    public int Programs => _programs.Count;

    /// <summary>Whether any of the students goes to a region.</summary>
    public bool Reaches(RegionId region)
    {
        var (known, version) = (_reached, _index.Version);
        if (known.Version != version)
        {
            _reached = known = new(version, _index.Students.SelectMany(student => student.ReachableRegions).ToHashSet(StringComparer.Ordinal));
        }

        return known.Regions.Contains(region.Value);
    }

    public ProgramId? ProgramOf(string student) => _programsOf.TryGetValue(student, out var program) ? program : null;

    /// <summary>Who has a mark, by <see cref="Pseudonyms.MarkOf"/>, and goes to a region; null where nobody does.</summary>
    public StudentId? Marked(ulong mark, RegionId region)
    {
        string? id;
        lock (_marking)
        {
            id = _marked.GetValueOrDefault(mark);
        }

        return id is not null && _index.Find(id)?.ReachableRegions.Contains(region.Value) is true ? StudentId.Parse(id) : null;
    }

    /// <summary>Fills an empty market.</summary>
    public void Load(IReadOnlyCollection<StudentQuestion> students, IEnumerable<Program> programs)
    {
        foreach (var student in students)
        {
            _versions.Set(student.Student, student.Version, held: true);
            _programsOf[student.Student.Value] = student.Profile.Program;
            Mark(student.Student, held: true);
        }

        _index.Load(students.Select(Facts));
        foreach (var program in programs)
        {
            Upsert(program);
        }
    }

    /// <summary>Takes over a student, unless a newer version was seen: the same version may come with another age or another program content.</summary>
    public void Upsert(StudentQuestion student)
    {
        if (_versions.VersionOf(student.Student) > student.Version)
        {
            return;
        }

        var here = student.Profile.Region == region;
        _versions.Set(student.Student, student.Version, here);
        if (here)
        {
            _programsOf[student.Student.Value] = student.Profile.Program;
            Mark(student.Student, held: true);
            _index.Upsert(Facts(student));
        }
        else
        {
            _index.Remove(student.Student.Value);
            _programsOf.TryRemove(student.Student.Value, out _);
            Mark(student.Student, held: false);
        }
    }

    /// <summary>Takes over a program, unless a version at least as new was seen.</summary>
    /// <returns>True where students of the program may now have other skills.</returns>
    public bool Upsert(Program program)
    {
        var known = _programs.GetValueOrDefault(program.Id);
        if (known?.Version >= program.Version)
        {
            return false;
        }

        // A closed program stays known, so that an older message does not open it again.
        _programs[program.Id] = program;
        return known is null || known.Revision != program.Revision;
    }

    public IEnumerable<string> StudentsOf(ProgramId program) => _programsOf.Where(entry => entry.Value == program).Select(entry => entry.Key);

    private void Mark(StudentId student, bool held)
    {
        var mark = Pseudonyms.MarkOf(student);
        lock (_marking)
        {
            if (held)
            {
                _marked[mark] = student.Value;
            }
            else
            {
                _marked.Remove(mark);
            }
        }
    }

    public void ForgetLongGone() => _versions.ForgetLongGone();

    /// <summary>The regions that the students of one version of the index go to.</summary>
    private sealed record Reached(long Version, HashSet<string> Regions);

    private StudentFacts Facts(StudentQuestion student) => EngineFacts.Of(student, _index.Scorer.Table, patterns);
}
