namespace VocMatch.Benchmarks.Quality;

/// <summary>How good one ranking of advertisements is.</summary>
internal readonly record struct Ranking(double Ndcg, double Precision, double ReciprocalRank)
{
    public const int Depth = 20;

    public static Ranking Of(Query query, IReadOnlyList<int> ranked, IReadOnlyList<Advertisement> ads, double ideal)
    {
        double gain = 0;
        var right = 0;
        double reciprocal = 0;
        for (var i = 0; i < ranked.Count; i++)
        {
            var grade = query.GradeOf(ads[ranked[i]]);
            gain += Discounted(grade, i);
            right += grade >= 1 ? 1 : 0;
            reciprocal = reciprocal == 0 && grade >= 2 ? 1.0 / (i + 1) : reciprocal;
        }

        return new Ranking(ideal > 0 ? gain / ideal : 0, (double)right / Depth, reciprocal);
    }

    /// <summary>The gain of the best possible ranking.</summary>
    public static double Ideal(Query query, IReadOnlyList<Advertisement> ads) =>
        ads.Select(query.GradeOf).Where(grade => grade > 0).OrderDescending().Take(Depth).Select(Discounted).Sum();

    public static Ranking Mean(IReadOnlyCollection<Ranking> rankings) =>
        new(rankings.Average(r => r.Ndcg), rankings.Average(r => r.Precision), rankings.Average(r => r.ReciprocalRank));

    private static double Discounted(int grade, int position) => ((1 << grade) - 1) / Math.Log2(position + 2);
}
