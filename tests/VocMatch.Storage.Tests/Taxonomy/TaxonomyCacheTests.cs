using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using VocMatch.Contracts.Taxonomy;
using VocMatch.Domain.Reading;
using VocMatch.Storage.Taxonomy;
using Xunit;

namespace VocMatch.Storage.Tests.Taxonomy;

public sealed class TaxonomyCacheTests
{
    [Fact]
    public async Task It_is_loaded_before_other_services_start_and_follows_the_store_every_two_seconds()
    {
        var store = new FakeStore { Stored = Snapshot(1) };
        var time = new FakeTimeProvider();
        using var cache = new TaxonomyCache(store, time, NullLogger<TaxonomyCache>.Instance);

        await cache.StartingAsync(default);
        Assert.Equal(1, cache.Current.Version);

        await cache.StartAsync(default);
        store.Stored = Snapshot(2);
        await Until(time, () => cache.Current.Version == 2);

        // A store out of reach costs nothing but news.
        store.Unreachable = true;
        var asked = store.Asked;
        await Until(time, () => store.Asked > asked + 1);
        Assert.Equal(2, cache.Current.Version);

        store.Stored = Snapshot(3);
        store.Unreachable = false;
        await Until(time, () => cache.Current.Version == 3);
        await cache.StopAsync(default);
    }

    private static TaxonomySnapshot Snapshot(long version) => new(version, [], [], [TaxonomyStoreTests.Skill("s", "S")], []);

    /// <summary>Lets time pass until the condition holds, for a minute of real time at most.</summary>
    private static async Task Until(FakeTimeProvider time, Func<bool> condition)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!condition())
        {
            deadline.Token.ThrowIfCancellationRequested();
            time.Advance(TimeSpan.FromSeconds(2));
            await Task.Yield();
        }
    }

    private sealed class FakeStore : ITaxonomyStore
    {
        private volatile TaxonomySnapshot _stored = TaxonomySnapshot.Empty;
        private volatile int _asked;

        public TaxonomySnapshot Stored
        {
            get => _stored;
            set => _stored = value;
        }

        public volatile bool Unreachable;

        public int Asked => _asked;

        public Task<long> Version(CancellationToken cancellation)
        {
            Interlocked.Increment(ref _asked);
            return Unreachable ? Task.FromException<long>(new IOException("out of reach")) : Task.FromResult(_stored.Version);
        }

        public Task<TaxonomySnapshot> Load(CancellationToken cancellation) => Task.FromResult(_stored);

        public Task Save(TaxonomyChanges changes, CancellationToken cancellation) => throw new NotSupportedException();
    }
}
