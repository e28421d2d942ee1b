using Npgsql;

namespace VocMatch.Storage;

/// <summary>Where states are kept. Exactly one of the two is set.</summary>
public sealed class StorageOptions
{
    /// <summary>Directory of the embedded SQLite database; made where it does not exist.</summary>
    public string? SqliteDirectory { get; set; }

    /// <summary>Npgsql connection string.</summary>
    public string? PostgreSql { get; set; }

    public static StorageOptions InDirectory(string directory) => new() { SqliteDirectory = directory };

    public static StorageOptions OnPostgreSql(string connectionString) => new() { PostgreSql = connectionString };

    /// <summary>Whether a text is a connection string that names a host; nothing is connected to.</summary>
    public static bool IsPostgreSqlConnection(string text)
    {
        try
        {
            return !string.IsNullOrWhiteSpace(new NpgsqlConnectionStringBuilder(text).Host);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <exception cref="ArgumentException">None or both are set.</exception>
    internal StorageOptions Checked()
    {
        if (string.IsNullOrWhiteSpace(SqliteDirectory) == string.IsNullOrWhiteSpace(PostgreSql))
        {
            throw new ArgumentException("Storage takes either a data directory (SQLite) or a PostgreSQL connection string, and exactly one of them.");
        }

        return this;
    }
}
