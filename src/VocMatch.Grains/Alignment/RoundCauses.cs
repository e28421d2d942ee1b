using System.Collections.Immutable;
using VocMatch.Alignment.Data;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Rounds;
using VocMatch.Domain.Adjustments;
using VocMatch.Grains.Adjustments;

namespace VocMatch.Grains.Alignment;

/// <summary>Lays what rounds left empty and without a place at once to causes, region by region.</summary>
internal sealed class RoundCauses(FrozenInputs inputs, AdjustmentSearch search)
{
    /// <summary>Causes from real rounds: of each region from the latest round in whose scope it is.</summary>
    /// <param name="rounds">The latest first.</param>
    /// <param name="known">Regions that the report is about.</param>
    /// <returns>The causes, and for every round used a sentence that names it.</returns>
    public async Task<(ImmutableArray<MismatchRow> Causes, ImmutableArray<string> Remarks)> Of(
        IReadOnlyList<Round> rounds, IReadOnlySet<RegionId> known, CancellationToken cancellation)
    {
        var (causes, remarks) = (ImmutableArray.CreateBuilder<MismatchRow>(), ImmutableArray.CreateBuilder<string>());
        var open = known.ToHashSet();
        foreach (var round in rounds)
        {
            ImmutableArray<RegionId> regions = [.. round.Settings.Scope.Regions.Where(open.Contains)];
            if (regions.IsEmpty)
            {
                continue;
            }

            cancellation.ThrowIfCancellationRequested();
            open.ExceptWith(regions);
            var taken = await inputs.Read(round);
            var mismatches = new Mismatches(new(taken));
            causes.AddRange(regions.SelectMany(region => Rows(mismatches, region)));
            remarks.Add($"Causes in {string.Join(", ", regions)} are those of {taken.Basis}.");
        }

        return (causes.ToImmutable(), remarks.ToImmutable());
    }

    public IEnumerable<MismatchRow> Rows(Mismatches mismatches, RegionId region) => mismatches.Cases(region, search.Reach(region))
        .Where(part => part.Cases > 0)
        .Select(part => new MismatchRow(region, part.Cause, part.Cases));
}
