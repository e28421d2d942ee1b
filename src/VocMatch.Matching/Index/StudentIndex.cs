using VocMatch.Matching.Scoring;

namespace VocMatch.Matching.Index;

/// <summary>
/// The students of a market, answering exactly which of them are best for a placement. Writers take turns; readers never wait: each
/// answer comes from one published version with one epoch. A write copies one chunk of rows and the list of chunks.
/// </summary>
public sealed class StudentIndex
{
    private const int ChunkRows = 256;
    private readonly Lock _writing = new();
    private readonly Dictionary<string, int> _slots = new(StringComparer.Ordinal);
    private readonly Stack<int> _freeSlots = new();
    private volatile Snapshot _current;

    public StudentIndex(Scorer scorer)
    {
        ArgumentNullException.ThrowIfNull(scorer);
        _current = new Snapshot(0, new ScoringFrame(scorer), [], 0);
    }

    /// <summary>Grows with every change.</summary>
    public long Version => _current.Version;

    /// <summary>How many students are held.</summary>
    public int Count => _current.Count;

    /// <summary>The students of one version, in no order.</summary>
    public IEnumerable<StudentFacts> Students => _current.Students;

    /// <summary>The policy and epoch in force.</summary>
    public Scorer Scorer => _current.Frame.Scorer;

    /// <summary>Replaces everything held. Of several students with one id the last counts.</summary>
    public void Load(IEnumerable<StudentFacts> students)
    {
        var latest = new Dictionary<string, StudentFacts>(StringComparer.Ordinal);
        foreach (var student in students)
        {
            latest[student.Id] = student;
        }

        lock (_writing)
        {
            Rebuild(_current.Frame, latest.Values);
        }
    }

    /// <summary>Adds a student, or replaces the one with this id.</summary>
    public void Upsert(StudentFacts student)
    {
        ArgumentNullException.ThrowIfNull(student);
        lock (_writing)
        {
            if (!_slots.TryGetValue(student.Id, out var slot))
            {
                slot = _freeSlots.Count > 0 ? _freeSlots.Pop() : _slots.Count;
                _slots.Add(student.Id, slot);
            }

            Write(slot, new StudentRow(student, _current.Frame));
        }
    }

    /// <summary>Removes a student; false when there is none with this id.</summary>
    public bool Remove(string id)
    {
        lock (_writing)
        {
            if (!_slots.Remove(id, out var slot))
            {
                return false;
            }

            _freeSlots.Push(slot);
            Write(slot, null);
            return true;
        }
    }

    /// <summary>Puts another policy, taxonomy or epoch in force for everything held.</summary>
    public void Renew(Scorer scorer)
    {
        ArgumentNullException.ThrowIfNull(scorer);
        lock (_writing)
        {
            Rebuild(new ScoringFrame(scorer), [.. _current.Students]);
        }
    }

    /// <summary>
    /// The best <paramref name="k"/> students for a placement, equal scores in the byte order of their ids: exactly what scoring
    /// every student would give.
    /// </summary>
    public TopStudents Top(PlacementFacts placement, int k)
    {
        ArgumentNullException.ThrowIfNull(placement);
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        var (version, frame, chunks, _) = _current;
        return new TopStudents(version, frame.Scorer, StudentSearch.OfThisThread.Top(frame, chunks, placement, k));
    }

    private void Rebuild(ScoringFrame frame, IReadOnlyCollection<StudentFacts> students)
    {
        _slots.Clear();
        _freeSlots.Clear();
        var chunks = students.Chunk(ChunkRows).Select(chunk => new StudentRow?[ChunkRows]).ToArray();
        foreach (var student in students)
        {
            var slot = _slots.Count;
            _slots.Add(student.Id, slot);
            chunks[slot / ChunkRows][slot % ChunkRows] = new StudentRow(student, frame);
        }

        _current = new Snapshot(_current.Version + 1, frame, chunks, _slots.Count);
    }

    private void Write(int slot, StudentRow? row)
    {
        var chunks = _current.Chunks;
        StudentRow?[][] next = slot / ChunkRows < chunks.Length ? [.. chunks] : [.. chunks, new StudentRow?[ChunkRows]];
        var chunk = (StudentRow?[])next[slot / ChunkRows].Clone();
        chunk[slot % ChunkRows] = row;
        next[slot / ChunkRows] = chunk;
        _current = new Snapshot(_current.Version + 1, _current.Frame, next, _slots.Count);
    }

    private sealed record Snapshot(long Version, ScoringFrame Frame, StudentRow?[][] Chunks, int Count)
    {
        public IEnumerable<StudentFacts> Students => Chunks.SelectMany(chunk => chunk).OfType<StudentRow>().Select(row => row.Facts);
    }
}
