using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime.Hosting;
using VocMatch.Domain.Reading;
using VocMatch.Storage.Databases;
using VocMatch.Storage.Reading;
using VocMatch.Storage.Rounds;

namespace VocMatch.Storage.Sqlite;

internal static class SqliteRegistration
{
    public static void AddSqliteDatabase(this IServiceCollection services, string directory)
    {
        services.AddSingleton(_ => new SqliteDatabase(directory));
        services.AddSingleton<IStorageDatabase>(provider => provider.GetRequiredService<SqliteDatabase>());
        services.AddSingleton<IQueries, SqliteQueries>();
        services.AddSingleton<ITaxonomyStore, SqliteTaxonomyStore>();
        services.AddSingleton<INewStates, SqliteNewStates>();
        services.AddSingleton<IRoundWrites, SqliteRoundWrites>();
    }

    public static void AddSqliteGrains(this ISiloBuilder silo)
    {
        silo.Services.AddGrainStorage(
            VocMatchStorage.Name,
            (services, _) => ActivatorUtilities.CreateInstance<SqliteGrainStorage>(services));
        silo.AddReminders();
        silo.Services.AddSingleton<IReminderTable, SqliteReminderTable>();
    }
}
