using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Orleans.Providers;
using Orleans.Runtime.Hosting;
using VocMatch.Domain.Reading;
using VocMatch.Storage.Alignment;
using VocMatch.Storage.Databases;
using VocMatch.Storage.Hosting;
using VocMatch.Storage.PendingWork;
using VocMatch.Storage.PostgreSql;
using VocMatch.Storage.ProvisionGaps;
using VocMatch.Storage.Reading;
using VocMatch.Storage.Rounds;
using VocMatch.Storage.Sqlite;
using VocMatch.Storage.Taxonomy;

namespace VocMatch.Storage;

/// <summary>Registers the storage of the platform.</summary>
public static class VocMatchStorage
{
    /// <summary>Name of the grain storage provider; it is the default provider as well.</summary>
    public const string Name = "vocmatch";

    /// <summary>Grain states and reminders, and everything of <see cref="AddVocMatchReadSide"/>.</summary>
    /// <exception cref="ArgumentException">The options name no store, or two.</exception>
    public static ISiloBuilder AddVocMatchStorage(this ISiloBuilder silo, StorageOptions options)
    {
        silo.Services.AddVocMatchReadSide(options);
        if (options.PostgreSql is { } connectionString)
        {
            silo.AddPostgreSqlGrains(connectionString);
        }
        else
        {
            silo.AddSqliteGrains();
        }

        silo.Services.AddGrainStorage(
            ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME,
            (services, _) => services.GetRequiredKeyedService<Orleans.Storage.IGrainStorage>(Name));
        return silo;
    }

    /// <summary>How silos find each other: through PostgreSQL, or, on SQLite, not at all: an embedded silo is alone on localhost.</summary>
    /// <remarks>Ports and cluster id come from Orleans' own endpoint and cluster options.</remarks>
    public static ISiloBuilder AddVocMatchClustering(this ISiloBuilder silo, StorageOptions options) =>
        options.Checked().PostgreSql is { } connectionString
            ? silo.UseAdoNetClustering(clustering =>
            {
                clustering.Invariant = PostgreSqlDatabase.Invariant;
                clustering.ConnectionString = ConnectionPool.Membership.Of(connectionString);
            })
            : silo.UseLocalhostClustering();

    /// <summary>The same for a process that is a client of the cluster only.</summary>
    public static IClientBuilder AddVocMatchClustering(this IClientBuilder client, StorageOptions options) =>
        options.Checked().PostgreSql is { } connectionString
            ? client.UseAdoNetClustering(clustering =>
            {
                clustering.Invariant = PostgreSqlDatabase.Invariant;
                clustering.ConnectionString = ConnectionPool.Membership.Of(connectionString);
            })
            : client.UseLocalhostClustering();

    /// <summary>
    /// <see cref="IReadSide"/>, <see cref="IRoundRows"/>, <see cref="IRoundReading"/>, <see cref="IDueRows"/>, <see cref="ITaxonomy"/>, <see cref="ITaxonomyStore"/> and
    /// <see cref="Domain.Reading.INewStates"/>, in a process with or without a silo. A second call changes nothing.
    /// </summary>
    /// <remarks>The schema is brought up to date before any hosted service starts; a database that is refused stops the start.</remarks>
    /// <exception cref="ArgumentException">The options name no store, or two.</exception>
    public static IServiceCollection AddVocMatchReadSide(this IServiceCollection services, StorageOptions options)
    {
        options.Checked();
        if (services.Any(service => service.ServiceType == typeof(IStorageDatabase)))
        {
            return services;
        }

        services.TryAddSingleton(TimeProvider.System);
        if (options.PostgreSql is { } connectionString)
        {
            services.AddPostgreSqlDatabase(connectionString);
        }
        else
        {
            services.AddSqliteDatabase(options.SqliteDirectory!);
        }

        services.AddSingleton<IReadSide, ReadSide>();
        services.AddSingleton<IRoundRows, RoundRows>();
        services.AddSingleton<IRoundReading, RoundReading>();
        services.AddSingleton<IDueRows, DueRows>();
        services.AddSingleton<IAlignmentReading, AlignmentReading>();
        services.AddSingleton<IProvisionGapReading, ProvisionGapReading>();
        services.AddSingleton<IHostedService, StoragePreparation>();
        services.AddSingleton<TaxonomyCache>();
        services.AddSingleton<ITaxonomy>(provider => provider.GetRequiredService<TaxonomyCache>());
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<TaxonomyCache>());
        return services;
    }
}
