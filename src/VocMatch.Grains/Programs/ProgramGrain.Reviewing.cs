using System.Collections.Immutable;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Programs;
using VocMatch.Contracts.Reading;
using VocMatch.Domain.Programs;
using VocMatch.Domain.Records;
using VocMatch.Grains.Runtime;

namespace VocMatch.Grains.Programs;

/// <summary>A revision that matters to seats has every student of the program look at theirs again; whatever dies, it is finished.</summary>
internal sealed partial class ProgramGrain
{
    public Task<ImmutableArray<ProgramContent>> ContentsAt(ImmutableArray<DateTimeOffset> at) => Task.FromResult<ImmutableArray<ProgramContent>>(
        _record.Entity is { } present
            ? [.. at.Select(instant => _record.State.Past?.FirstOrDefault(past => past.Until >= instant)?.Content ?? present.Content)]
            : []);

    Task IPendingWorkGrain.DoPendingWork(bool listed) => _runner.Repeat(listed);

    Task IPendingWorkGrain.WakeUp() => _runner.DoDueWork();

    private static DateTimeOffset? DueAt(ProgramState state, DateTimeOffset now) => state.ReviewDue is true ? now : null;

    private async Task<bool> ReviewStudents()
    {
        if (_record.State is not { ReviewDue: true, Entity.Revision: var revision })
        {
            return true;
        }

        string? cursor = null;
        do
        {
            var page = await _readSide.Students(new(Program: Id), new(PageRequest.MaxLimit, cursor), CancellationToken.None);
            await ManyGrains.Send(page.Items, student => GrainFactory.GetGrain<IStudentGrain>(student.Id.Value).Review());
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        var done = await _record.Decide(WriteOptions.Default, state => ValueTask.FromResult(new Decision<ProgramState, Outcome<Reviewed>>(
            state.Entity?.Revision == revision ? state with { ReviewDue = null } : state, new Reviewed())));
        return done.Succeeded && _record.State.ReviewDue is null;
    }

    private sealed record Reviewed;
}
