using System.Diagnostics.CodeAnalysis;

namespace VocMatch.Contracts.Identity;

/// <summary>An id: a small struct that validates itself once, at the edge, and is a plain string on the wire.</summary>
public interface IId<TSelf> : IParsable<TSelf>
    where TSelf : struct, IId<TSelf>
{
    string Value { get; }
}

/// <summary>What every id of the platform obeys, so that it can stand in a URL, a file and a digest unchanged.</summary>
public static class IdRule
{
    public const int MaxLength = 64;

    public const string Text = "1 to 64 of the characters A-Z a-z 0-9 . _ : -, the first a letter or a digit";

    public static bool IsValid([NotNullWhen(true)] string? value)
    {
        if (value is null || value.Length is 0 or > MaxLength || !char.IsAsciiLetterOrDigit(value[0]))
        {
            return false;
        }

        foreach (var c in value)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('.' or '_' or ':' or '-'))
            {
                return false;
            }
        }

        return true;
    }

    /// <exception cref="FormatException">The value is no id.</exception>
    public static string Checked(string value, string type) =>
        IsValid(value) ? value : throw new FormatException($"'{value}' is no {type}: {Text}.");
}
