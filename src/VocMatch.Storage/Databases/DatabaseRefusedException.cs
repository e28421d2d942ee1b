namespace VocMatch.Storage.Databases;

/// <summary>The database cannot be used as it is; the message is a sentence for whoever starts the service. Nothing was changed in it.</summary>
public sealed class DatabaseRefusedException : Exception
{
    public DatabaseRefusedException(string message)
        : base(message)
    {
    }

    public DatabaseRefusedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
