using Npgsql;

namespace VocMatch.Storage.PostgreSql;

/// <summary>The PostgreSQL database.</summary>
internal sealed class PostgreSqlDatabase : IStorageDatabase, IAsyncDisposable
{
    /// <summary>The name Orleans' ADO.NET providers know Npgsql by.</summary>
    public const string Invariant = "Npgsql";

    /// <summary>Statements a connection keeps prepared; all of ours are few and repeated.</summary>
    private const int PreparedStatements = 64;

    private readonly Lazy<Task> _ready;

    public PostgreSqlDatabase(string connectionString)
    {
        DataSource = NpgsqlDataSource.Create(WithPreparedStatements(connectionString));
        _ready = new Lazy<Task>(Prepare);
    }

    public NpgsqlDataSource DataSource { get; }

    /// <summary>The same string, with automatic preparation where it says nothing about it.</summary>
    public static string WithPreparedStatements(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        if (builder.MaxAutoPrepare == 0)
        {
            builder.MaxAutoPrepare = PreparedStatements;
        }

        return builder.ConnectionString;
    }

    public Task Ready() => _ready.Value;

    public ValueTask DisposeAsync() => DataSource.DisposeAsync();

    private async Task Prepare()
    {
        await using var connection = await DataSource.OpenConnectionAsync();
        await PostgreSqlDurability.Check(connection);
        await PostgreSqlSchema.Upgrade(connection, PostgreSqlSchema.Scripts);
    }
}
