using System.Collections.Immutable;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Markets;
using VocMatch.Contracts.Students;
using VocMatch.Domain.Runtime;
using VocMatch.Domain.Students;

namespace VocMatch.Grains.Students;

/// <summary>Answers that were given on this silo, each with all that it depends on. Whoever asks again gets the same one only while all of it stands.</summary>
/// <remarks>The least recently asked leave first where either bound is passed, <see cref="MaxAnswers"/> or <see cref="GrainsOptions.MatchAnswerBytes"/>.</remarks>
internal sealed class MatchAnswers(GrainsOptions options)
{
    public const int MaxAnswers = 20_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<(StudentId Student, int Top), LinkedListNode<Kept>> _answers = [];
    private readonly LinkedList<Kept> _byUse = new();
    private long _bytes;
    private long _given;

    /// <summary>How many answers are kept, and their bytes.</summary>
    public (int Answers, long Bytes) Size
    {
        get
        {
            lock (_gate)
            {
                return (_answers.Count, _bytes);
            }
        }
    }

    /// <summary>How often an answer was given again.</summary>
    public long Given => Interlocked.Read(ref _given);

    public void CountGiven() => Interlocked.Increment(ref _given);

    /// <summary>The answer given to a student before, as it was; null where there is none of the same student, program and taxonomy, or its time is over.</summary>
    public Kept? Find(StudentId student, int top, MatchBasis basis, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (!_answers.TryGetValue((student, top), out var node))
            {
                return null;
            }

            if (!node.Value.Basis.Equals(basis) || now < node.Value.Asked || now > node.Value.Until)
            {
                Drop(node);
                return null;
            }

            _byUse.Remove(node);
            _byUse.AddFirst(node);
            return node.Value;
        }
    }

    public void Keep(Kept kept)
    {
        lock (_gate)
        {
            if (_answers.TryGetValue((kept.Student, kept.Top), out var before))
            {
                Drop(before);
            }

            _answers.Add((kept.Student, kept.Top), _byUse.AddFirst(kept));
            _bytes += kept.Bytes;
            while (_bytes > options.MatchAnswerBytes || _answers.Count > MaxAnswers)
            {
                Drop(_byUse.Last!);
            }
        }
    }

    private void Drop(LinkedListNode<Kept> node)
    {
        _answers.Remove((node.Value.Student, node.Value.Top));
        _byUse.Remove(node);
        _bytes -= node.Value.Bytes;
    }

    /// <param name="Asked">Before the markets were.</param>
    /// <param name="Until">The last instant at which the answer is right though nothing changes; null: there is none.</param>
    internal sealed record Kept(
        StudentId Student,
        int Top,
        MatchBasis Basis,
        ImmutableArray<(RegionId Region, MarketStamp Stamp)> Markets,
        DateTimeOffset Asked,
        DateTimeOffset? Until,
        MatchAnswer Answer)
    {
        public int Bytes => Answer.Json.Length;
    }
}

/// <summary>What a student's question is made of.</summary>
/// <remarks>The rows by identity: whatever is written to a row makes another object, and so does reading it again.</remarks>
internal readonly struct MatchBasis(Student student, StudentIdentityState identity, long program, long taxonomy) : IEquatable<MatchBasis>
{
    private readonly Student _student = student;
    private readonly StudentIdentityState _identity = identity;
    private readonly long _program = program;
    private readonly long _taxonomy = taxonomy;

    public bool Equals(MatchBasis other) =>
        ReferenceEquals(_student, other._student) && ReferenceEquals(_identity, other._identity) && _program == other._program && _taxonomy == other._taxonomy;

    public override bool Equals(object? obj) => obj is MatchBasis other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(_student.Version, _program, _taxonomy);
}
