using System.Collections.Immutable;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Placements;

namespace VocMatch.Grains.Adjustments;

/// <summary>Applications that employers have left waiting for longer than they have to answer.</summary>
internal sealed class UnansweredApplications(IGrainFactory grains, TimeProvider time)
{
    /// <summary>By student, the numbers of the placements where the application waits.</summary>
    /// <param name="placements">By their numbers. Only those with something overdue are asked.</param>
    public async Task<IReadOnlyDictionary<StudentId, ImmutableArray<int>>> At(IReadOnlyList<Placement> placements)
    {
        var waiting = new Dictionary<StudentId, ImmutableArray<int>>();
        var overdue = Enumerable.Range(0, placements.Count).Where(number => placements[number].Answering is { Overdue: > 0 }).ToList();
        var answers = await ManyGrains.Ask(overdue, number => grains.GetGrain<IPlacementGrain>(placements[number].Id.Value).Applications());
        foreach (var (number, found) in overdue.Zip(answers))
        {
            foreach (var application in (found?.Applications ?? []).Where(application => application.AnswerBy < time.GetUtcNow()))
            {
                if (application.Student is { } student)
                {
                    waiting[student] = waiting.GetValueOrDefault(student, []).Add(number);
                }
            }
        }

        return waiting;
    }
}
