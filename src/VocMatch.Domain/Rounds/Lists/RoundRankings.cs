using System.Collections.Immutable;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Rounds;

namespace VocMatch.Domain.Rounds.Lists;

/// <summary>Employers' own lists (C5, C6 of the clearing's specification).</summary>
public static class RoundRankings
{
    /// <summary>Priority of the student at a place of a list: above any score, which ends at 100.</summary>
    /// <param name="position">1 = best.</param>
    /// <returns>100 + (length - position + 1), in millionths.</returns>
    public static long Priority(int position, int length) => Matching.Clearing.Markets.Priority.OfPoints(100L + length - position + 1).Millionths;

    /// <summary>
    /// The lists with this one taken in, which replaces an earlier one for the same placements; an empty one takes it out. An employer
    /// with a cap compares students over all its placements, so it has one list for all of them or none.
    /// </summary>
    public static Outcome<RankingSet> Put(ImmutableArray<EmployerRanking> rankings, EmployerRanking ranking, bool employerIsCapped)
    {
        if (ranking.Students.Distinct().Count() != ranking.Students.Length)
        {
            return Refusal.Invalid([new("students", null, "A student stands in a list once.")]);
        }

        if (employerIsCapped && ranking.Placement is not null)
        {
            return Refusal.Invalid([new("placement", ranking.Placement.Value.Value,
                "An employer with a limit ranks for all its placements with one list, or for none.")]);
        }

        if (!ranking.Students.IsEmpty && rankings.Any(r => r.Employer == ranking.Employer && (r.Placement is null) != (ranking.Placement is null)))
        {
            return Refusal.Conflict("The employer has lists of the other kind; it ranks by placement or for all of them.");
        }

        return new RankingSet(With(rankings, ranking));
    }

    /// <summary>Each list keeps its place, but the last one takes that of one which is taken out: a change of one list moves no others.</summary>
    private static ImmutableArray<EmployerRanking> With(ImmutableArray<EmployerRanking> rankings, EmployerRanking ranking)
    {
        for (var place = 0; place < rankings.Length; place++)
        {
            if (rankings[place].Employer == ranking.Employer && rankings[place].Placement == ranking.Placement)
            {
                return ranking.Students.IsEmpty ? rankings.SetItem(place, rankings[^1]).RemoveAt(rankings.Length - 1) : rankings.SetItem(place, ranking);
            }
        }

        return ranking.Students.IsEmpty ? rankings : rankings.Add(ranking);
    }

    /// <summary>The list that holds for a placement; null where its score decides.</summary>
    public static EmployerRanking? For(IEnumerable<EmployerRanking> rankings, EmployerId employer, PlacementId placement) =>
        rankings.FirstOrDefault(r => r.Employer == employer && (r.Placement is null || r.Placement == placement));
}

/// <summary>Lists that agree with each other.</summary>
public sealed record RankingSet(ImmutableArray<EmployerRanking> Rankings);
