using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Markets;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Reading;
using VocMatch.Contracts.Students;
using VocMatch.Grains.Runtime;

namespace VocMatch.Grains.Students;

/// <summary>Asks the markets on the student's behalf.</summary>
internal sealed partial class StudentGrain
{
    public async Task<StudentQuestion?> Question(OfferId? without) =>
        _record.Find() is not { } student ? null : await Question(student, without);

    private Task<StudentQuestion> Question(Student student, OfferId? without) =>
        Question(Without(student, without));

    private static Student Without(Student student, OfferId? offer) =>
        student with { Commitments = student.Commitments?.RemoveAll(commitment => commitment.Offer == offer) };

    public async Task<Outcome<MatchList>> Matches(int top)
    {
        if (_record.Find() is not { } student)
        {
            return Missing;
        }

        if (RankedAnswer.Refused(top) is { } refusal)
        {
            return refusal;
        }

        return await StoreFailures.Answer<MatchList>(
            async () => await StudentMatches.Ask(GrainFactory, await Question(student), top), "The markets could not be asked; ask again.");
    }

    public async Task<Outcome<MatchDetail>> Match(PlacementId placement)
    {
        if (_record.Find() is not { } student)
        {
            return Missing;
        }

        var found = await GrainFactory.GetGrain<IPlacementGrain>(placement.Value).Find();
        if (found is not { Status: not PlacementStatus.Draft })
        {
            return Refusal.NotFound($"The placement '{placement}'");
        }

        if (found.Status == PlacementStatus.Closed)
        {
            return Refusal.Conflict($"The placement '{placement}' is closed.");
        }

        return await StoreFailures.Answer<MatchDetail>(
            async () =>
            {
                var market = GrainFactory.GetGrain<IMarketGrain>(found.Region.Value);
                return await market.Explain(await Question(student), placement) is { } detail
                    ? detail
                    : Refusal.Unavailable($"The market of '{found.Region}' does not show the placement '{placement}' yet; ask again.");
            },
            "The markets could not be asked; ask again.");
    }
}
