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

    /// <summary>By region, how many of the students go there.</summary>
    private readonly ConcurrentDictionary<string, int> _reached = new(StringComparer.Ordinal);

    public StudentIndex Index => _index;

    public int Programs => _programs.Count;

    /// <summary>Whether any of the students goes to a region.</summary>
    public bool Reaches(RegionId region) => _reached.GetValueOrDefault(region.Value) > 0;

    /// <summary>The regions that students go to, in no order.</summary>
    public IReadOnlyCollection<RegionId> ReachedRegions => [.. _reached.Where(entry => entry.Value > 0).Select(entry => RegionId.Parse(entry.Key))];

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

        List<StudentFacts> facts = [.. students.Select(Facts)];
        foreach (var one in facts)
        {
            Count(one, 1);
        }

        _index.Load(facts);
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
        var before = _index.Find(student.Student.Value);
        _versions.Set(student.Student, student.Version, here);
        if (here)
        {
            _programsOf[student.Student.Value] = student.Profile.Program;
            Mark(student.Student, held: true);
            var facts = Facts(student);
            Count(facts, 1);
            _index.Upsert(facts);
        }
        else
        {
            _index.Remove(student.Student.Value);
            _programsOf.TryRemove(student.Student.Value, out _);
            Mark(student.Student, held: false);
        }

        // Last, so that no reader finds a region missing that the student went to before and goes to now.
        if (before is not null)
        {
            Count(before, -1);
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

    private void Count(StudentFacts student, int one)
    {
        foreach (var reached in student.ReachableRegions)
        {
            _reached.AddOrUpdate(reached, one, (_, count) => count + one);
        }
    }

    private StudentFacts Facts(StudentQuestion student) => EngineFacts.Of(student, _index.Scorer.Table, patterns);
}
