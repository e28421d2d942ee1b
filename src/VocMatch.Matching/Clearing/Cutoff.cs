using VocMatch.Matching.Clearing.Markets;

namespace VocMatch.Matching.Clearing;

/// <summary>Whom a cutoff lets pass.</summary>
public enum CutoffKind
{
    /// <summary>Seats are free: everybody passes.</summary>
    None,

    /// <summary>Whoever's key is at least the key named passes.</summary>
    Key,

    /// <summary>Nobody passes.</summary>
    Closed,
}

/// <summary>The lowest key that was admitted: a priority and the student who had it.</summary>
public readonly record struct Cutoff(CutoffKind Kind, Priority Priority, int Student)
{
    public static Cutoff None { get; } = new(CutoffKind.None, default, -1);

    public static Cutoff Closed { get; } = new(CutoffKind.Closed, default, -1);

    public static Cutoff Key(Priority priority, int student) => new(CutoffKind.Key, priority, student);
}
