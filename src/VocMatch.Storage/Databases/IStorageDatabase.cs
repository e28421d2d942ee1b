namespace VocMatch.Storage.Databases;

/// <summary>The database in use, SQLite or PostgreSQL.</summary>
internal interface IStorageDatabase
{
    /// <summary>Completes when the database was found sound and its schema is this version's; every call is the same one.</summary>
    /// <exception cref="DatabaseRefusedException">It cannot be used as it is.</exception>
    Task Ready();
}
