using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.ProvisionGaps;
using VocMatch.Domain.Reading;
using VocMatch.Gateway.Answers;
using VocMatch.Gateway.Audiences;
using VocMatch.Gateway.OpenApi;
using VocMatch.Gateway.Requests;

namespace VocMatch.Gateway.ProvisionGaps;

internal static class ProvisionGapEndpoints
{
    private static readonly QueryParameter Kind = new("kind", "studentWithoutMatch or placementWithoutCandidate.", "studentWithoutMatch");

    private static readonly QueryParameter From = new("from", "A day of the first month; left out: from the beginning.", "2027-01-01");

    public static void MapProvisionGaps(this ApiGroups api) =>
        api.College.MapGroup("/provision-gaps").WithTags("Provision gaps").MapGet("", List)
            .WithSummary("What students and employers searched for in vain, one entry a student or placement and month, the earliest month first")
            .Takes(QueryParameter.Region, Kind, From, QueryParameter.Limit, QueryParameter.Cursor)
            .AnswersList<ProvisionGap>()
            .IsNotForPublication();

    private static Task<IResult> List(HttpContext http, IProvisionGapReading reading) => ListAnswers.List(
        http,
        query => new ProvisionGapFilter(query.Id<RegionId>(QueryParameter.Region), query.OneOf<ProvisionGapKind>(Kind), query.Day(From)),
        reading.List);
}
