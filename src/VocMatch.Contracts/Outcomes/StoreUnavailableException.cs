namespace VocMatch.Contracts.Outcomes;

/// <summary>A store could not be read or did not confirm a write. It crosses silos as itself, unlike the exceptions of a database driver.</summary>
/// <remarks>Grain methods that answer an <see cref="Outcome{T}"/> answer <see cref="RefusalKind.Unavailable"/> instead.</remarks>
[GenerateSerializer, Alias("VocMatch.StoreUnavailableException")]
public sealed class StoreUnavailableException : Exception
{
    public StoreUnavailableException()
    {
    }

    public StoreUnavailableException(string message)
        : base(message)
    {
    }

    public StoreUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
