using System.Runtime.InteropServices;
using System.Security.Cryptography;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Markets;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Reading;
using VocMatch.Contracts.Students;
using VocMatch.Domain.Markets;
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

        return RankedAnswer.Refused(top) is { } refusal ? refusal : await StoreFailures.Answer<MatchList>(
            async () => (await Ask(await Question(student), top)).Matches, "The markets could not be asked; ask again.");
    }

    public async Task<Outcome<MatchAnswer>> MatchAnswer(int top)
    {
        if (_record.Find() is not { } student)
        {
            return Missing;
        }

        return RankedAnswer.Refused(top) is { } refusal ? refusal : await StoreFailures.Answer<MatchAnswer>(
            async () => await Answer(student, top), "The markets could not be asked; ask again.");
    }

    // Whatever an answer depends on is noted before it is read for the answer: one that changes meanwhile leaves an answer that is not given again.
    private async Task<MatchAnswer> Answer(Student student, int top)
    {
        var (ages, identity, asked) = (Ages, _identity.State, _time.GetUtcNow());
        var program = await Program(student);
        var basis = new MatchBasis(student, identity, program.Version, _taxonomy.Current.Version);
        if (_answers.Find(student.Id, top, basis, asked) is { } kept && await _matches.Stand(kept.Markets))
        {
            _answers.CountGiven();
            return kept.Answer;
        }

        var found = await Ask(Question(student, ages, identity.Version, program), top);
        var answer = Sent(found.Matches);
        if (found.Stamps is { } stamps)
        {
            _answers.Keep(new(student.Id, top, basis, stamps, asked, found.Until, answer));
        }

        return answer;
    }

    /// <summary>Away from the grain's turn: markets of this silo answer on the thread that asks.</summary>
    private Task<MarketAnswer> Ask(StudentQuestion question, int top) => Task.Run(() => _matches.Ask(question, top));

    private static MatchAnswer Sent(MatchList list)
    {
        var json = MatchJson.Of(list);
        var tag = Convert.ToHexStringLower(SHA256.HashData(json).AsSpan(0, 16));
        return new(ImmutableCollectionsMarshal.AsImmutableArray(json), tag, list.Notice, list.Matches.IsEmpty ? null : list.Matches[0].Score);
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
