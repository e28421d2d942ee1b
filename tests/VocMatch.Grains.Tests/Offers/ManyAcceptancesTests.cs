using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Importing;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Storing;
using VocMatch.EndToEnd.Running;
using VocMatch.Grains.Tests.Platforms;
using Xunit;

namespace VocMatch.Grains.Tests.Offers;

/// <summary>A thousand acceptances at once, judged by the rows.</summary>
[Trait("Lane", "Full")]
public sealed class ManyAcceptancesTests(Platform platform) : IClassFixture<Platform>
{
    private const int Students = 500;

    private const int Placements = 100;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_seat_is_filled_twice_and_no_student_bound_twice_at_one_time(bool storeFails)
    {
        var scene = await OfferScene.Set(platform);
        var placements = await Task.WhenAll(Enumerable.Range(0, Placements).Select(i => scene.Placement(seats: 1 + (i % 5), month: i % 2)));
        var students = await Import(scene.Scene);

        // Two of the three collide; the seats are fewer than the offers, and nobody's is held.
        var offers = await Task.WhenAll(students.SelectMany((student, i) => new[]
        {
            Offer(scene, placements[i % Placements], student),
            Offer(scene, placements[(i + 2) % Placements], student),
        }));

        using var end = new CancellationTokenSource();
        var faults = storeFails ? Strike(end.Token) : Task.CompletedTask;
        var answers = await Task.WhenAll(offers.Select(offer => Accept(offer.Student, offer.Id)));
        await end.CancelAsync();
        await faults;
        platform.Faults.Calm();

        await Eventually.Holds(() => Task.FromResult(!SeatAudit.Of(platform.DataDirectory).Unsettled().Any()), "nothing is owed");
        var audit = SeatAudit.Of(platform.DataDirectory);
        Assert.Empty(audit.Violations());
        Assert.Empty(audit.Disagreements());
        var committed = offers.Where((_, i) => answers[i]?.Status == StudentOfferStatus.Committed).Select(o => o.Id.Value).ToList();
        Assert.All(committed, offer => Assert.Contains(offer, audit.Committed));
        Assert.NotEmpty(committed);
        foreach (var placement in placements)
        {
            // Who waits where a seat is free would have been offered it.
            var count = (await placement.Count())!;
            Assert.True(count.Free == 0 || count.Waiting == 0, $"{count}");
        }
    }

    /// <summary>Accepts until the answer is known: a commitment, the waiting list, or null for a refusal.</summary>
    private static async Task<StudentOffer?> Accept(IStudentGrain student, OfferId offer)
    {
        var keyed = new WriteOptions(OperationId: $"accept-{offer}", ContentDigest: "digest");
        Outcome<StudentOffer>? answer = null;
        await Eventually.Holds(
            async () => (answer = await student.Accept(offer, keyed)).Refusal?.Kind != RefusalKind.Unavailable, "the acceptance is answered");
        if (!answer!.Succeeded)
        {
            Scene.Refuse(answer, RefusalKind.Conflict);
        }

        return answer.Value;
    }

    private static async Task<(IStudentGrain Student, OfferId Id)> Offer(OfferScene scene, IPlacementGrain placement, IStudentGrain student) =>
        (student, await scene.Offer(placement, student, holdsSeat: false));

    /// <summary>Lets one write in a few fail, before or after it.</summary>
    private async Task Strike(CancellationToken end)
    {
        Fault[] kinds = [Fault.Write, Fault.WriteAcknowledgement, Fault.Conflict];
        for (var i = 0; !end.IsCancellationRequested; i++)
        {
            platform.Faults.Once(kinds[i % 3], i % 2 == 0 ? StateNames.Student : StateNames.Placement, after: i % 7);
            await Task.Delay(5, CancellationToken.None);
        }
    }

    private async Task<IReadOnlyList<IStudentGrain>> Import(Scene scene)
    {
        var ids = Enumerable.Range(0, Students).Select(_ => StudentId.Parse(platform.NewId("student"))).ToList();
        var rows = ids.Select(id => new StudentImport(id, Sample.Student(scene.School, scene.Program, scene.Region), Sample.Identity()));
        var outcomes = await platform.Grains.GetGrain<IImportGrain>(0).Students([.. rows]);
        Assert.All(outcomes, outcome => Scene.Succeed(outcome));
        return [.. ids.Select(id => platform.Grains.GetGrain<IStudentGrain>(id.Value))];
    }
}
