using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Storing;
using VocMatch.Domain.Reading;
using VocMatch.Grains.PendingWork;
using VocMatch.Grains.Runtime;
using VocMatch.Grains.Tests.Offers;
using VocMatch.Grains.Tests.Platforms;
using Xunit;

namespace VocMatch.Grains.Tests.PendingWork;

/// <summary>What is due is found by the time in its row, and by nothing else.</summary>
public sealed class DueWorkTests : IAsyncLifetime
{
    private readonly Woken _woken = new();
    private Platform _platform = null!;

    public async Task InitializeAsync() => _platform = await Platform.Start(
        options => options.WakeUpAfter = TimeSpan.FromMinutes(10),
        silo =>
        {
            silo.AddSingleton(_woken);
            silo.AddSingleton<IIncomingGrainCallFilter>(_woken);
        });

    public Task DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public async Task A_deadline_is_acted_upon_though_nobody_calls_its_placement()
    {
        var scene = await OfferScene.Set(_platform);
        var placement = await scene.Placement(seats: 1);
        var student = await scene.Student();
        var offer = await scene.Offer(placement, student);
        await OfferScene.Notified(student, offer);
        await _platform.Forget(placement);

        _platform.Time.Advance(TimeSpan.FromDays(7) + Offer.Grace + TimeSpan.FromMinutes(1));

        await OfferScene.Becomes(student, offer, StudentOfferStatus.Expired);
        await Eventually.Holds(async () => (await Due()).IsEmpty, "nothing is due any more");
    }

    [Fact]
    public async Task A_row_whose_work_is_done_without_a_write_of_its_own_is_due_once()
    {
        var scene = await OfferScene.Set(_platform);
        var placement = await scene.Placement(seats: 1);
        var student = await scene.Student();
        await OfferScene.Notified(student, await scene.Offer(placement, student));

        // The identity's row asks for a review of the offer, and the student's row says that it was made.
        Scene.Succeed(await student.PutIdentity(Sample.Identity(20), WriteOptions.Default));
        await Eventually.Holds(
            async () => (await Due(TimeSpan.FromHours(1))).Any(row => row.StateName == StateNames.StudentIdentity), "the identity's row names a time");
        _platform.Time.Advance(TimeSpan.FromHours(1));

        await Eventually.Holds(async () => (await Due()).IsEmpty, "nothing is due any more");
    }

    [Fact]
    public async Task However_many_are_due_in_one_moment_few_are_woken_at_once_and_all_are()
    {
        var scene = await OfferScene.Set(_platform);
        var placements = await ManyGrains.Ask(Enumerable.Range(0, 3 * DueWorkGrain.AtOnce), async _ =>
        {
            var placement = await scene.Placement(seats: 1);
            await scene.Offer(placement, await scene.Student());
            return placement;
        });
        await Eventually.Holds(async () => (await Due(TimeSpan.FromHours(1))).IsEmpty, "every student is notified");
        foreach (var placement in placements)
        {
            await _platform.Forget(placement);
        }

        _woken.Reset();
        _platform.Time.Advance(TimeSpan.FromDays(8));

        await Eventually.Holds(async () => (await Due()).IsEmpty, "nothing is due any more");
        Assert.True(_woken.Grains.Count >= placements.Length, $"{_woken.Grains.Count} were woken.");
        Assert.InRange(_woken.Most, 2, DueWorkGrain.AtOnce);
    }

    [Fact]
    public void Every_state_that_names_a_time_belongs_to_a_grain_that_can_be_woken()
    {
        var owners = _platform.Services.GetRequiredService<DueGrains>();
        string[] states =
        [
            StateNames.Placement, StateNames.Student, StateNames.StudentIdentity, StateNames.Program, StateNames.Round,
            "round-measuring", "report-job", "demand-keeping",
        ];

        Assert.All(states, state => Assert.NotNull(owners.Find(new(state, "key", 0))));
        Assert.Null(owners.Find(new("of-a-later-version", "key", 0)));
    }

    private async Task<ImmutableArray<DueRow>> Due(TimeSpan ahead = default) =>
        [
            .. (await _platform.Services.GetRequiredService<IDueRows>().Due(0, _platform.Time.GetUtcNow() + ahead, null, 1000, CancellationToken.None))
                .Where(row => row.StateName is not "demand-keeping"),
        ];

    /// <summary>Counts the grains that are woken.</summary>
    private sealed class Woken : IIncomingGrainCallFilter
    {
        private int _now;
        private int _most;

        public ConcurrentDictionary<GrainId, bool> Grains { get; } = [];

        public int Most => _most;

        public void Reset()
        {
            Grains.Clear();
            _most = 0;
        }

        public async Task Invoke(IIncomingGrainCallContext context)
        {
            if (context.InterfaceMethod?.Name != nameof(IPendingWorkGrain.WakeUp))
            {
                await context.Invoke();
                return;
            }

            Grains[context.TargetId] = true;
            var now = Interlocked.Increment(ref _now);
            InterlockedMax(now);
            try
            {
                await context.Invoke();
            }
            finally
            {
                Interlocked.Decrement(ref _now);
            }
        }

        private void InterlockedMax(int now)
        {
            int most;
            while ((most = _most) < now && Interlocked.CompareExchange(ref _most, now, most) != most)
            {
            }
        }
    }
}
