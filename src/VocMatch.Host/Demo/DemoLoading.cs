using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Placements;
using VocMatch.Data.Rows;
using VocMatch.Domain.Reading;
using VocMatch.Gateway.Health;
using VocMatch.Gateway.Imports;
using VocMatch.Host.Options;
using VocMatch.Scenarios.Demo;

namespace VocMatch.Host.Demo;

/// <summary>Loads the demo data through the same imports that REST offers.</summary>
internal sealed partial class DemoLoading(
    StartOptions options,
    IServiceProvider services,
    IReadSide reading,
    IGrainFactory grains,
    Readiness readiness,
    TimeProvider time,
    ILogger<DemoLoading> logger)
{
    private const int ClosedAtOnce = 64;

    /// <summary>Loads into an empty database, and goes on with a loading that was interrupted; else does nothing.</summary>
    public async Task LoadWhereEmpty(CancellationToken cancellation)
    {
        var plan = DemoPlan.Find(options.Data);
        if (plan is null or { Loaded: true })
        {
            if (!await IsEmpty(cancellation))
            {
                return;
            }

            plan = new DemoPlan(options.DemoScale, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime), StepsDone: 0, Loaded: false);
            plan.Save(options.Data);
        }

        readiness.WaitFor("the demo data");
        var demo = new DemoData(DemoData.DefaultSeed, plan.Scale, plan.Day);
        var remaining = Steps(demo, cancellation).Select((step, i) => step with { Run = advanced => Remember(i, step.Run(advanced)) }).Skip(plan.StepsDone);
        await LoadingProgress.Run("Loading demo data. " + DemoData.Provenance + " An interrupted loading goes on at the next start.", [.. remaining], Console.Out);
        (plan with { StepsDone = 0, Loaded = true }).Save(options.Data);

        async Task Remember(int step, Task run)
        {
            await run;
            (plan with { StepsDone = step + 1 }).Save(options.Data);
        }
    }

    private List<LoadingStep> Steps(DemoData demo, CancellationToken cancellation)
    {
        var closed = demo.ClosedPlacements.ToList();
        return
        [
            Import("regions", demo.Taxonomy.Regions, cancellation),
            Import("skill groups", demo.Taxonomy.SkillGroups, cancellation),
            Import("skills", demo.Taxonomy.Skills, cancellation),
            Import("occupations", demo.Taxonomy.Occupations, cancellation),
            Import("colleges", demo.Schools, cancellation),
            Import("programs", demo.Programs, cancellation),
            Import("employers", demo.Employers, cancellation),
            Import("placements", demo.Placements, cancellation),
            new LoadingStep("placements closed again", closed.Count, advanced => Close(closed, advanced, cancellation)),
            Import("students", demo.Students, cancellation),
            new LoadingStep("markets scoring by what was loaded", demo.Taxonomy.Regions.Count, advanced => Renew(demo, advanced)),
        ];
    }

    private LoadingStep Import<TRow>(string name, IReadOnlyList<TRow> rows, CancellationToken cancellation)
        where TRow : class =>
        new(name, rows.Count, async advanced =>
        {
            var import = services.GetRequiredService<IRowImport<TRow>>();
            var report = await import.Run(Numbered(rows), dryRun: false, advanced, cancellation);
            if (report.Wrong > 0)
            {
                LogRefused(logger, report.Wrong, name, report.Errors[0]);
            }
        });

    private async Task Close(List<PlacementId> closed, Action advanced, CancellationToken cancellation)
    {
        var limits = new ParallelOptions { MaxDegreeOfParallelism = ClosedAtOnce, CancellationToken = cancellation };
        await Parallel.ForEachAsync(closed, limits, async (placement, _) =>
        {
            var grain = grains.GetGrain<IPlacementGrain>(placement.Value);
            await grain.Apply(PlacementAction.Close, new WriteOptions(OperationId: "demo-close"));
            advanced();
        });
    }

    /// <summary>Scores would else rest, for a while, on figures counted before anything was there.</summary>
    private async Task Renew(DemoData demo, Action advanced)
    {
        var epoch = await grains.GetGrain<IEpochGrain>(0).Renew();
        await ManyGrains.Send(demo.Taxonomy.Regions, async region =>
        {
            await grains.GetGrain<IMarketGrain>(region.Id.Value).Adopt(epoch.Number);
            advanced();
        });
    }

    private async Task<bool> IsEmpty(CancellationToken cancellation) =>
        await reading.Counts(cancellation) is { Schools: 0, Programs: 0, Employers: 0, Placements: 0, Students: 0 };

    private static async IAsyncEnumerable<RowRead<TRow>> Numbered<TRow>(IReadOnlyList<TRow> rows)
        where TRow : class
    {
        for (var i = 0; i < rows.Count; i++)
        {
            yield return new RowRead<TRow>(i + 1, rows[i], []);
        }

        await Task.CompletedTask;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} demo {Kind} were refused, the first: {Error}.")]
    private static partial void LogRefused(ILogger logger, long count, string kind, RowError error);
}
