using System.Collections.Immutable;
using System.Text;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Markets;
using VocMatch.Contracts.Placements;
using VocMatch.Matching.Scoring;

namespace VocMatch.Grains.Adjustments;

/// <summary>The inputs of the latest round of a scope, for questions about what something else would have given.</summary>
internal interface IRoundInputs
{
    /// <param name="notBefore">Inputs taken before this instant are taken again.</param>
    Task<RoundInputs> Latest(QuestionScope scope, DateTimeOffset notBefore, CancellationToken cancellation);
}

/// <summary>Whom a question is about.</summary>
/// <param name="Regions">The region whose students are asked about, then those they reach; at least one.</param>
/// <param name="Field">Field of study of the students; null: all fields.</param>
internal sealed record QuestionScope(ImmutableArray<RegionId> Regions, string? Field = null)
{
    public RegionId Home => Regions[0];
}

/// <summary>How students' lists come about.</summary>
internal interface IListRule
{
    /// <summary>The rule in words, from "each student" on.</summary>
    string Words { get; }

    /// <summary>The list of a student who has changed.</summary>
    /// <param name="student">As the student is, with the list as it is.</param>
    ImmutableArray<ListEntry> Changed(InputStudent student, StudentFacts changed);

    /// <summary>What the second pass would complete a student who has changed with, best first; empty for who did not agree.</summary>
    ImmutableArray<ListEntry> Completed(InputStudent student, StudentFacts changed);
}

internal static class ListRules
{
    /// <summary>A student with other facts, and with the lists that they bring about.</summary>
    /// <param name="present">The student with the lists as they are.</param>
    public static InputStudent Apply(this IListRule rule, InputStudent changed, InputStudent present, StudentFacts facts) => changed with
    {
        Facts = facts,
        List = rule.Changed(present, facts),
        Completion = present.Completion is null ? null : rule.Completed(present, facts),
    };
}

/// <summary>A placement on a student's list, best first, with the priority the student has there.</summary>
/// <param name="Placement">Number of the placement in the inputs.</param>
/// <param name="Units">Score in ten-thousandths of a point.</param>
internal readonly record struct ListEntry(int Placement, int Units);

/// <summary>A placement that was ranked by somebody who may not have it.</summary>
/// <param name="Placement">Number of the placement in the inputs.</param>
/// <param name="Behind">Entries of the list ranked before it.</param>
internal readonly record struct DroppedEntry(int Placement, int Behind);

/// <param name="Facts">With the seats that the round may give.</param>
/// <param name="Reserves">Within those seats.</param>
internal sealed record InputPlacement(
    PlacementId Id, string Title, EmployerId Employer, OccupationId Occupation, PlacementFacts Facts, ImmutableArray<Reserve> Reserves)
{
    public byte[] Utf8Id { get; } = Encoding.UTF8.GetBytes(Id.Value);

    public RegionId Region { get; } = RegionId.Parse(Facts.Region);

    public static InputPlacement Of(Placement placement, PlacementFacts facts, ImmutableArray<Reserve> reserves) => new(
        placement.Id, placement.Posting.Title, placement.Posting.Employer, placement.Posting.Occupation, facts, reserves);
}

internal sealed record InputStudent(StudentId Id, StudentQuestion Question, StudentFacts Facts, ImmutableArray<ListEntry> List)
{
    public byte[] Utf8Id { get; } = Encoding.UTF8.GetBytes(Id.Value);

    /// <summary>0 = placed by hand, 1 = own choices, 2 = without one: the list is what the student is completed with.</summary>
    public int Pass { get; init; } = 1;

    /// <summary>What a student with own choices is completed with where they leave the student unplaced, best first; null: did not agree.</summary>
    public ImmutableArray<ListEntry>? Completion { get; init; }

    public ImmutableArray<string> Tags { get; init; } = Question.Profile.Tags;

    /// <summary>Entries at the head of the list that the student ranked; those behind completed it.</summary>
    public int Ranked { get; init; } = List.Length;

    /// <summary>In the student's order.</summary>
    public ImmutableArray<DroppedEntry> Dropped { get; init; } = [];

    /// <summary>Numbers of placements that must never come about.</summary>
    public ImmutableArray<int> Forbidden { get; init; } = [];

    /// <summary>Number of the placement where the student is placed by hand.</summary>
    public int? Fixed { get; init; }

    public ProgramId Program => Question.Profile.Program;
}

/// <summary>Everything a clearing of a scope is computed from. Placements and students stand in ordinal order of their ids.</summary>
internal sealed record RoundInputs
{
    /// <summary>The round's id; begins with <c>simulated</c> where it is none.</summary>
    public required string Basis { get; init; }

    public required bool Simulated { get; init; }

    /// <summary>The lottery's.</summary>
    public required string Seed { get; init; }

    public required Scorer Scorer { get; init; }

    public required DateTimeOffset TakenAt { get; init; }

    /// <summary>When the round's lists were closed; null where there was no round.</summary>
    public DateTimeOffset? LockedAt { get; init; }

    public required ImmutableArray<InputPlacement> Placements { get; init; }

    public required ImmutableArray<InputStudent> Students { get; init; }

    /// <summary>Most students of an employer, where it has a cap.</summary>
    public required IReadOnlyDictionary<EmployerId, int> Caps { get; init; }

    public required IListRule Rule { get; init; }

    /// <summary>By student, numbers of placements where an application waits for longer than the employer has to answer.</summary>
    public IReadOnlyDictionary<StudentId, ImmutableArray<int>> Unanswered { get; init; } = ImmutableDictionary<StudentId, ImmutableArray<int>>.Empty;

    /// <summary>Longest list in the second pass.</summary>
    public int MaximumRanks { get; init; } = SimulatedLists.Ranks;

    /// <summary>The same round with other students.</summary>
    public RoundInputs With(IEnumerable<InputStudent> students) =>
        this with { Students = [.. students.OrderBy(student => student.Id.Value, StringComparer.Ordinal)] };

    /// <summary>The same round with more seats at a placement; a capped employer may take as many more.</summary>
    public RoundInputs WithSeats(int placement, int more)
    {
        var present = Placements[placement];
        var changed = present with { Facts = present.Facts with { OpenSeats = present.Facts.OpenSeats + more } };
        return this with
        {
            Placements = Placements.SetItem(placement, changed),
            Caps = Caps.TryGetValue(present.Employer, out var cap) ? new Dictionary<EmployerId, int>(Caps) { [present.Employer] = cap + more } : Caps,
        };
    }
}
