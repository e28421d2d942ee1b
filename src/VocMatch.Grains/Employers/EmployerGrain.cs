using VocMatch.Contracts.Employers;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Storing;
using VocMatch.Domain.Employers;
using VocMatch.Domain.Reading;
using VocMatch.Grains.Records;

namespace VocMatch.Grains.Employers;

internal sealed class EmployerGrain(
    [StoredAs(StateNames.Employer)] EntityRecord<EmployerState, Employer> record, ITaxonomy taxonomy, IReadSide readSide) : Grain, IEmployerGrain
{
    public Task<Employer?> Find() => Task.FromResult(record.Find());

    public async Task<EmployerAnswering?> Answering()
    {
        if (record.Find() is not { } employer)
        {
            return null;
        }

        var placements = await readSide.PlacementsOf([employer.Id], CancellationToken.None);
        return new(
            employer.Id,
            [
                .. placements.Where(placement => placement is { Status: PlacementStatus.Published, Answering: not null }).GroupBy(placement => placement.Region, placement => placement.Answering!)
                    .OrderBy(region => region.Key.Value, StringComparer.Ordinal)
                    .Select(region => new RegionAnswering(region.Key, AnswerClock.Of([.. region]))),
            ]);
    }

    public Task<Outcome<Written<Employer>>> Put(EmployerProfile profile, WriteOptions options) =>
        record.Write(
            options,
            state => ValueTask.FromResult(EmployerEdits.Edit(EmployerId.Parse(this.GetPrimaryKeyString()), state, profile, taxonomy.Current)),
            static (state, change) => new Written<Employer>(state.Entity!, change));
}
