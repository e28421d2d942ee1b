using Orleans.Concurrency;
using VocMatch.Contracts.Adjustments;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Placements;

namespace VocMatch.Contracts.Grains;

/// <summary>An officer's questions about one region; the key is its id. It keeps nothing but what it has just computed.</summary>
[Alias("VocMatch.IRegionQuestionsGrain")]
public interface IRegionQuestionsGrain : IGrainWithStringKey
{
    /// <summary>The groups worth a call first: by students who would be placed, then placements worth it, then id.</summary>
    /// <param name="top">How many groups, 1 to 500.</param>
    [AlwaysInterleave, ResponseTimeout("00:05:00")]
    Task<Outcome<SeatValueList>> SeatValues(SeatGrouping by, int top);

    /// <summary>What would place a student of the region.</summary>
    [AlwaysInterleave, ResponseTimeout("00:05:00")]
    Task<Outcome<SmallestChange>> SmallestChange(StudentId student);

    /// <summary>What other terms of a placement of the region would do to its students and to all others: seats, skills, requirements, dates, pay.</summary>
    /// <param name="terms">The whole posting as it would be; the employer stays.</param>
    [AlwaysInterleave, ResponseTimeout("00:05:00")]
    Task<Outcome<ChangeEffect>> EffectOf(PlacementId placement, PlacementPosting terms);
}
