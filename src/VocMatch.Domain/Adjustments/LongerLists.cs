using System.Collections.Immutable;
using VocMatch.Domain.Runtime;

namespace VocMatch.Domain.Adjustments;

/// <summary>
/// How lists respond: a student's list as it is, then eligible placements by the student's score, until it has as many ranks as the median
/// list of the round. The same rule lengthens the lists of the round without a change and with it, so what longer lists give by themselves
/// is in no difference between the two.
/// </summary>
/// <param name="ranks">Length that lists are brought to.</param>
internal sealed class LongerLists(int ranks)
{
    public string Words { get; } = FormattableString.Invariant(
        $"without the change and with it, each list is continued with eligible placements by the student's score until it has {ranks} ranks, as many as the median list has");

    public int Ranks => ranks;

    /// <summary>For the lists of a round: the median of those that rank something.</summary>
    public static LongerLists Of(ClearingInputs inputs)
    {
        List<int> lengths = [.. inputs.Students.Where(student => student.Pass != 0 && student.Ranked > 0).Select(student => student.Ranked).Order()];
        return new(lengths.Count == 0 ? Math.Min(SimulatedLists.Ranks, inputs.MaximumRanks) : lengths[(lengths.Count - 1) / 2]);
    }

    /// <summary>The round with longer lists.</summary>
    /// <param name="known">Students who are the same as before, with what they were lengthened to.</param>
    public ClearingInputs Lengthen(ClearingInputs inputs, IReadOnlyDictionary<InputStudent, InputStudent>? known = null) => inputs with
    {
        Students =
        [
            .. inputs.Students.AsParallel().AsOrdered().WithDegreeOfParallelism(Cores.Most).Select(student => known?.GetValueOrDefault(student) ?? Of(student, inputs)),
        ],
    };

    /// <summary>What a student who has saved nothing would rank.</summary>
    public ImmutableArray<ListEntry> Fresh(InputStudent student, ClearingInputs inputs) => Continued(student, [], inputs);

    /// <summary>Who neither ranked anything nor agreed to be completed takes no part, and is not made to.</summary>
    private InputStudent Of(InputStudent student, ClearingInputs inputs)
    {
        ImmutableArray<ListEntry> own = student.Pass == 2 ? student.List[..student.Ranked] : student.List;
        var takesPart = own.Length + student.Dropped.Length > 0 || student.AgreesToCompletion;
        return student.Pass == 0 || !takesPart || Valid(student, own) >= ranks
            ? student
            : inputs.Rule.WithLists(student, Continued(student, own, inputs));
    }

    private static int Valid(InputStudent student, ImmutableArray<ListEntry> list) => list.Count(entry => !student.Forbidden.Contains(entry.Placement));

    private ImmutableArray<ListEntry> Continued(InputStudent student, ImmutableArray<ListEntry> own, ClearingInputs inputs)
    {
        var (list, missing) = (own.ToBuilder(), ranks - Valid(student, own));
        foreach (var (number, score) in inputs.Rule.Open.Value.Top(student.Facts, ranks + own.Length + student.Forbidden.Length))
        {
            if (missing == 0)
            {
                break;
            }

            if (own.All(entry => entry.Placement != number) && !student.Forbidden.Contains(number))
            {
                list.Add(SavedLists.Entry(student, inputs.Placements[number], number, score));
                missing--;
            }
        }

        return list.ToImmutable();
    }
}
