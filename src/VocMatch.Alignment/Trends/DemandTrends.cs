using System.Collections.Immutable;
using VocMatch.Contracts.Alignment;
using VocMatch.Contracts.Identity;

namespace VocMatch.Alignment.Trends;

/// <summary>Where the demand of some regions together is going, by the months that are over: a month under way has not seen all its postings.</summary>
/// <param name="kept">Their histories.</param>
public sealed class DemandTrends(ImmutableArray<DemandHistory> kept)
{
    public static DemandTrends None { get; } = new([]);

    public TrendResult Of(SkillId skill) => Of(skill.Value, history => history.Skills);

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
