using Microsoft.Extensions.Logging.Console;
using VocMatch.Domain.Runtime;
using VocMatch.Gateway;
using VocMatch.Grains;
using VocMatch.Host.Demo;
using VocMatch.Host.Options;
using VocMatch.Storage;

namespace VocMatch.Host.Starting;

/// <summary>Puts the parts together, by role.</summary>
internal static class VocMatchHost
{
    /// <summary>How long requests under way may take after a stop was asked for.</summary>
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(30);

    /// <exception cref="StartRefusedException">The key file cannot be used.</exception>
    public static IHost Build(StartOptions options)
    {
        if (options.Role == Role.Silo)
        {
            var silo = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
            AddShared(silo);
            AddSilo(silo, options);
            return silo.Build();
        }

        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls([.. options.Urls]);
        AddShared(builder);
        if (options.Role == Role.All)
        {
            AddSilo(builder, options);
            builder.Services.AddSingleton(options);
            builder.Services.AddSingleton<DemoLoading>();
        }
        else
        {
            builder.Services.AddVocMatchReadSide(StorageOf(options));
            builder.UseOrleansClient(client => ClusterNetwork.Join(client, StorageOf(options)));
        }

        builder.Services.AddVocMatchGateway();
        return builder.Build().UseVocMatchGateway();
    }

    private static void AddShared(IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = Drain);
        builder.Logging.ClearProviders();
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
            console.UseUtcTimestamp = true;
            console.ColorBehavior = LoggerColorBehavior.Disabled;
        });
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);

        // They warn of what is no fault here: the garbage collector chosen, and turns and checks that ran long on a busy machine.
        builder.Logging.AddFilter("Orleans.Runtime.Scheduler", LogLevel.Error);
        builder.Logging.AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error);

        // They show a start that failed as an exception; StartRefusal says it in a sentence, and a defect ends the process with its stack.
        // Once the host has started they are logged.
        var phase = new StartPhase();
        builder.Services.AddSingleton(phase);
        foreach (var category in (string[])["Microsoft.Extensions.Hosting.Internal.Host", "Orleans.Runtime.Silo", "Orleans.Runtime.SiloLifecycleSubject"])
        {
            builder.Logging.AddFilter(category, level => level >= (phase.IsOver ? LogLevel.Warning : LogLevel.Critical));
        }
    }

    private static void AddSilo(IHostApplicationBuilder builder, StartOptions options)
    {
        var key = PseudonymKey.ReadOrMake(options);
        builder.UseOrleans(silo =>
        {
            silo.AddVocMatchStorage(StorageOf(options));
            silo.AddVocMatchGrains(new GrainsOptions { PseudonymKey = key, ReportYears = new(options.ReportYearBegins) });
            ClusterNetwork.Join(silo, options, StorageOf(options));
        });
    }

    private static StorageOptions StorageOf(StartOptions options) => options.Postgres is { } connection
        ? StorageOptions.OnPostgreSql(connection)
        : StorageOptions.InDirectory(options.Data);
}
