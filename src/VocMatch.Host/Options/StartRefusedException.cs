namespace VocMatch.Host.Options;

/// <summary>The host cannot start; the message is a sentence for whoever starts it.</summary>
internal sealed class StartRefusedException(string message, Exception? inner = null) : Exception(message, inner);
