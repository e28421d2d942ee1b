using System.Collections.Immutable;
using System.Globalization;

namespace VocMatch.Matching.Clearing.Markets;

/// <summary>What of an input has no effect on its result. It may be meant so; where it is not, somebody lost a right by a slip of the pen.</summary>
public static class MarketWarnings
{
    private const int Named = 3;

    /// <summary>One sentence a kind, the same for the same market; time in the size of the market.</summary>
    public static ImmutableArray<string> Of(ClearingMarket market)
    {
        var reserved = ReservedTags(market);
        var held = HeldTags(market);
        var tags = Enumerable.Range(0, market.Tags.Count).ToList();
        return
        [
            .. Sentence(tags.Where(tag => held[tag] && !reserved[tag]), tag => market.Tags[tag], "{0} of students that no placement reserves seats for: {1}.", "tag", "tags"),
            .. Sentence(tags.Where(tag => reserved[tag] && !held[tag]), tag => market.Tags[tag], "{0} with reserved seats that no student has: {1}.", "tag", "tags"),
            .. Sentence(WithoutApplication(market), student => market.Students[student], "{0} without any application: {1}.", "student", "students"),
            .. Sentence(WithoutPlacement(market), employer => market.Employers[employer], "{0} with a limit and without any placement: {1}.", "employer", "employers"),
            .. Sentence(
                market.Forbidden.Where(pair => market.RankOf(pair.Student, pair.Placement) == 0),
                pair => $"{market.Students[pair.Student]} and {market.Placements[pair.Placement]}",
                "{0} that no application names: {1}.",
                "forbidden pair",
                "forbidden pairs"),
        ];
    }

    /// <summary>Students of the input who take no part in it: without an application, and not placed by hand.</summary>
    public static IEnumerable<int> WithoutApplication(ClearingMarket market)
    {
        var placed = market.Fixed.Select(pair => pair.Student).ToHashSet();
        return Enumerable.Range(0, market.Students.Count).Where(student => market.Wishes(student).IsEmpty && !placed.Contains(student));
    }

    /// <summary>Employers that have a limit and no placement it would apply to.</summary>
    public static IEnumerable<int> WithoutPlacement(ClearingMarket market)
    {
        var offering = Enumerable.Range(0, market.Placements.Count).Select(market.EmployerOf).ToHashSet();
        return Enumerable.Range(0, market.Employers.Count).Where(employer => market.Cap(employer) >= 0 && !offering.Contains(employer));
    }

    /// <summary>By tag: whether a placement reserves seats for it.</summary>
    public static bool[] ReservedTags(ClearingMarket market)
    {
        var reserved = new bool[market.Tags.Count];
        for (var placement = 0; placement < market.Placements.Count; placement++)
        {
            foreach (var reserve in market.Reserves(placement))
            {
                reserved[reserve.Tag] = true;
            }
        }

        return reserved;
    }

    private static bool[] HeldTags(ClearingMarket market)
    {
        var held = new bool[market.Tags.Count];
        for (var student = 0; student < market.Students.Count; student++)
        {
            foreach (var tag in market.TagsOf(student))
            {
                held[tag] = true;
            }
        }

        return held;
    }

    private static IEnumerable<string> Sentence<T>(IEnumerable<T> found, Func<T, string> name, string sentence, string one, string many)
    {
        var all = found.ToList();
        if (all.Count == 0)
        {
            yield break;
        }

        var what = string.Create(CultureInfo.InvariantCulture, $"{all.Count} {(all.Count == 1 ? one : many)}");
        var names = string.Join(", ", all.Take(Named).Select(name)) + (all.Count > Named ? ", ..." : "");
        yield return string.Format(CultureInfo.InvariantCulture, sentence, what, names);
    }
}
