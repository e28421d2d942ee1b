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
        for (var number = 0; number < placements.Count; number++)
        {
            if (placements[number].Answering is not { Overdue: > 0 }
                || await grains.GetGrain<IPlacementGrain>(placements[number].Id.Value).Applications() is not { } found)
            {
                continue;
            }

            foreach (var application in found.Applications.Where(application => application.AnswerBy < time.GetUtcNow()))
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
