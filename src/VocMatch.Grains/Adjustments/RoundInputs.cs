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
    /// <param name="regions">The scope: students who live there, placements there.</param>
    /// <param name="notBefore">Inputs taken before this instant are taken again, where they may change at all.</param>
    Task<RoundInputs> Latest(ImmutableArray<RegionId> regions, DateTimeOffset notBefore, CancellationToken cancellation);
}

/// <summary>How students' lists come about.</summary>
internal interface IListRule
{
    /// <summary>The list of a student who has changed.</summary>
    /// <param name="present">The list of the student as it is.</param>
    ImmutableArray<ListEntry> Changed(StudentFacts changed, ImmutableArray<ListEntry> present);
}

/// <summary>A placement on a student's list, best first, with the priority the student has there.</summary>
/// <param name="Placement">Number of the placement in the inputs.</param>
/// <param name="Units">Score in ten-thousandths of a point.</param>
internal readonly record struct ListEntry(int Placement, int Units);

internal sealed record InputPlacement(PlacementId Id, string Title, EmployerId Employer, OccupationId Occupation, PlacementFacts Facts, string Reserves)
{
    public byte[] Utf8Id { get; } = Encoding.UTF8.GetBytes(Id.Value);

    public RegionId Region { get; } = RegionId.Parse(Facts.Region);

    public static InputPlacement Of(Placement placement, PlacementFacts facts) => new(
        placement.Id,
        placement.Posting.Title,
        placement.Posting.Employer,
        placement.Posting.Occupation,
        facts,
        ReservesOf(placement));

    /// <summary>As the clearing takes them, within the seats that are open: earlier offers may have used some.</summary>
    private static string ReservesOf(Placement placement)
    {
        var left = placement.OpenSeats;
        var reserves = new List<string>();
        foreach (var (tag, seats) in placement.Posting.Reserves)
        {
            if (Math.Min(seats, left) is > 0 and var kept && !tag.Contains(':', StringComparison.Ordinal))
            {
                reserves.Add(FormattableString.Invariant($"{tag}:{kept}"));
                left -= kept;
            }
        }

        return string.Join(';', reserves);
    }
}

internal sealed record InputStudent(StudentId Id, StudentQuestion Question, StudentFacts Facts, ImmutableArray<ListEntry> List)
{
    public byte[] Utf8Id { get; } = Encoding.UTF8.GetBytes(Id.Value);

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

    public required ImmutableArray<InputPlacement> Placements { get; init; }

    public required ImmutableArray<InputStudent> Students { get; init; }

    /// <summary>Most students of an employer, where it has a cap.</summary>
    public required IReadOnlyDictionary<EmployerId, int> Caps { get; init; }

    public required IListRule Rule { get; init; }

    /// <summary>The same round with other students.</summary>
    public RoundInputs With(IEnumerable<InputStudent> students) =>
        this with { Students = [.. students.OrderBy(student => student.Id.Value, StringComparer.Ordinal)] };
}
