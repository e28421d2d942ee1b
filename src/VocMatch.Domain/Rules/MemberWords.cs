using System.Text;

namespace VocMatch.Domain.Rules;

/// <summary>Names of members as words for people; as machines read them they stand in members of their own.</summary>
internal static class MemberWords
{
    /// <param name="name">In camel case, made of whole words: <c>minimumAge</c>.</param>
    public static string Of(string name)
    {
        if (name == "applyBy")
        {
            return "deadline for applications";
        }

        var words = new StringBuilder();
        foreach (var letter in name)
        {
            if (char.IsAsciiLetterUpper(letter))
            {
                words.Append(' ').Append(char.ToLowerInvariant(letter));
            }
            else
            {
                words.Append(letter);
            }
        }

        return words.ToString();
    }
}
