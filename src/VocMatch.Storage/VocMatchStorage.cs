using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Orleans.Providers;
using Orleans.Runtime.Hosting;
using VocMatch.Contracts.Reading;
using VocMatch.Contracts.Storing;
using VocMatch.Contracts.Taxonomy;
using VocMatch.Storage.Hosting;
using VocMatch.Storage.Reading;
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
        silo.Services.AddGrainStorage(Name, (services, _) => services.GetRequiredService<SqliteGrainStorage>());
        silo.Services.AddGrainStorage(
            ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME,
            (services, _) => services.GetRequiredService<SqliteGrainStorage>());
        silo.AddReminders();
        silo.Services.AddSingleton<SqliteGrainStorage>();
        silo.Services.AddSingleton<IReminderTable, SqliteReminderTable>();
        return silo;
    }

    /// <summary><see cref="IReadSide"/>, <see cref="ITaxonomy"/>, <see cref="ITaxonomyStore"/> and <see cref="INewStates"/>, in a process with or without a silo.</summary>
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
        services.AddSingleton(_ => new SqliteDatabase(options.SqliteDirectory!));
        services.AddSingleton<IStorageDatabase>(provider => provider.GetRequiredService<SqliteDatabase>());
        services.AddSingleton<IQueries, SqliteQueries>();
        services.AddSingleton<ITaxonomyStore, SqliteTaxonomyStore>();
        services.AddSingleton<INewStates, SqliteNewStates>();
        services.AddSingleton<IReadSide, ReadSide>();
        services.AddSingleton<IHostedService, StoragePreparation>();
        services.AddSingleton<TaxonomyCache>();
        services.AddSingleton<ITaxonomy>(provider => provider.GetRequiredService<TaxonomyCache>());
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<TaxonomyCache>());
        return services;
    }
}
