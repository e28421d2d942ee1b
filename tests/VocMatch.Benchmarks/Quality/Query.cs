namespace VocMatch.Benchmarks.Quality;

/// <summary>A student with the grades (3 best, 0 wrong) of every occupation whose advertisements are right in some degree.</summary>
internal sealed record Query(int[] Skills, IReadOnlyDictionary<int, int> Grades, int Occupation)
{
    /// <summary>No ESCO occupation is the student's own.</summary>
    public const int NoOccupation = -1;

    public int GradeOf(Advertisement ad) => Grades.GetValueOrDefault(ad.Occupation);
}

/// <summary>Makes the students of a scenario.</summary>
internal sealed class QueryMaker(Esco esco, Scenario scenario, ulong seed)
{
    private readonly Seeded _random = new((seed * 1_000_003) + 3);

    /// <summary>A random draw of the candidates, in random order.</summary>
    public static T[] Draw<T>(IEnumerable<T> candidates, int count, ulong seed)
    {
        T[] drawn = [.. candidates];
        new Seeded((seed * 1_000_003) + 1).Shuffle(drawn.AsSpan());
        return drawn[..Math.Min(count, drawn.Length)];
    }

    public Query OfOccupation(int occupation)
    {
        var skills = new List<int>();
        foreach (var relation in esco.Relations[occupation])
        {
            if (_random.Fraction() < (relation.Essential ? scenario.KeepEssential : scenario.KeepOptional))
            {
                skills.Add(relation.Skill);
            }
        }

        for (var wrong = (int)Math.Ceiling(skills.Count * scenario.WrongInStudents); wrong > 0; wrong--)
        {
            var relations = esco.Relations[esco.Eligible[_random.Below(esco.Eligible.Length)]];
            skills.Add(relations[_random.Below(relations.Length)].Skill);
        }

        return new Query(WithTransversal(skills), GradesOf(occupation), occupation);
    }

    public Query OfLinked(LinkedOccupation linked) => new(WithTransversal([.. linked.Skills]), linked.Grades, Query.NoOccupation);

    private int[] WithTransversal(List<int> skills)
    {
        skills.AddRange(esco.Transversal.Where(_ => _random.Fraction() < scenario.TransversalInStudents));
        return [.. skills.Distinct()];
    }

    private Dictionary<int, int> GradesOf(int occupation)
    {
        var isco = esco.Isco[occupation];
        var grades = new Dictionary<int, int>();
        for (var other = 0; other < esco.Isco.Length; other++)
        {
            var grade = other == occupation ? 3 : esco.Isco[other] == isco ? 2 : esco.Isco[other].AsSpan(0, 3).SequenceEqual(isco.AsSpan(0, 3)) ? 1 : 0;
            if (grade > 0)
            {
                grades.Add(other, grade);
            }
        }

        return grades;
    }
}
