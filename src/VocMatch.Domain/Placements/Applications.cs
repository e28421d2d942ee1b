using System.Collections;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Offers;
using VocMatch.Domain.Employers;
using VocMatch.Domain.Records;

namespace VocMatch.Domain.Placements;

/// <summary>
/// The applications for one placement in the order in which they were begun, with what counts for its employer's answering kept: one more, or one
/// that moved, costs the logarithm of how many there are.
/// </summary>
internal sealed class Applications : IReadOnlyList<Application>
{
    /// <summary>None.</summary>
    public Applications()
        : this(new Parts<Application>(KeyOf), AnswerTimes.None)
    {
    }

    private Applications(Parts<Application> all, AnswerTimes times) => (All, Times) = (all, times);

    public int Count => All.Count;

    public Application this[int index] => All[index];

    public Parts<Application> All { get; }

    public AnswerTimes Times { get; }

    public static string KeyOf(Application application) => application.Student.Value;

    public static Applications Of(Parts<Application> all)
    {
        var times = AnswerTimes.None;
        for (var place = 0; place < all.Count; place++)
        {
            times = times.With(place, all[place]);
        }

        return new(all, times);
    }

    public Application? Find(StudentId student) => All.Find(student.Value);

    /// <summary>The same with an application as it is now, in the place of the one that the student made before, or at the end.</summary>
    public Applications With(Application application)
    {
        var all = All.With(application);
        var place = all.PlaceOf(KeyOf(application));
        var times = place < Count ? Times.Without(place, All[place]) : Times;
        return new(all, times.With(place, application));
    }

    public IEnumerator<Application> GetEnumerator() => All.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
