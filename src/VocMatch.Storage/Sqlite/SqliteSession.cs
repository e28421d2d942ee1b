using Microsoft.Data.Sqlite;

namespace VocMatch.Storage.Sqlite;

/// <summary>A connection with its prepared statements, for one thread at a time.</summary>
internal sealed class SqliteSession(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> _statements = new(StringComparer.Ordinal);
    private long? _lastChange;

    public SqliteConnection Connection => connection;

    /// <summary>The statement of this text, prepared once. Its parameters keep the values of the call before: set them all.</summary>
    public SqliteCommand Statement(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            statement = connection.CreateCommand();
            statement.CommandText = sql;
            _statements.Add(sql, statement);
        }

        return statement;
    }

    /// <summary>A number above that of every change before. For the one session that writes; a number of what was rolled back is left out.</summary>
    public long NextChange()
    {
        var next = (_lastChange ?? GrainStateStatements.LastChange(this)) + 1;
        _lastChange = next;
        return next;
    }

    /// <returns>Rows changed.</returns>
    public int Execute(string sql) => Statement(sql).ExecuteNonQuery();

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }

        connection.Dispose();
    }
}

internal static class SqliteStatementExtensions
{
    /// <summary>Sets a parameter, adding it at the first call.</summary>
    public static SqliteCommand With(this SqliteCommand statement, string name, object? value)
    {
        var index = statement.Parameters.IndexOf(name);
        if (index >= 0)
        {
            statement.Parameters[index].Value = value ?? DBNull.Value;
        }
        else
        {
            statement.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        return statement;
    }
}
