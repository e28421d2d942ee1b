using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Domain.Reading;
using VocMatch.Gateway.Requests;

namespace VocMatch.Gateway.Answers;

/// <summary>Finds filters of a list that name something unknown.</summary>
internal static class NamedThings
{
    public static async Task<ImmutableArray<Violation>> Unknown(HttpContext http)
    {
        var unknown = ImmutableArray.CreateBuilder<Violation>();
        foreach (var parameter in http.GetEndpoint()?.Metadata.GetOrderedMetadata<QueryParameter>() ?? [])
        {
            if (parameter.Names is { } kind && http.Request.Query[parameter.Name] is [{ } id] && IdRule.IsValid(id) && !await Exists(http, kind, id))
            {
                unknown.Add(new(parameter.Name, id, $"The id of {(kind == NamedThing.Occupation || kind == NamedThing.Employer ? "an" : "a")} {kind.ToString().ToLowerInvariant()} that exists."));
            }
        }

        return unknown.ToImmutable();
    }

    private static async Task<bool> Exists(HttpContext http, NamedThing kind, string id)
    {
        var taxonomy = http.RequestServices.GetRequiredService<ITaxonomy>().Current;
        var grains = http.RequestServices.GetRequiredService<IGrainFactory>();
        return kind switch
        {
            NamedThing.Region => taxonomy.Regions.ContainsKey(RegionId.Parse(id)),
            NamedThing.Occupation => taxonomy.Occupations.ContainsKey(OccupationId.Parse(id)),
            NamedThing.School => await grains.GetGrain<ISchoolGrain>(id).Find() is not null,
            NamedThing.Program => await grains.GetGrain<IProgramGrain>(id).Find() is not null,
            NamedThing.Employer => await grains.GetGrain<IEmployerGrain>(id).Find() is not null,
            NamedThing.Placement => await grains.GetGrain<IPlacementGrain>(id).Find() is not null,
            NamedThing.Student => await grains.GetGrain<IStudentGrain>(id).Find() is not null,
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A kind of thing that nobody looks up."),
        };
    }
}
