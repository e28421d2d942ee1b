using Microsoft.Extensions.DependencyInjection;
using VocMatch.Contracts.Events;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Storing;
using VocMatch.Domain.Events;
using VocMatch.Domain.Reading;
using VocMatch.Grains.Tests.Platforms;
using Xunit;

namespace VocMatch.Grains.Tests.Offers;

/// <summary>What is left to do is done by whoever wakes up next: the activation, the repetition, or the time that the row names.</summary>
public sealed class PendingWorkTests : IAsyncLifetime
{
    private readonly Receiver _receiver = new();
    private Platform _platform = null!;

    public async Task InitializeAsync() => _platform = await Platform.Start(
        options => options.WakeUpAfter = TimeSpan.FromSeconds(2),
        services => services.AddSingleton<IEventSubscriber>(_receiver));

    public async Task DisposeAsync() => await _platform.DisposeAsync();

    [Fact]
    public async Task An_offer_nobody_answered_expires_and_the_seat_goes_on()
    {
        var scene = await OfferScene.Set(_platform);
        var placement = await scene.Placement(seats: 1);
        var students = await scene.Students(2);
        var first = await scene.Offer(placement, students[0]);
        var second = await scene.Offer(placement, students[1]);

        _platform.Time.Advance(TimeSpan.FromDays(7) + TimeSpan.FromMinutes(1));
        await _platform.Forget(placement);
        Scene.Refuse(await students[0].Accept(first, WriteOptions.Default), RefusalKind.Conflict);
        Assert.Equal(OfferStatus.Held, (await placement.FindOffer(first))!.Status);

        _platform.Time.Advance(TimeSpan.FromMinutes(2));
        await _platform.Forget(placement);
        await placement.Count();

        await OfferScene.Becomes(placement, first, OfferStatus.Expired);
        await OfferScene.Becomes(students[0], first, StudentOfferStatus.Expired);
        await OfferScene.Becomes(students[1], second, StudentOfferStatus.Received);
    }

    [Fact]
    [Trait("Lane", "Full")]
    public async Task What_many_grains_have_to_do_from_one_moment_on_falls_due_over_a_while()
    {
        await _platform.DisposeAsync();
        _platform = await Platform.Start(options => options.WakeUpAfter = TimeSpan.FromHours(1));
        var scene = await OfferScene.Set(_platform);
        var placement = await scene.Placement(seats: 24);
        var students = await scene.Students(24);
        var offers = new List<OfferId>();
        foreach (var student in students)
        {
            offers.Add(await scene.Offer(placement, student));
        }

        _platform.Faults.Begin(Fault.Write, StateNames.Placement);
        for (var i = 0; i < students.Count; i++)
        {
            Scene.Refuse(await students[i].Accept(offers[i], WriteOptions.Default), RefusalKind.Unavailable);
        }

        var rows = _platform.Services.GetRequiredService<IDueRows>();
        var due = (await rows.Due(0, _platform.Time.GetUtcNow() + TimeSpan.FromHours(3), null, 1000, CancellationToken.None))
            .Where(row => row.StateName == StateNames.Student)
            .Select(row => DateTimeOffset.FromUnixTimeMilliseconds(row.WakeAt))
            .ToList();

        Assert.Equal(students.Count, due.Count);
        Assert.InRange(due.Max() - due.Min(), TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(70));
    }

    [Fact]
    public async Task A_step_the_placement_could_not_answer_is_finished_when_its_row_is_due_and_its_answer_kept()
    {
        var scene = await OfferScene.Set(_platform);
        var placement = await scene.Placement(seats: 1);
        var student = await scene.Student();
        var offer = await scene.Offer(placement, student);
        var keyed = new WriteOptions(OperationId: "accept", ContentDigest: "digest");

        _platform.Faults.Begin(Fault.Write, StateNames.Placement);
        Scene.Refuse(await student.Accept(offer, keyed), RefusalKind.Unavailable);
        Assert.Equal(StudentOfferStatus.Accepting, (await OfferScene.Find(student, offer))!.Status);
        await _platform.Forget(student);
        await _platform.Forget(placement);
        _platform.Faults.End(Fault.Write, StateNames.Placement);

        // Nobody calls the student: only the time that its row names can.
        await OfferScene.Becomes(placement, offer, OfferStatus.Accepted);
        Assert.Equal(StudentOfferStatus.Committed, Scene.Succeed(await student.Accept(offer, keyed)).Status);
    }

    [Fact]
    public async Task A_student_is_told_once_the_store_is_back()
    {
        var scene = await OfferScene.Set(_platform);
        var placement = await scene.Placement(seats: 1);
        var student = await scene.Student();
        var terms = scene.Terms(student);

        _platform.Faults.Begin(Fault.Write, StateNames.Student);
        Scene.Succeed(await placement.MakeOffer(terms, WriteOptions.Default));
        _platform.Faults.End(Fault.Write, StateNames.Student);

        await OfferScene.Notified(student, terms.Id);
    }

