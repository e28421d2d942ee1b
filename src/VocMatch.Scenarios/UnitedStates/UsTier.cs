using System.Collections.Immutable;

namespace VocMatch.Scenarios.UnitedStates;

/// <summary>How much of the United States a scenario loads.</summary>
/// <param name="State">Its postal code; null for the whole nation.</param>
/// <param name="CompletersPerStudent">One student is generated for so many completers a year, to keep the larger tiers loadable.</param>
public sealed record UsTier(string Name, string? State, int CompletersPerStudent)
{
    public static UsTier Vermont { get; } = new("vermont", "VT", 1);

    public static UsTier Ohio { get; } = new("ohio", "OH", 5);

    public static UsTier California { get; } = new("california", "CA", 20);

    /// <summary>The fifty states and the District of Columbia.</summary>
    public static UsTier Nation { get; } = new("nation", null, 40);

    public static ImmutableArray<UsTier> All { get; } = [Vermont, Ohio, California, Nation];

    internal bool Includes(string state) => State is null || State == state;
}
