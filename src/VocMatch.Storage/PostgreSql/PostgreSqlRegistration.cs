using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime.Hosting;
using VocMatch.Domain.Reading;
using VocMatch.Storage.Databases;
using VocMatch.Storage.Reading;
using VocMatch.Storage.Rounds;

namespace VocMatch.Storage.PostgreSql;

internal static class PostgreSqlRegistration
{
    public static void AddPostgreSqlDatabase(this IServiceCollection services, string connectionString)
    {
        services.AddSingleton(_ => new PostgreSqlDatabase(connectionString));
        services.AddSingleton<IStorageDatabase>(provider => provider.GetRequiredService<PostgreSqlDatabase>());
        services.AddSingleton<IQueries, PostgreSqlQueries>();
        services.AddSingleton<ITaxonomyStore, PostgreSqlTaxonomyStore>();
        services.AddSingleton<INewStates, PostgreSqlNewStates>();
        services.AddSingleton<IRoundWrites, PostgreSqlRoundWrites>();
    }

    public static void AddPostgreSqlGrains(this ISiloBuilder silo, string connectionString)
    {
        silo.Services.AddGrainStorage(
            VocMatchStorage.Name,
            (services, _) => ActivatorUtilities.CreateInstance<PostgreSqlGrainStorage>(services));
        silo.UseAdoNetReminderService(reminders =>
        {
            reminders.Invariant = PostgreSqlDatabase.Invariant;
            reminders.ConnectionString = ConnectionPool.Reminders.Of(connectionString);
        });
    }
}
