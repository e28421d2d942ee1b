using System.Text;
using VocMatch.Contracts.Markets;

namespace VocMatch.Grains.Offers;

/// <summary>Constraints in words for people.</summary>
public static class ConstraintWords
{
    /// <summary>The name of a constraint as words: <c>minimumAge</c> is "minimum age".</summary>
    public static string Name(string constraint)
    {
        var words = new StringBuilder();
        foreach (var letter in constraint)
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

    public static string Names(IEnumerable<ConstraintResult> unmet) => string.Join(", ", unmet.Select(one => Name(one.Name)));

    /// <summary>Each constraint with what is asked and what the student has.</summary>
    public static string WithValues(IEnumerable<ConstraintResult> unmet) =>
        string.Join("; ", unmet.Select(one => $"{Name(one.Name)}: asked is {one.Required}, it is {one.Actual}"));
}
