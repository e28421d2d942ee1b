using Microsoft.Extensions.Logging;
using VocMatch.Contracts.Employers;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Reading;
using VocMatch.Contracts.Storing;
using VocMatch.Domain.Employers;
using VocMatch.Domain.Reading;
using VocMatch.Grains.Records;
using VocMatch.Grains.Runtime;

namespace VocMatch.Grains.Employers;

internal sealed class EmployerGrain : Grain, IEmployerGrain
{
    private readonly ITaxonomy _taxonomy;
    private readonly IReadSide _readSide;
    private readonly EntityRecord<EmployerState, Employer> _record;

    public EmployerGrain(
        [PersistentState(StateNames.Employer, GrainStorage.Provider)] IPersistentState<EmployerState> state,
        ITaxonomy taxonomy,
        IReadSide readSide,
        TimeProvider time,
        ILogger<EmployerGrain> logger)
    {
        _taxonomy = taxonomy;
        _readSide = readSide;
        _record = new(state, GrainContext, time, logger);
    }

    public Task<Employer?> Find() => Task.FromResult(_record.Find());

    public async Task<EmployerAnswering?> Answering()
    {
        if (_record.Find() is not { } employer)
        {
            return null;
        }

        var placements = new List<Placement>();
        string? cursor = null;
        do
        {
            var page = await _readSide.Placements(new(Employer: employer.Id), new(PageRequest.MaxLimit, cursor), CancellationToken.None);
            placements.AddRange(page.Items.Where(placement => placement is { Status: PlacementStatus.Published, Answering: not null }));
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        return new(
            employer.Id,
            [
                .. placements.GroupBy(placement => placement.Region, placement => placement.Answering!)
                    .OrderBy(region => region.Key.Value, StringComparer.Ordinal)
                    .Select(region => new RegionAnswering(region.Key, AnswerClock.Of([.. region]))),
            ]);
    }

    public Task<Outcome<Written<Employer>>> Put(EmployerProfile profile, WriteOptions options) =>
        _record.Write(
            options,
            state => ValueTask.FromResult(EmployerEdits.Edit(EmployerId.Parse(this.GetPrimaryKeyString()), state, profile, _taxonomy.Current)),
            static (state, change) => new Written<Employer>(state.Entity!, change));
}
