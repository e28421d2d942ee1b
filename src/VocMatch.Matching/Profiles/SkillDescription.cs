using System.Collections.Immutable;

namespace VocMatch.Matching.Profiles;

/// <summary>What a taxonomy says of a skill beside where it is listed.</summary>
/// <param name="Groups">The groups of skills that it lies in directly.</param>
/// <param name="Words">The stems of its label, each once (<see cref="LabelWords"/>).</param>
/// <param name="Transversal">Whether it is asked for everywhere and so says nothing of an occupation.</param>
public sealed record SkillDescription(ImmutableArray<string> Groups, ImmutableArray<string> Words, bool Transversal)
{
    /// <summary>Nothing is said.</summary>
    public static SkillDescription None { get; } = new([], [], false);
}
