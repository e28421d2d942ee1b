using VocMatch.Storage.Databases;
using Npgsql;

namespace VocMatch.Storage.PostgreSql;

/// <summary>The PostgreSQL database.</summary>
internal sealed class PostgreSqlDatabase : IStorageDatabase, IAsyncDisposable
{
    /// <summary>The name Orleans' ADO.NET providers know Npgsql by.</summary>
    public const string Invariant = "Npgsql";

    /// <summary>Statements a connection keeps prepared; all of ours are few and repeated.</summary>
    private const int PreparedStatements = 64;

    /// <summary>
    /// Of each of a process's two pools, Orleans' and ours: three silos then fit into the server's 100 connections less those
    /// for operations. More would not write faster, since commits are flushed in groups.
    /// </summary>
    private const int PoolSize = 16;

    private readonly Lazy<Task> _ready;

    public PostgreSqlDatabase(string connectionString)
    {
        DataSource = NpgsqlDataSource.Create(WithDefaults(connectionString));
        _ready = new Lazy<Task>(Prepare);
    }

    public NpgsqlDataSource DataSource { get; }

    /// <summary>The same string, with preparation of statements and a size of the pool where it says nothing about them.</summary>
    public static string WithDefaults(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        if (builder.MaxAutoPrepare == 0)
        {
            builder.MaxAutoPrepare = PreparedStatements;
        }

        if (!builder.ShouldSerialize("Maximum Pool Size"))
        {
            builder.MaxPoolSize = PoolSize;
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
