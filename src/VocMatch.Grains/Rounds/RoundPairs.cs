using System.Collections.Immutable;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Rounds;

namespace VocMatch.Grains.Rounds;

/// <summary>Whether fixed and forbidden pairs agree with each other (C8, C9 of the clearing's specification).</summary>
public static class RoundPairs
{
    public static ImmutableArray<Violation> Check(ImmutableArray<FixedPair> @fixed, ImmutableArray<ForbiddenPair> forbidden)
    {
        var found = ImmutableArray.CreateBuilder<Violation>();
        var barred = new HashSet<(string, string)>();
        for (var i = 0; i < forbidden.Length; i++)
        {
            var pair = forbidden[i];
            Reasoned($"forbidden[{i}].reason", pair.Reason);
            if (!barred.Add((pair.Student.Value, pair.Placement.Value)))
            {
                found.Add(new($"forbidden[{i}]", $"{pair.Student}, {pair.Placement}", "A pair is forbidden once."));
            }
        }

        var students = new HashSet<string>();
        for (var i = 0; i < @fixed.Length; i++)
        {
            var pair = @fixed[i];
            Reasoned($"fixed[{i}].reason", pair.Reason);
            if (!students.Add(pair.Student.Value))
            {
                found.Add(new($"fixed[{i}].student", pair.Student.Value, "A student is fixed to one placement."));
            }

            if (barred.Contains((pair.Student.Value, pair.Placement.Value)))
            {
                found.Add(new($"fixed[{i}]", $"{pair.Student}, {pair.Placement}", "A pair is not both fixed and forbidden."));
            }
        }

        return found.ToImmutable();

        void Reasoned(string field, string reason)
        {
            if (string.IsNullOrWhiteSpace(reason) || reason.Any(char.IsControl))
            {
                found.Add(new(field, reason, "A pair set by hand has a reason, on one line."));
            }
        }
    }
}
