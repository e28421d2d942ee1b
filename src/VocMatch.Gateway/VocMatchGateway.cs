using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OpenTelemetry.Metrics;
using VocMatch.Contracts.Json;
using VocMatch.Gateway.Adjustments;
using VocMatch.Gateway.Alignment;
using VocMatch.Gateway.Audiences;
using VocMatch.Gateway.Employers;
using VocMatch.Gateway.Events;
using VocMatch.Gateway.Health;
using VocMatch.Gateway.Imports;
using VocMatch.Gateway.Jobs;
using VocMatch.Gateway.Markets;
using VocMatch.Gateway.Offers;
using VocMatch.Gateway.OpenApi;
using VocMatch.Gateway.Pages;
using VocMatch.Gateway.Placements;
using VocMatch.Gateway.Problems;
using VocMatch.Gateway.Programs;
using VocMatch.Gateway.ProvisionGaps;
using VocMatch.Gateway.Requests;
using VocMatch.Gateway.Rounds;
using VocMatch.Gateway.Schools;
using VocMatch.Gateway.Students;
using VocMatch.Gateway.Taxonomy;

namespace VocMatch.Gateway;

/// <summary>The REST API, its documentation and the pages, for a host that has a grain factory, a read side and a taxonomy.</summary>
public static class VocMatchGateway
{
    /// <summary>Longest body in bytes, but for imports.</summary>
    public const int MaxBodyLength = 1024 * 1024;

    public static IServiceCollection AddVocMatchGateway(this IServiceCollection services)
    {
        services.Configure<JsonOptions>(options => WireJson.Configure(options.SerializerOptions));
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.Configure<KestrelServerOptions>(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = MaxBodyLength;
        });
        services.AddExceptionHandler<ProblemHandler>();
        services.AddRazorComponents();

        // The pages have no forms and no sessions: no key is worth a file outside the data directory.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddOpenApiDocuments();
        services.AddOpenTelemetry().WithMetrics(metrics => metrics
            .AddMeter("Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.Orleans", "System.Runtime")
            .AddPrometheusExporter());
        services.AddSingleton<TaxonomyLists>();
        services.AddSingleton<Readiness>();
        services.AddSingleton<StoreProbe>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<FruitlessSearches>();
        services.AddSingleton<StudentGrains>();
        services.AddVocMatchImports();
        return services;
    }

    public static WebApplication UseVocMatchGateway(this WebApplication app)
    {
        app.UseMiddleware<SecurityHeaders>();
        app.UseExceptionHandler(_ => { });
        app.UseStatusCodePages(ProblemPages.DescribeStatus);
        app.UseOpenApiDocuments();
        app.UseMiddleware<HeadAndOptions>();
        app.UseRouting();
        app.UseMiddleware<RequestShape>();
        app.UseMiddleware<AcceptedForms>();

        var api = new ApiGroups(app.MapGroup("/api/v1"));
        api.MapSchools();
        api.MapPrograms();
        api.MapEmployers();
        api.MapPlacements();
        api.MapStudents();
        api.MapIdentities();
        api.MapMatches();
        api.MapRounds();
        api.MapRoundStudents();
        api.MapRoundResults();
        api.MapOperations();
        api.MapJobs();
        api.MapMarkets();
        api.MapOffers();
        api.MapStudentOffers();
        api.MapApplications();
        api.MapNotifications();
        api.MapTaxonomy();
        api.MapImports();
        api.MapPublishedTaxonomies();
        api.MapReferenceImports();
        api.MapReferenceMappings();
        api.MapReferenceSeries();
        api.MapReports();
        api.MapProvisionGaps();
        api.MapPublishedStatistics();
        api.MapAdjustments();
        api.MapDailyQuestions();
        app.MapHealth();
        app.MapPrometheusScrapingEndpoint("/metrics");
        app.MapProblemPages();
        app.MapPages();
        app.MapReportPages();
        return app;
    }
}
