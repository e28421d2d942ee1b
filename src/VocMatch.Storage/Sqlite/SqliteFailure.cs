using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace VocMatch.Storage.Sqlite;

/// <summary>Tells failures of one statement from failures of the whole transaction.</summary>
internal static class SqliteFailure
{
    /// <summary>The disk, or the size the file may reach, is used up.</summary>
    public static bool IsFull(Exception failure) => failure is SqliteException { SqliteErrorCode: SQLITE_FULL };

    /// <summary>After these nothing of the transaction can be relied upon.</summary>
    public static bool EndsTransaction(Exception failure) =>
        failure is SqliteException
        {
            SqliteErrorCode: SQLITE_FULL or SQLITE_IOERR or SQLITE_NOMEM or SQLITE_CORRUPT or SQLITE_NOTADB or SQLITE_READONLY or SQLITE_BUSY
        };

    /// <summary>The file is no sound database.</summary>
    public static bool IsCorruption(SqliteException failure) =>
        failure.SqliteErrorCode is SQLITE_CORRUPT or SQLITE_NOTADB or SQLITE_FORMAT;
}
