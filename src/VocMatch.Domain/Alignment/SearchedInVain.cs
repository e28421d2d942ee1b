using System.Collections.Frozen;
using System.Collections.Immutable;
using VocMatch.Alignment.Classifications;
using VocMatch.Alignment.Data;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.ProvisionGaps;

namespace VocMatch.Domain.Alignment;

/// <summary>Recorded provision gaps as a report counts them: a student once, however many months they searched in vain.</summary>
/// <param name="recorded">Those up to the end of the period.</param>
internal sealed class SearchedInVain(IReadOnlyCollection<ProvisionGap> recorded, Period period)
{
    private readonly FrozenSet<string> _placements = recorded
        .Where(gap => gap.Kind is ProvisionGapKind.PlacementWithoutCandidate)
        .Select(gap => gap.Subject)
        .ToFrozenSet();

    private readonly ImmutableArray<(RegionId Region, FieldRow Field, int Days)> _students =
    [
        .. recorded.Where(gap => gap.Kind is ProvisionGapKind.StudentWithoutMatch && period.Holds(gap.Month))
            .GroupBy(gap => gap.Subject, StringComparer.Ordinal)
            .Select(student => (student.MaxBy(gap => gap.Month)!, student.Sum(gap => gap.Days)))
            .Select(student => (student.Item1.Region, FieldGroups.Of(student.Item1.SearchedFor.Fields[0]), student.Item2)),
    ];

    public IEnumerable<FieldRow> Fields => _students.Select(student => student.Field);

    public ImmutableArray<SearchGapRow> Students =>
        [.. _students.Select(student => new SearchGapRow(student.Region, student.Field.Code, student.Days))];

    public bool ForCandidates(PlacementId placement) => _placements.Contains(placement.Value);
}
