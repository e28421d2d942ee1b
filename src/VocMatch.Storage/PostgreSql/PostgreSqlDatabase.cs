using Npgsql;
using VocMatch.Storage.Databases;

namespace VocMatch.Storage.PostgreSql;

/// <summary>The PostgreSQL database.</summary>
internal sealed class PostgreSqlDatabase : IStorageDatabase, IAsyncDisposable
{
    /// <summary>The name Orleans' ADO.NET providers know Npgsql by.</summary>
    public const string Invariant = "Npgsql";

    private readonly Lazy<Task> _ready;

    public PostgreSqlDatabase(string connectionString)
    {
        DataSource = NpgsqlDataSource.Create(ConnectionPool.Queries.Of(connectionString));
        var states = ConnectionPool.States.Of(connectionString);
        (States, StateConnections) = (NpgsqlDataSource.Create(states), new NpgsqlConnectionStringBuilder(states).MaxPoolSize);
        _ready = new Lazy<Task>(Prepare);
    }

    public NpgsqlDataSource DataSource { get; }

    public NpgsqlDataSource States { get; }

    /// <summary>The most connections that <see cref="States"/> opens.</summary>
    public int StateConnections { get; }

    public Task Ready() => _ready.Value;

    public async ValueTask DisposeAsync()
    {
        await States.DisposeAsync();
        await DataSource.DisposeAsync();
    }

    private async Task Prepare()
    {
        await using var connection = await DataSource.OpenConnectionAsync();
        await PostgreSqlDurability.Check(connection);
        await PostgreSqlSchema.Upgrade(connection, PostgreSqlSchema.Scripts);
    }
}
