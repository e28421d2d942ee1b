using System.Runtime.InteropServices;
using VocMatch.Matching.Scoring;

namespace VocMatch.Matching.Index;

/// <summary>Students on their way into a segment, in any order, in the numbers of a frame.</summary>
internal sealed class StudentRows : ISegmentRows<StudentFacts, StudentSegment>
{
    public List<StudentFacts> Facts { get; } = [];

    public List<Direction> Homes { get; } = [];

    public List<int> SkillEnds { get; } = [];

    public List<HeldSkill> Skills { get; } = [];

    public List<int> OccupationEnds { get; } = [];

    public List<int> Occupations { get; } = [];

    public int Count => Facts.Count;

    public void Add(StudentFacts student, ScoringFrame frame)
    {
        foreach (var held in student.Skills)
        {
            Skills.Add(new HeldSkill(frame.Skills.Number(held.Skill), held.Level));
        }

        foreach (var (feature, permille) in frame.Scorer.ProfileOf(student))
        {
            Skills.Add(new HeldSkill(frame.KeyOf(feature), permille));
        }

        foreach (var target in student.Occupations)
        {
            Occupations.Add(frame.Occupations.Rank(target));
        }

        End(student, Direction.Of(student.Home));
    }

    public void Add(StudentSegment segment, int row)
    {
        Skills.AddRange(segment.SkillsOf(row));
        Occupations.AddRange(segment.OccupationsOf(row));
        End(segment.Facts[row], segment.Homes[row]);
    }

    public StudentSegment Build() => new(this);

    public ReadOnlySpan<HeldSkill> SkillsOf(int row) => CollectionsMarshal.AsSpan(Skills)[(row == 0 ? 0 : SkillEnds[row - 1])..SkillEnds[row]];

    public ReadOnlySpan<int> OccupationsOf(int row) =>
        CollectionsMarshal.AsSpan(Occupations)[(row == 0 ? 0 : OccupationEnds[row - 1])..OccupationEnds[row]];

    private void End(StudentFacts student, Direction home)
    {
        Facts.Add(student);
        Homes.Add(home);
        SkillEnds.Add(Skills.Count);
        OccupationEnds.Add(Occupations.Count);
    }
}
