namespace VocMatch.Host.Options;

/// <summary>An option cannot be followed. The message is a sentence for whoever starts the host: which, and why.</summary>
internal sealed class OptionRefusedException(string message) : Exception(message);
