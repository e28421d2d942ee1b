using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Reading;
using VocMatch.Contracts.Students;
using VocMatch.Domain.Reading;
using VocMatch.Gateway.ProvisionGaps;

namespace VocMatch.Gateway.Pages;

/// <summary>Pages for people, rendered here, without scripts.</summary>
internal static class PageEndpoints
{
    private const int RegionsListed = 60;

    private static readonly byte[] Style = Embedded("site.css");

    private static readonly byte[] Icon = Embedded("icon.svg");

    public static void MapPages(this IEndpointRouteBuilder root)
    {
        var pages = root.MapGroup("").ExcludeFromDescription();
        pages.MapGet("/", Landing);
        pages.MapGet("/students/{id}", Student);
        pages.MapGet("/rounds/{round}/students/{id}", Appeal);
        pages.MapGet("/markets/{region}", Market);
        pages.MapGet("/site.css", () => TypedResults.Bytes(Style, "text/css; charset=utf-8"));
        pages.MapGet("/icon.svg", () => TypedResults.Bytes(Icon, "image/svg+xml"));
    }

    private static async Task<RazorComponentResult<LandingPage>> Landing(IReadSide reading, ITaxonomy taxonomy, CancellationToken cancellation)
    {
        var regions = taxonomy.Current.Regions.Values.OrderBy(region => region.Name, StringComparer.Ordinal).ToList();
        var first = await reading.Students(new ListFilter(), new PageRequest(1, null), cancellation);
        var model = new Landing(
            await reading.Counts(cancellation),
            first.Items is [var student] ? student.Id : null,
            regions.Take(RegionsListed).ToList(),
            Math.Max(0, regions.Count - RegionsListed));
        return new RazorComponentResult<LandingPage>(new { Model = model });
    }

    private static async Task<RazorComponentResult> Student(
        string id, IGrainFactory grains, IReadSide reading, ITaxonomy taxonomy, FruitlessSearches fruitless, TimeProvider time, CancellationToken cancellation)
    {
        if (!StudentId.TryParse(id, null, out var student))
        {
            return Missing("No student has this id.");
        }

        var outcome = fruitless.Note(student, await grains.GetGrain<IStudentGrain>(student.Value).Matches(20));
        if (!outcome.Succeeded)
        {
            return outcome.Refusal.Kind == RefusalKind.NotFound ? Missing(outcome.Refusal.Detail) : Missing(outcome.Refusal.Detail, 503);
        }

        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var found = await grains.GetGrain<IStudentGrain>(student.Value).Find();
        var seat = found?.SeatOn(today) is { } placement
            ? (await grains.GetGrain<IPlacementGrain>(placement.Value).Find())?.Posting.Title ?? placement.Value
            : null;
        var model = new StudentPageMatches(
            outcome.Value, await reading.Names([.. outcome.Value.Matches.Select(match => match.Employer).Distinct()], cancellation), taxonomy.Current, seat, found?.Profile.HasLeft(today) ?? false);
        return new RazorComponentResult<StudentPage>(new { Model = model });
    }

    private static async Task<RazorComponentResult> Appeal(
        string round, string id, IGrainFactory grains, IReadSide reading, CancellationToken cancellation)
    {
        if (!RoundId.TryParse(round, null, out var roundId) || !StudentId.TryParse(id, null, out var student)
            || await grains.GetGrain<IRoundGrain>(roundId.Value).Find() is not { } found)
        {
            return Missing("No round or no student has this id.");
        }

        var result = await grains.GetGrain<IRoundGrain>(roundId.Value).ResultOf(student);
        if (!result.Succeeded)
        {
            return Missing(result.Refusal.Detail, result.Refusal.Kind switch
            {
                RefusalKind.NotFound => StatusCodes.Status404NotFound,
                RefusalKind.Conflict => StatusCodes.Status409Conflict,
                _ => StatusCodes.Status503ServiceUnavailable,
            });
        }

        var shown = result.Value.Ranked.Concat(result.Value.Completion ?? []).Select(answer => answer.Placement);
        List<PlacementId> named = [.. (result.Value.Assignment is { } assigned ? shown.Append(assigned.Placement) : shown).Distinct()];
        var titles = await reading.Titles(named, cancellation);
        var model = new StudentAppeal(found, result.Value, named.ToDictionary(placement => placement, placement => titles.GetValueOrDefault(placement, placement.Value)));
        return new RazorComponentResult<AppealPage>(new { Model = model });
    }

    private static async Task<RazorComponentResult> Market(string region, IGrainFactory grains, ITaxonomy taxonomy)
    {
        var snapshot = taxonomy.Current;
        if (!RegionId.TryParse(region, null, out var id) || snapshot.Regions.GetValueOrDefault(id) is not { } found)
        {
            return Missing("No region has this id.");
        }

        var model = new RegionMarket(found, await grains.GetGrain<IMarketGrain>(id.Value).Summary(), snapshot);
        return new RazorComponentResult<MarketPage>(new { Model = model });
    }

    private static RazorComponentResult Missing(string what, int status = StatusCodes.Status404NotFound) =>
        new RazorComponentResult<MissingPage>(new { What = what }) { StatusCode = status };

    private static byte[] Embedded(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource {name} is not in the assembly.");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
