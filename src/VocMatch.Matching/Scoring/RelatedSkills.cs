namespace VocMatch.Matching.Scoring;

/// <summary>
/// Which skills occur together in occupations: cos(h, s) = (n(h,s) - 1) / sqrt(n(h) n(s)), n counting the lists with both or each;
/// the subtraction discounts a single common list. Only divisions and square roots, which IEEE 754 rounds exactly, so every
/// machine learns the same table.
/// </summary>
internal static class RelatedSkills
{
    private const int MinTogether = 2;
    private const double MinCosine = 0.15;

    /// <summary>For every skill its nearest skills, nearest first, equal ones by number.</summary>
    public static RelatedSkill[][] Learn(int skillCount, int[][] lists, int neighbours)
    {
        var listsOf = new List<int[]>[skillCount];
        foreach (var list in lists)
        {
            foreach (var skill in list)
            {
                (listsOf[skill] ??= []).Add(list);
            }
        }

        var together = new int[skillCount];
        var touched = new List<int>();
        var near = new List<(double Cosine, int Skill)>();
        var related = new RelatedSkill[skillCount][];
        for (var held = 0; held < skillCount; held++)
        {
            CountTogether(listsOf[held], held, together, touched);
            near.Clear();
            foreach (var skill in touched)
            {
                if (together[skill] >= MinTogether
                    && (together[skill] - 1) / Math.Sqrt((double)listsOf[held].Count * listsOf[skill].Count) is >= MinCosine and var cosine)
                {
                    near.Add((cosine, skill));
                }

                together[skill] = 0;
            }

            touched.Clear();
            near.Sort((a, b) => a.Cosine != b.Cosine ? b.Cosine.CompareTo(a.Cosine) : a.Skill - b.Skill);
            related[held] = [.. near.Take(neighbours).Select(pair => new RelatedSkill(pair.Skill, (int)((pair.Cosine * 1_000) + 0.5)))];
        }

        return related;
    }

    private static void CountTogether(List<int[]>? lists, int held, int[] together, List<int> touched)
    {
        foreach (var list in lists ?? [])
        {
            foreach (var skill in list)
            {
                if (skill != held && together[skill]++ == 0)
                {
                    touched.Add(skill);
                }
            }
        }
    }
}
