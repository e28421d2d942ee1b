namespace VocMatch.Alignment.Classifications;

/// <summary>What stands beside a code that its own classification, or whoever published it, gives no title.</summary>
public static class Untitled
{
    public const string Title = "no title given";
}
