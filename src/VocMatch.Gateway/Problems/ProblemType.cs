namespace VocMatch.Gateway.Problems;

/// <summary>A kind of error a caller can tell apart by its address, which never changes.</summary>
/// <param name="Name">Last part of the address of its page.</param>
/// <param name="Title">The same for every occurrence.</param>
/// <param name="Explanation">What it means and what a caller can do, for its page and for OpenAPI.</param>
public sealed record ProblemType(string Name, int Status, string Title, string Explanation)
{
    public string Address => $"/problems/{Name}";
}
