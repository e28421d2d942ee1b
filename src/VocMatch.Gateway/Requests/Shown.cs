namespace VocMatch.Gateway.Requests;

/// <summary>Values of a caller as they are shown back to it.</summary>
internal static class Shown
{
    public const int Most = 100;

    public static string Short(string value) => value.Length <= Most ? value : $"{value.AsSpan(0, Cut(value))}...";

    /// <summary>Never between the halves of a surrogate pair.</summary>
    private static int Cut(string value) => char.IsHighSurrogate(value[Most - 1]) ? Most - 1 : Most;
}
