using System.Collections.Immutable;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Rounds;
using VocMatch.Domain.Reading;

namespace VocMatch.Gateway.Rounds;

/// <summary>What a round was asked for and did not have, from its frozen inputs.</summary>
/// <param name="Placements">With seats and without a single eligible application; the first 500 by id.</param>
/// <param name="PlacementsTotal">All of them.</param>
/// <param name="Students">Who ranked, and were eligible for nothing of it; the first 500 by id.</param>
/// <param name="StudentsTotal">All of them.</param>
public sealed record RoundGaps(
    ImmutableArray<PlacementGap> Placements, int PlacementsTotal, ImmutableArray<StudentGap> Students, int StudentsTotal)
{
    private const int MaxShown = 500;

    internal static async Task<RoundGaps> Of(IRoundRows rows, FrozenInput input, CancellationToken cancellation)
    {
        var wanted = new HashSet<PlacementId>();
        var students = ImmutableArray.CreateBuilder<StudentGap>();
        var studentsTotal = 0;
        await foreach (var student in rows.Students(input, cancellation))
        {
            wanted.UnionWith(student.Applications.Concat(student.Completion ?? []).Select(application => application.Placement));
            if (student.Applications.IsEmpty && !student.Dropped.IsEmpty && studentsTotal++ < MaxShown)
            {
                students.Add(new(student.Id, [.. student.Dropped.Select(dropped => new ClosedPlacement(dropped.Placement, dropped.Constraint, dropped.Reason))]));
            }
        }

        var placements = ImmutableArray.CreateBuilder<PlacementGap>();
        var placementsTotal = 0;
        await foreach (var placement in rows.Placements(input, cancellation))
        {
            if (placement.Seats > 0 && !wanted.Contains(placement.Id) && placementsTotal++ < MaxShown)
            {
                placements.Add(new(placement.Id, placement.Employer, placement.Seats));
            }
        }

        return new(placements.ToImmutable(), placementsTotal, students.ToImmutable(), studentsTotal);
    }
}

/// <param name="Seats">Given to the round and wanted by nobody who may have them.</param>
public sealed record PlacementGap(PlacementId Placement, EmployerId Employer, int Seats);

public sealed record StudentGap(StudentId Student, ImmutableArray<ClosedPlacement> Ranked);

/// <param name="Constraint">The constraint that failed, in camel case.</param>
/// <param name="Reason">What is asked and what the student has.</param>
public sealed record ClosedPlacement(PlacementId Placement, string Constraint, string Reason);
