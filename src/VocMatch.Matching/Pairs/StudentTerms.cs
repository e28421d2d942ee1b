using System.Collections.Immutable;
using VocMatch.Matching.Index;
using VocMatch.Matching.Scoring;

namespace VocMatch.Matching.Pairs;

/// <summary>One student in the numbers of a <see cref="PairScorer"/>. Kept by a thread and used again, so that a student costs no memory.</summary>
internal sealed class StudentTerms
{
    [ThreadStatic]
    private static StudentTerms? _ofThisThread;

    public static StudentTerms OfThisThread => _ofThisThread ??= new StudentTerms();

    public StudentQuery Query { get; } = new();

    /// <summary>What the numbers were made of.</summary>
    public StudentFacts? Facts { get; set; }

    public long AskedAtTicks { get; set; }

    public long LowestPay { get; set; }

    public long MaxHours { get; set; }

    public long MaxMetres { get; set; }

    public int EducationLevel { get; set; }

    /// <summary>Day number of the birthday; <see cref="int.MaxValue"/> where it is not known.</summary>
    public int SixteenOn { get; set; }

    public int EighteenOn { get; set; }

    public bool NeedsAccommodation { get; set; }

    public string Field { get; set; } = "";

    public byte[] FieldVerdicts { get; set; } = [];

    /// <summary>Null is always free.</summary>
    public WeeklyPattern? Free { get; set; }

    public byte[] FreeVerdicts { get; set; } = [];

    public ImmutableArray<WeeklyPattern> Commitments { get; set; } = [];

    public List<(int Name, int ThroughDay)> Checks { get; } = [];

    public List<int> ForbiddenIds { get; } = [];

    public List<int> ForbiddenEmployers { get; } = [];

    /// <summary>Lets go of the student.</summary>
    public void Clear()
    {
        Query.Clear();
        Checks.Clear();
        ForbiddenIds.Clear();
        ForbiddenEmployers.Clear();
        (Facts, Free, Commitments) = (null, null, []);
    }
}
