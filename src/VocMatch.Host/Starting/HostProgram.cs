using System.Collections;
using VocMatch.Contracts.Outcomes;
using VocMatch.Gateway.Health;
using VocMatch.Host.Demo;
using VocMatch.Host.Options;

namespace VocMatch.Host.Starting;

/// <summary>The life of the process. Exit codes: 0 stopped as asked, 1 could not start, 2 an option was refused.</summary>
internal static class HostProgram
{
    public static async Task<int> Run(string[] arguments)
    {
        StartOptions options;
        try
        {
            var given = OptionSources.Read(arguments, Variables(), Settings());
            if (given.ContainsKey(HostOption.ShowHelp))
            {
                Console.Out.Write(HelpText.Text);
                return 0;
            }

            options = OptionReading.Read(given);
        }
        catch (OptionRefusedException refused)
        {
            Console.Error.WriteLine($"VocMatch does not start. {refused.Message} --help shows every option.");
            return 2;
        }
        catch (InvalidDataException unreadable)
        {
            Console.Error.WriteLine($"VocMatch does not start. {unreadable.Message} {unreadable.GetBaseException().Message}");
            return 2;
        }

        try
        {
            using var data = options.Postgres is null ? DataDirectory.Take(options.Data) : null;
            var host = VocMatchHost.Build(options);
            await using var _ = (IAsyncDisposable)host;
            await Serve(host, options);
            return 0;
        }
        catch (Exception failure) when (StartRefusal.Of(failure, options) is { } sentence)
        {
            Console.Error.WriteLine($"VocMatch does not start. {sentence}");
            return 1;
        }
    }

    private static async Task Serve(IHost host, StartOptions options)
    {
        var stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        if (!await StartInOrder(host, stopping))
        {
            Console.Out.WriteLine("Stopping as asked, before it had started.");
            return;
        }

        try
        {
            await Run(host, options, stopping);
        }
        catch (Exception)
        {
            // What runs is stopped before it is disposed, or its parts complain of each other.
            await host.StopAsync(CancellationToken.None);
            throw;
        }
    }

    private static async Task Run(IHost host, StartOptions options, CancellationToken stopping)
    {
        if (options.Role != Role.Silo)
        {
            try
            {
                if (options.Demo && options.Role == Role.All)
                {
                    await host.Services.GetRequiredService<DemoLoading>().LoadWhereEmpty(stopping);
                }

                host.Services.GetRequiredService<Readiness>().Reached();
                await Welcome.Print(host.Services, Console.Out, stopping);
            }
            catch (Exception cut) when (stopping.IsCancellationRequested
                && (cut is OperationCanceledException or OrleansException or TimeoutException or StoreUnavailableException))
            {
                Console.Out.WriteLine("Stopping as asked. What was loaded stays; the next start goes on.");
            }
        }
        else
        {
            Console.Out.WriteLine("VocMatch silo is ready. Ctrl-C stops it.");
        }

        await host.WaitForShutdownAsync();
    }

    /// <summary>Starts; where that fails, what did start, the silo above all, is stopped before it is disposed.</summary>
    /// <returns>False where it was asked to stop while it started: then what its parts say of that is no failure.</returns>
    private static async Task<bool> StartInOrder(IHost host, CancellationToken stopping)
    {
        try
        {
            await host.StartAsync(CancellationToken.None);
            host.Services.GetRequiredService<StartPhase>().End();
            return true;
        }
        catch (Exception failure)
        {
            var isAsked = stopping.IsCancellationRequested;
            try
            {
                await host.StopAsync(CancellationToken.None);
            }
            catch (Exception unstopped)
            {
                if (!isAsked)
                {
                    throw new AggregateException(failure, unstopped);
                }
            }

            if (isAsked)
            {
                return false;
            }

            throw;
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Variables() =>
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Select(variable => KeyValuePair.Create((string)variable.Key, (string?)variable.Value ?? ""));

    private static IConfiguration Settings() => new ConfigurationBuilder()
        .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
        .AddJsonFile(Path.GetFullPath("appsettings.json"), optional: true)
        .Build();
}
