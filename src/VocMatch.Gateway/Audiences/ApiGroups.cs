using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace VocMatch.Gateway.Audiences;

/// <summary>The API in one group for each audience: every operation is mapped in exactly one, and authorization is a line a group.</summary>
internal sealed class ApiGroups
{
    public ApiGroups(IEndpointRouteBuilder api)
    {
        Everybody = Group(api, Audience.Everybody);
        College = Group(api, Audience.College);
        Employer = Group(api, Audience.Employer);
        Student = Group(api, Audience.Student);
        Regulator = Group(api, Audience.Regulator);
        Admin = Group(api, Audience.Admin);
    }

    public RouteGroupBuilder Everybody { get; }

    public RouteGroupBuilder College { get; }

    public RouteGroupBuilder Employer { get; }

    public RouteGroupBuilder Student { get; }

    public RouteGroupBuilder Regulator { get; }

    public RouteGroupBuilder Admin { get; }

    private static RouteGroupBuilder Group(IEndpointRouteBuilder api, Audience audience) =>
        api.MapGroup("").WithMetadata(new AudienceMetadata(audience));
}

internal sealed record AudienceMetadata(Audience Audience);
