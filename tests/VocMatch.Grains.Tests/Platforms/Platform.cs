using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using Orleans.TestingHost;
using VocMatch.Domain.Reading;
using VocMatch.Domain.Rounds;
using VocMatch.Domain.Runtime;
using VocMatch.Grains.Rounds;
using VocMatch.Storage;
using Xunit;

namespace VocMatch.Grains.Tests.Platforms;

/// <summary>The platform's silos in this process, on a SQLite database of their own in a temporary directory.</summary>
public sealed class Platform : IAsyncLifetime
{
    private readonly string _directory = Directory.CreateTempSubdirectory("vocmatch-grains-").FullName;
    private int _ids;
    private int _seeds;
    private readonly Action<GrainsOptions> _configure;
    private readonly Action<IServiceCollection> _services;
    private InProcessTestCluster _cluster = null!;

    public Platform()
        : this(static _ => { }, static _ => { })
    {
    }

    private Platform(Action<GrainsOptions> configure, Action<IServiceCollection> services) =>
        (_configure, _services, Rounds) = (configure, services, new(NewId));

    public IGrainFactory Grains => _cluster.Client;

    public IServiceProvider Services => _cluster.GetSiloServiceProvider(_cluster.Silos[0].SiloAddress);

    /// <summary>File of the database, for reading it past the platform.</summary>
    public string Database => Path.Combine(_directory, "vocmatch.db");

    public IReadSide ReadSide => Services.GetRequiredService<IReadSide>();

    internal Faults Faults { get; } = new();

    internal ShiftedTime Time { get; } = new();

    /// <summary>Rounds as students' grains see them.</summary>
    internal KnownRounds Rounds { get; }

    /// <summary>Where the database is.</summary>
    public string DataDirectory => _directory;

    /// <param name="services">Puts services of a test in the place of the platform's.</param>
    public static async Task<Platform> Start(Action<GrainsOptions> configure, Action<IServiceCollection>? services = null)
    {
        var platform = new Platform(configure, services ?? (static _ => { }));
        await platform.InitializeAsync();
        return platform;
    }

    /// <summary>Another platform, on a copy of the rows of one that was stopped and with its time.</summary>
    public static async Task<Platform> StartWithRowsOf(Platform stopped)
    {
        var platform = new Platform(stopped._configure, stopped._services) { _ids = stopped._ids, _seeds = stopped._seeds };
        foreach (var file in Directory.GetFiles(stopped._directory))
        {
            File.Copy(file, Path.Combine(platform._directory, Path.GetFileName(file)));
        }

        platform.Time.Advance(stopped.Time.GetUtcNow() - platform.Time.GetUtcNow());
        await platform.InitializeAsync();
        return platform;
    }

    /// <summary>An id that nothing else on this platform has. The next one is the greater: what is made in the same order has the same ids in every run.</summary>
    public string NewId(string kind) => string.Create(CultureInfo.InvariantCulture, $"{kind}-{Interlocked.Increment(ref _ids):D6}");

    public async Task InitializeAsync()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            var options = new GrainsOptions
            {
                PseudonymKey = [.. Enumerable.Range(1, 32).Select(i => (byte)i)],
                FirstRepeat = TimeSpan.FromMilliseconds(50),
                EpochWatch = TimeSpan.FromMilliseconds(200),
                EpochGrowthCheck = TimeSpan.FromHours(1),
                AcknowledgementDelay = TimeSpan.FromMilliseconds(50),
                DueWorkInterval = TimeSpan.FromMilliseconds(200),
                RoundInputsAge = TimeSpan.Zero,
                MeasuringPause = TimeSpan.Zero,
            };
            _configure(options);
            silo.AddVocMatchStorage(StorageOptions.InDirectory(_directory));
            silo.AddVocMatchGrains(options);
            Decorate(silo.Services, VocMatchStorage.Name, (IGrainStorage real) => new FaultyStorage(real, Faults));
            Decorate(silo.Services, null, (IReadSide real) => new FaultyReadSide(real, Faults));
            silo.Services.AddSingleton<IRoundQuestions>(Rounds);
            silo.Services.AddSingleton<TimeProvider>(Time);
            silo.Services.AddSingleton<SeedDraw>(() => SeedCommitment.Of(string.Create(CultureInfo.InvariantCulture, $"draw {Interlocked.Increment(ref _seeds)}")));
            _services(silo.Services);
        });
        _cluster = builder.Build();
        await _cluster.DeployAsync();
        await Services.GetRequiredService<ITaxonomyStore>().Save(Sample.Taxonomy, CancellationToken.None);
        await Services.GetRequiredService<ITaxonomy>().Refresh();
    }

    /// <summary>Ends the silos, and starts others on the same data directory.</summary>
    /// <param name="meanwhile">What is done to the directory while none runs.</param>
    public async Task Restart(Action meanwhile)
    {
        await _cluster.DisposeAsync();
        meanwhile();
        await InitializeAsync();
    }

    /// <summary>Ends an activation, as a silo's end would; the next call makes another one from the row.</summary>
    public async Task Forget(IAddressable grain)
    {
        if (_cluster.TryGetGrainContext(grain.GetGrainId(), out _))
        {
            await _cluster.DeactivateAsync(grain);
        }
    }

    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();

    /// <summary>Ends the silos and leaves the rows.</summary>
    public async Task Stop() => await _cluster.DisposeAsync();

    public async Task DisposeAsync()
    {
        await Stop();
        DeleteRows();
    }

    public void DeleteRows() => Directory.Delete(_directory, recursive: true);

    private static void Decorate<T>(IServiceCollection services, object? key, Func<T, T> wrap)
        where T : class
    {
        var real = services.Last(service => service.ServiceType == typeof(T) && Equals(service.ServiceKey, key));
        services.Remove(real);
        services.Add(key is null
            ? ServiceDescriptor.Singleton(provider => wrap(
                (T)(real.ImplementationFactory?.Invoke(provider) ?? ActivatorUtilities.CreateInstance(provider, real.ImplementationType!))))
            : ServiceDescriptor.KeyedSingleton(key, (provider, k) => wrap((T)real.KeyedImplementationFactory!(provider, k))));
    }
}

/// <summary>One platform for all tests that do not disturb one another.</summary>
[CollectionDefinition(Name)]
public sealed class SharedPlatform : ICollectionFixture<Platform>
{
    public const string Name = "shared platform";
}
