using Microsoft.Extensions.DependencyInjection;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Storing;
using VocMatch.Domain.Reading;
using VocMatch.Grains.Tests.Platforms;
using Xunit;
using static VocMatch.Grains.Tests.Platforms.Scene;

namespace VocMatch.Grains.Tests.Offers;

/// <summary>What an offer and its acceptance cost in writes of rows, but for the notifications that people read.</summary>
public sealed class RowWriteTests : IAsyncLifetime
{
    private const int Seats = 12;

    private Platform _platform = null!;

    /// <summary>So long that whatever a slow machine does within it is written together.</summary>
    public async Task InitializeAsync() => _platform = await Platform.Start(options => options.AcknowledgementDelay = TimeSpan.FromSeconds(5));

    public Task DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    [Trait("Lane", "Full")]
    public async Task An_offer_is_three_writes_and_its_acceptance_four_where_a_placement_has_several_in_a_moment()
    {
        var scene = await OfferScene.Set(_platform);
        var placement = await scene.Placement(Seats);
        var students = await scene.Students(Seats);
        await Quiet();

        _platform.Faults.Written.Clear();
        var offers = await ManyGrains.Ask(students, student => scene.Offer(placement, student));
        await Quiet();

        // The offer's own row, the placement's and the student's; and once that all have heard of theirs.
        Assert.Equal(Seats, Writes(StateNames.Offer));
        Assert.Equal(Seats, Writes(StateNames.Student));
        Assert.InRange(Writes(StateNames.Placement), Seats, Seats + 2);
        Assert.InRange(_platform.Faults.Written.Count, 3 * Seats, (3 * Seats) + 2);

        _platform.Faults.Written.Clear();
        await ManyGrains.Send(
            students.Zip(offers), async one => Succeed(await one.First.Accept(one.Second, WriteOptions.Default)));
        await Quiet();

        // The student's intent, the placement's decision, the student's commitment; and once that those concerned were notified of it.
        Assert.InRange(Writes(StateNames.Student), 2 * Seats, 3 * Seats);
        Assert.InRange(Writes(StateNames.Placement), Seats, Seats + 2);
        Assert.InRange(_platform.Faults.Written.Count, 3 * Seats, (4 * Seats) + 2);
    }

    private int Writes(string state) => _platform.Faults.Written.Count(write => write.State == state);

    /// <summary>No row of an offer names a time before its deadline: what was found out is written.</summary>
    private Task Quiet() => Eventually.Holds(
        async () => (await _platform.Services.GetRequiredService<IDueRows>().Due(0, _platform.Time.GetUtcNow() + TimeSpan.FromHours(1), null, 1000, CancellationToken.None))
            .All(row => row.StateName is not (StateNames.Placement or StateNames.Student)),
        "nothing is due");
}
