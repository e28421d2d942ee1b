using System.Collections.Immutable;
using VocMatch.Contracts.Alignment;
using VocMatch.Contracts.Identity;

namespace VocMatch.Alignment.Trends;

/// <summary>Where the demand of some regions together is going, by the months that are over: a month under way has not seen all its postings.</summary>
/// <param name="kept">Their histories.</param>
public sealed class DemandTrends(ImmutableArray<DemandHistory> kept)
{
    private const int Year = 12;

    public static DemandTrends None { get; } = new([]);

    public TrendResult Of(SkillId skill) => Of(skill.Value, history => history.Skills);

    /// <summary>Whether in each of these regions the last twelve months at least are kept, and no seat of them asked for the skill.</summary>
    public bool YearWithoutSeats(SkillId skill, IReadOnlyCollection<RegionId> regions) =>
        regions.Count > 0 && regions.All(region => kept.Any(history =>
            history.Region == region
            && history.Seats.Length >= Year
            && history.Skills.Where(own => own.Code == skill.Value).All(own => own.Seats.TakeLast(Year).All(seats => seats == 0))));

    public TrendResult Of(OccupationId occupation) => Of(occupation.Value, history => history.Occupations);

    private TrendResult Of(string code, Func<DemandHistory, ImmutableArray<CodedSeats>> series)
    {
        if (kept.IsEmpty)
        {
            return new TooShort(0, HoltTrend.MinimumLength);
        }

        var first = kept.Min(history => history.FirstMonth);
        var seats = new double[MonthNumber.Between(first, kept.Max(history => history.NextMonth()))];
        foreach (var history in kept)
        {
            var offset = MonthNumber.Between(first, history.FirstMonth);
            foreach (var own in series(history).Where(own => own.Code == code))
            {
                for (var month = 0; month < own.Seats.Length; month++)
                {
                    seats[offset + month] += own.Seats[month];
                }
            }
        }

        return HoltTrend.Fit(seats);
    }
}
