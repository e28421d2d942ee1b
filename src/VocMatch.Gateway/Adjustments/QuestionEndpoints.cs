using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using VocMatch.Contracts.Adjustments;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Jobs;
using VocMatch.Contracts.Outcomes;
using VocMatch.Gateway.Answers;
using VocMatch.Gateway.Audiences;
using VocMatch.Gateway.Jobs;
using VocMatch.Gateway.OpenApi;
using VocMatch.Gateway.Problems;
using VocMatch.Gateway.Requests;

namespace VocMatch.Gateway.Adjustments;

/// <summary>The three questions of every day: what would place this student, whom to call for a seat, why seats and students miss each other.</summary>
internal static class QuestionEndpoints
{
    private static readonly QueryParameter By = new("by", "placement, employer, occupation, region or school; left out: employer.", "employer");

    private static readonly QueryParameter Region = QueryParameter.Region with { Description = "Id of a region; needed." };

    public static void MapDailyQuestions(this ApiGroups api)
    {
        api.Student.MapGroup("/students").WithTags("Adjustments").MapGet("/{id}/smallest-change", SmallestChange)
            .WithSummary("The smallest changes that place a student who has no place, the cheapest kind first: a rank, a check, a region, a later start, a seat, a skill, some points")
            .Answers<SmallestChange>(ProblemTypes.Malformed, ProblemTypes.NotFound, ProblemTypes.Unavailable)
            .IsNotForPublication();

        var markets = api.College.MapGroup("/markets").WithTags("Adjustments");
        markets.MapGet("/seat-values", SeatValues)
            .WithSummary("What one more seat is worth, as a list of whom to call first")
            .Takes(Region, By, QueryParameter.Top)
            .Answers<SeatValueList>(ProblemTypes.Malformed, ProblemTypes.NotFound, ProblemTypes.Unavailable)
            .IsNotForPublication();
        markets.MapGet("/causes", Causes)
            .WithSummary("Why the latest clearing leaves seats empty and students without a place at once, by cause; the parts add up. studentsLeftWithoutPlace takes the place of unplacedStudents, whose name promised another count. 202 with a job where it takes more than 20 s")
            .Takes(Region)
            .Answers<MismatchAnswer>(ProblemTypes.Malformed, ProblemTypes.NotFound, ProblemTypes.Conflict, ProblemTypes.Unavailable)
            .Produces<Job>(StatusCodes.Status202Accepted)
            .IsNotForPublication();
    }

    private static async Task<IResult> SmallestChange(StudentId id, IGrainFactory grains) =>
        await grains.GetGrain<IStudentGrain>(id.Value).Find() is { } student
            ? EntityAnswers.Answer(await grains.GetGrain<IRegionQuestionsGrain>(student.Profile.Region.Value).SmallestChange(id))
            : Problem.NotFound($"The student '{id}'");

    private static async Task<IResult> SeatValues(HttpContext http, IGrainFactory grains)
    {
        var query = new QueryReader(http.Request.Query);
        var by = query.OneOf<SeatGrouping>(By);
        var top = query.Top();
        var region = query.Id<RegionId>(Region);
        return Refused(query, region)
            ?? EntityAnswers.Answer(await grains.GetGrain<IRegionQuestionsGrain>(region!.Value.Value)
                .SeatValues(by is null ? SeatGrouping.Employer : Enum.Parse<SeatGrouping>(by, ignoreCase: true), top));
    }

    private static async Task<IResult> Causes(HttpContext http, IGrainFactory grains)
    {
        var query = new QueryReader(http.Request.Query);
        var region = query.Id<RegionId>(Region);
        return Refused(query, region) ?? await JobAnswers.Ask(http, grains, JobKind.Causes, region!.Value.Value);
    }

    private static Problem? Refused(QueryReader query, RegionId? region) =>
        query.Violations.Length > 0 ? Problem.Malformed(query.Violations)
        : region is null ? Problem.Malformed(new Violation(Region.Name, null, "Needed: the id of a region."))
        : null;
}
