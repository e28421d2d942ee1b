using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans.Runtime.Hosting;
using Orleans.Storage;
using VocMatch.Domain.Reading;
using VocMatch.Storage.Databases;
using VocMatch.Storage.Reading;
using VocMatch.Storage.Rounds;
using VocMatch.Storage.States;

namespace VocMatch.Storage.PostgreSql;

internal static class PostgreSqlRegistration
{
    /// <summary>Orleans' own provider, behind <see cref="PlainKeyGrainStorage"/>.</summary>
    private const string ProviderName = "vocmatch-adonet";

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
        var states = ConnectionPool.States.Of(connectionString);
        silo.AddAdoNetGrainStorage(ProviderName, storage =>
        {
            storage.Invariant = PostgreSqlDatabase.Invariant;
            storage.ConnectionString = states;
            storage.GrainStorageSerializer = new StateSerializer();
        });
        silo.Services.AddGrainStorage(
            VocMatchStorage.Name,
            (services, _) => new PlainKeyGrainStorage(
                services.GetRequiredKeyedService<IGrainStorage>(ProviderName), new NpgsqlConnectionStringBuilder(states).MaxPoolSize));
        silo.UseAdoNetReminderService(reminders =>
        {
            reminders.Invariant = PostgreSqlDatabase.Invariant;
            reminders.ConnectionString = ConnectionPool.Reminders.Of(connectionString);
        });
    }
}
