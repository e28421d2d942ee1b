namespace VocMatch.Gateway.Requests;

/// <summary>Values of a caller as they are shown back to it.</summary>
internal static class Shown
{
    public const int Max = 100;

    public static string Short(string value) => value.Length <= Max ? value : $"{value.AsSpan(0, Cut(value))}...";

    /// <summary>Never between the halves of a surrogate pair.</summary>
    private static int Cut(string value) => char.IsHighSurrogate(value[Max - 1]) ? Max - 1 : Max;
}
