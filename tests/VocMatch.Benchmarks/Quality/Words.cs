namespace VocMatch.Benchmarks.Quality;

/// <summary>Words of English text without endings and without the words that say nothing.</summary>
internal static class Words
{
    private static readonly HashSet<string> s_stops =
        [.. "a an and any are as at be by for from in into is it its of on or other others such than that the their them they this to up using use used with within not all per etc".Split(' ')];

    private static readonly string[] s_endings = ["ations", "ation", "ments", "ment", "ings", "ing", "ers", "er", "ors", "or", "ies", "ied", "ed", "es", "s", "e", "y"];

    /// <summary>The distinct stems of a text.</summary>
    public static HashSet<string> Stems(string text)
    {
        var stems = new HashSet<string>(StringComparer.Ordinal);
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var inWord = i < text.Length && char.IsAsciiLetterOrDigit(text[i]);
            if (inWord && start < 0)
            {
                start = i;
            }
            else if (!inWord && start >= 0)
            {
                var word = text[start..i].ToLowerInvariant();
                if (word.Length > 1 && !s_stops.Contains(word))
                {
                    stems.Add(Stem(word));
                }

                start = -1;
            }
        }

        return stems;
    }

    private static string Stem(string word)
    {
        foreach (var ending in s_endings)
        {
            if (word.Length - ending.Length >= 3 && word.EndsWith(ending, StringComparison.Ordinal))
            {
                return word[..^ending.Length];
            }
        }

        return word;
    }
}