    [Fact]
    public async Task Every_event_arrives_in_order_though_its_receiver_was_away()
    {
        var scene = await OfferScene.Set(_platform);
        var placement = await scene.Placement(seats: 1);
        var student = await scene.Student();
        _receiver.Fail(new TimeoutException("away"), times: 2);

        var offer = await scene.Offer(placement, student);
        Scene.Succeed(await student.Accept(offer, WriteOptions.Default));
        Scene.Succeed(await student.Release(offer, "Moving away", WriteOptions.Default));

        var source = $"placement:{placement.GetPrimaryKeyString()}";
        await Eventually.Holds(() => Task.FromResult(_receiver.From(source).Count >= 3), "three events arrived");
        Assert.Equal(
            [EventKind.OfferMade, EventKind.OfferAccepted, EventKind.OfferReleased],
            _receiver.From(source).Select(e => e.Event.Kind));
        Assert.All(_receiver.From(source), e => Assert.Equal(scene.Scene.Employer, e.Event.Employer));
        await Eventually.Holds(
            async () => (await Told($"student:{student.GetPrimaryKeyString()}")).Count == 3, "the student is told");
        Assert.Equal(
            [EventKind.CommitmentReleased, EventKind.StudentCommitted, EventKind.OfferMade],
            (await Told($"student:{student.GetPrimaryKeyString()}")).Select(n => n.Event.Kind));
    }

    [Fact]
    public async Task What_is_refused_five_times_is_set_aside_visibly_and_what_follows_goes_on()
    {
        var scene = await OfferScene.Set(_platform);
        var placement = await scene.Placement(seats: 2);
        var student = await scene.Student();
        _receiver.Refuse(EventKind.OfferMade);
        var offer = await scene.Offer(placement, student);
        var source = $"placement:{placement.GetPrimaryKeyString()}";

        // Its waits add up to half a minute: the clock is put forward instead.
        await Eventually.Holds(
            async () =>
            {
                _platform.Time.Advance(TimeSpan.FromSeconds(20));
                await _platform.Forget(placement);
                await placement.Count();
                return (await SetAside(source)).Any();
            },
            "the event is set aside");
        await Eventually.Holds(
            async () => (await student.Accept(offer, new(OperationId: "accept", ContentDigest: "digest"))).Succeeded, "the offer is accepted");

        await Eventually.Holds(
            () => Task.FromResult(_receiver.From(source).Any(e => e.Event.Kind == EventKind.OfferAccepted)), "the next event arrived");
        Assert.DoesNotContain(_receiver.From(source), e => e.Event.Kind == EventKind.OfferMade);

        _receiver.Refuse(null);
        var letter = Assert.Single(await SetAside(source));
        var grain = _platform.Grains.GetGrain<IDeadLetterGrain>(letter.Event.Id);
        Assert.Equal(letter.Event.Id, Scene.Succeed(await grain.Redrive()).EventId);
        await Eventually.Holds(
            () => Task.FromResult(_receiver.From(source).Any(e => e.Id == letter.Event.Id)), "the event that was set aside arrived");
        Assert.Empty(await SetAside(source));
        Scene.Refuse(await grain.Redrive(), RefusalKind.NotFound);
    }

    [Fact]
    public async Task Work_that_fails_though_nothing_was_lost_is_listed_until_it_is_begun_again_and_done()
    {
        var scene = await OfferScene.Set(_platform);
        var placement = await scene.Placement(seats: 1);
        var student = await scene.Student();
        var work = placement.GetGrainId().ToString();
        _receiver.IsBroken = true;
        await scene.Offer(placement, student);

        await Eventually.Holds(async () => (await SetAside(work)).Any(), "the work is listed");
        var letter = Assert.Single(await SetAside(work));
        Assert.Equal((EventKind.WorkFailed, "A defect of a test."), (letter.Event.Event.Kind, letter.LastError));

        // What is wrong is still wrong: it is listed again.
        var grain = _platform.Grains.GetGrain<IDeadLetterGrain>(letter.Event.Id);
        Assert.Equal(letter.Event.Id, Scene.Succeed(await grain.Redrive()).EventId);
        await Eventually.Holds(async () => (await SetAside(work)).Any(again => again.Attempts > letter.Attempts), "the work is listed again");

        _receiver.IsBroken = false;
        Scene.Succeed(await grain.Redrive());
        await Eventually.Holds(
            async () => _receiver.From($"placement:{placement.GetPrimaryKeyString()}").Any() && !(await SetAside(work)).Any(),
            "the work is done and listed no more");
    }

    private async Task<IEnumerable<DeadLetter>> SetAside(string source) =>
        (await _platform.ReadSide.DeadLetters(new(10, null), CancellationToken.None)).Items.Where(letter => letter.Event.Source == source);

    private async Task<IReadOnlyList<Notification>> Told(string recipient) =>
        (await _platform.ReadSide.Notifications(recipient, new(100, null), CancellationToken.None)).Items;

    /// <summary>A subscriber that can be away, or refuse.</summary>
    private sealed class Receiver : IEventSubscriber
    {
        private readonly List<RecordedEvent> _received = [];
        private Exception? _failure;
        private int _times;
        private EventKind? _refused;

        /// <summary>Nothing can be delivered to anybody then, and nobody is lost.</summary>
        public bool IsBroken { get; set; }

        public string Name => IsBroken ? throw new InvalidOperationException("A defect of a test.") : "test";

        public void Fail(Exception failure, int times) => (_failure, _times) = (failure, times);

        public void Refuse(EventKind? kind) => _refused = kind;

        public IReadOnlyList<RecordedEvent> From(string source)
        {
            lock (_received)
            {
                return [.. _received.Where(e => e.Source == source).DistinctBy(e => e.Id)];
            }
        }

        public Task Receive(RecordedEvent recorded, CancellationToken cancellation)
        {
            if (_failure is { } failure && Interlocked.Decrement(ref _times) >= 0)
            {
                throw failure;
            }

            if (recorded.Event.Kind == _refused)
            {
                throw new InvalidOperationException("It is refused.");
            }

            lock (_received)
            {
                _received.Add(recorded);
            }

            return Task.CompletedTask;
        }
    }
}
