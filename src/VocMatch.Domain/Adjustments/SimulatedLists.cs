using System.Collections.Immutable;
using VocMatch.Matching.Index;
using VocMatch.Matching.Scoring;

namespace VocMatch.Domain.Adjustments;

/// <summary>
/// Lists as they might be before any round was run: a student ranks the best matches, but only where half of the skills that are called
/// essential are held, since an employer would hardly take anybody else.
/// </summary>
internal sealed class SimulatedLists(PlacementIndex index, IReadOnlyDictionary<string, int> numbers)
{
    /// <summary>Placements on a list at most.</summary>
    public const int Ranks = 10;

    /// <summary>Best matches that are looked at for it.</summary>
    public const int Looked = 60;

    /// <summary>What the simulation assumes, in words.</summary>
    public static string Assumption { get; } = FormattableString.Invariant(
        $"each student ranks the {Ranks} best of the {Looked} best matches of which at least half of the essential skills are held; priorities are the scores as they are shown");

    public ImmutableArray<ListEntry> Of(StudentFacts student) => Best(student, Looked, Ranks);

    /// <summary>The best acceptable ones among the best matches.</summary>
    public ImmutableArray<ListEntry> Best(StudentFacts student, int looked, int ranks)
    {
        var held = Held(student);
        var list = ImmutableArray.CreateBuilder<ListEntry>(ranks);
        foreach (var (placement, units) in index.Top(student, looked).Ranked)
        {
            if (IsAcceptable(held, placement))
            {
                list.Add(new(numbers[placement.Id], SavedLists.Shown(units)));
                if (list.Count == ranks)
                {
                    break;
                }
            }
        }

        return list.ToImmutable();
    }

    public static HashSet<string> Held(StudentFacts student) =>
        new(student.Skills.Select(skill => skill.Skill), StringComparer.Ordinal);

    /// <summary>Whether half or more of the essential skills are held, at whatever level.</summary>
    public static bool IsAcceptable(HashSet<string> held, PlacementFacts placement)
    {
        var (essential, found) = (0, 0);
        foreach (var asked in placement.Skills)
        {
            if (asked.Essential)
            {
                essential++;
                found += held.Contains(asked.Skill) ? 1 : 0;
            }
        }

        return 2 * found >= essential;
    }
}
