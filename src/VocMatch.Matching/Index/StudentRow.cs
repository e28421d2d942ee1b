using VocMatch.Matching.Scoring;

namespace VocMatch.Matching.Index;

/// <summary>A student in the numbers of a frame.</summary>
internal sealed class StudentRow
{
    public StudentRow(StudentFacts student, ScoringFrame frame)
    {
        Facts = student;
        Skills = [.. student.Skills.Select(held => (frame.Skills.Number(held.Skill), held.Level))];
        Occupations = [.. student.Occupations.Select(frame.Occupations.Rank)];
        Home = Direction.Of(student.Home);
    }

    public StudentFacts Facts { get; }

    public (int Skill, int Level)[] Skills { get; }

    public int[] Occupations { get; }

    public Direction Home { get; }
}
