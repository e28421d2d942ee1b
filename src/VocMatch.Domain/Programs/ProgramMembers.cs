using System.Collections.Immutable;
using System.Text.Json;
using VocMatch.Contracts.Programs;
using VocMatch.Domain.Records;

namespace VocMatch.Domain.Programs;

/// <summary>What it means to a program's students who hold a seat that a member of it changes.</summary>
internal enum ProgramMemberChange
{
    /// <summary>A constraint of matching rests on it: seats are held against what it says now.</summary>
    Constraint,

    /// <summary>It says which placements count for the program: seats are held against what was asked when they were taken.</summary>
    Counts,

    /// <summary>No seat depends on it.</summary>
    None,
}

/// <param name="Name">In camel case; of a member of the placement asked for with "placement." before it.</param>
internal sealed record ProgramMember(string Name, ProgramMemberChange Change, Func<ProgramContent, object?> Value)
{
    public bool IsSame(ProgramContent one, ProgramContent other) => RecordJson.Same(Value(one), Value(other));
}

/// <summary>Every member of a program with what its change means to those who hold a seat: the one table by which revisions are reviewed.</summary>
internal static class ProgramMembers
{
    public static ImmutableArray<ProgramMember> All { get; } =
    [
        Of(nameof(ProgramContent.School), ProgramMemberChange.None, content => content.School),
        Of(nameof(ProgramContent.Title), ProgramMemberChange.None, content => content.Title),
        Of(nameof(ProgramContent.Field), ProgramMemberChange.Constraint, content => content.Field),
        Of(nameof(ProgramContent.Level), ProgramMemberChange.Constraint, content => content.Level),
        Of(nameof(ProgramContent.Teaches), ProgramMemberChange.Constraint, content => content.Teaches),
        Of(nameof(ProgramContent.Intake), ProgramMemberChange.None, content => content.Intake),
        Of(nameof(ProgramContent.DurationMonths), ProgramMemberChange.None, content => content.DurationMonths),
        Of(nameof(ProgramContent.TargetOccupations), ProgramMemberChange.Counts, content => content.TargetOccupations),
        Asked(nameof(PlacementRequirement.MinimumHours), placement => placement.MinimumHours),
        Asked(nameof(PlacementRequirement.Kinds), placement => placement.Kinds),
        Asked(nameof(PlacementRequirement.Period), placement => placement.Period),
        Asked(nameof(PlacementRequirement.MaximumEmployers), placement => placement.MaximumEmployers),
        Asked(nameof(PlacementRequirement.MaximumRemotePercent), placement => placement.MaximumRemotePercent),
        Of(nameof(ProgramContent.History), ProgramMemberChange.None, content => content.History),
        Of(nameof(ProgramContent.Generated), ProgramMemberChange.None, content => content.Generated),
    ];

    /// <summary>Whether a revision may make a seat that was taken under another one wrong.</summary>
    public static bool Matter(ProgramContent before, ProgramContent after) =>
        All.Any(member => member.Change != ProgramMemberChange.None && !member.IsSame(before, after));

    private static ProgramMember Asked(string name, Func<PlacementRequirement, object?> value) => new(
        $"{Camel(nameof(ProgramContent.Placement))}.{Camel(name)}",
        ProgramMemberChange.Counts,
        content => content.Placement is { } placement ? value(placement) : null);

    private static ProgramMember Of(string name, ProgramMemberChange change, Func<ProgramContent, object?> value) => new(Camel(name), change, value);

    private static string Camel(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);
}
