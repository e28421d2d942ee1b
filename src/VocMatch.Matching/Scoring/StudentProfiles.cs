using System.Collections.Concurrent;
using System.Collections.Immutable;
using VocMatch.Matching.Profiles;

namespace VocMatch.Matching.Scoring;

/// <summary>Profiles of students, shared by all who hold the same skills, as those of one program do. Safe for concurrent use; the memory is bounded.</summary>
internal sealed class StudentProfiles(SkillTable table)
{
    private const int MaxProfiles = 4_096;

    private readonly ConcurrentDictionary<SkillSet, ImmutableArray<FeatureShare>> _known = new();

    /// <summary>What the student's skills resemble, ascending by feature; the levels do not count.</summary>
    public ImmutableArray<FeatureShare> Of(StudentFacts student)
    {
        var skills = NumbersOf(student, table);
        if (skills.Length == 0)
        {
            return [];
        }

        var key = new SkillSet(skills);
        if (_known.TryGetValue(key, out var profile))
        {
            return profile;
        }

        if (_known.Count >= MaxProfiles)
        {
            _known.Clear();
        }

        return _known.GetOrAdd(key, table.Profiles.OfStudent(skills).Shares());
    }

    /// <summary>The sums that a profile is made of.</summary>
    public static ProfileSums SumsOf(StudentFacts student, SkillTable table) => table.Profiles.OfStudent(NumbersOf(student, table));

    private static int[] NumbersOf(StudentFacts student, SkillTable table)
    {
        var numbers = new int[student.Skills.Length];
        var count = 0;
        foreach (var held in student.Skills)
        {
            if (table.SkillNumber(held.Skill) is >= 0 and var number)
            {
                numbers[count++] = number;
            }
        }

        Array.Resize(ref numbers, count);
        Array.Sort(numbers);
        return Distinct(numbers);
    }

    private static int[] Distinct(int[] sorted)
    {
        var count = 0;
        foreach (var number in sorted)
        {
            if (count == 0 || sorted[count - 1] != number)
            {
                sorted[count++] = number;
            }
        }

        Array.Resize(ref sorted, count);
        return sorted;
    }

    private readonly record struct SkillSet(int[] Skills)
    {
        public bool Equals(SkillSet other) => Skills.AsSpan().SequenceEqual(other.Skills);

        public override int GetHashCode()
        {
            var hash = default(HashCode);
            foreach (var skill in Skills)
            {
                hash.Add(skill);
            }

            return hash.ToHashCode();
        }
    }
}
