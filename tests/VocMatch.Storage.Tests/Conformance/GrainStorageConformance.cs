using System.Globalization;
using Orleans.Storage;
using Xunit;

namespace VocMatch.Storage.Tests.Conformance;

/// <summary>What Orleans demands of a grain storage, and what this platform demands beyond it. Each case uses keys of its own.</summary>
public abstract class GrainStorageConformance
{
    private const string StateName = "conformance";

    private static int _lastKey;

    protected abstract Task<IGrainStorage> Storage();

    protected virtual void SkipUnlessAvailable()
    {
    }

    [SkippableFact]
    public async Task Reading_what_never_existed_gives_a_fresh_state_without_version()
    {
        var (storage, id) = await Arrange();
        var state = new GrainState<Sample> { State = new Sample { Text = "stale", Number = 7 }, ETag = "5", RecordExists = true };

        await storage.ReadStateAsync(StateName, id, state);

        Assert.False(state.RecordExists);
        Assert.Null(state.ETag);
        Assert.Equal(new Sample(), state.State);
    }

    [SkippableFact]
    public async Task What_was_written_is_read_back_with_its_version()
    {
        var (storage, id) = await Arrange();
        var written = await Write(storage, id, new Sample { Text = "a", Number = 1, When = new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.FromHours(8)) });

        var read = await Read(storage, id);

        Assert.True(written.RecordExists);
        Assert.True(read.RecordExists);
        Assert.Equal(written.ETag, read.ETag);
        Assert.Equal(written.State, read.State);
    }

    [SkippableFact]
    public async Task Every_write_takes_a_new_version_even_of_the_same_value()
    {
        var (storage, id) = await Arrange();
        var state = await Write(storage, id, new Sample { Text = "same" });
        var versions = new List<string?> { state.ETag };
        for (var i = 0; i < 3; i++)
        {
            await storage.WriteStateAsync(StateName, id, state);
            versions.Add(state.ETag);
        }

        Assert.Equal(versions.Count, versions.Distinct().Count());
        Assert.Equal(versions[^1], (await Read(storage, id)).ETag);
    }

    [SkippableFact]
    public async Task A_second_creator_is_refused_and_changes_nothing()
    {
        var (storage, id) = await Arrange();
        var first = await Write(storage, id, new Sample { Text = "first" });

        await Assert.ThrowsAsync<InconsistentStateException>(() => Write(storage, id, new Sample { Text = "second" }));

        var read = await Read(storage, id);
        Assert.Equal("first", read.State!.Text);
        Assert.Equal(first.ETag, read.ETag);
    }

    [SkippableFact]
    public async Task A_write_with_a_stale_version_is_refused_and_changes_nothing()
    {
        var (storage, id) = await Arrange();
        var state = await Write(storage, id, new Sample { Text = "first" });
        var stale = state.ETag;
        state.State = new Sample { Text = "latest" };
        await storage.WriteStateAsync(StateName, id, state);

        var late = new GrainState<Sample> { State = new Sample { Text = "late" }, ETag = stale, RecordExists = true };
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteStateAsync(StateName, id, late));

        Assert.Equal(stale, late.ETag);
        var read = await Read(storage, id);
        Assert.Equal("latest", read.State!.Text);
        Assert.Equal(state.ETag, read.ETag);
    }

    [SkippableFact]
    public async Task A_write_with_a_version_that_was_never_given_out_is_refused()
    {
        var (storage, id) = await Arrange();
        var state = new GrainState<Sample> { State = new Sample(), ETag = "41" };

        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteStateAsync(StateName, id, state));

        Assert.False((await Read(storage, id)).RecordExists);
    }

    [SkippableFact]
    public async Task Of_concurrent_creators_exactly_one_wins()
    {
        var (storage, id) = await Arrange();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Succeeds(Write(storage, id, new Sample { Number = i }))));

        Assert.Single(outcomes, won => won);
        Assert.Equal(Array.IndexOf(outcomes, true), (await Read(storage, id)).State!.Number);
    }

    [SkippableFact]
    public async Task Of_concurrent_writers_of_one_version_exactly_one_wins()
    {
        var (storage, id) = await Arrange();
        var etag = (await Write(storage, id, new Sample())).ETag;

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Succeeds(
            storage.WriteStateAsync(StateName, id, new GrainState<Sample> { State = new Sample { Number = i }, ETag = etag }))));

        Assert.Single(outcomes, won => won);
    }

    [SkippableFact]
    public async Task Many_states_are_written_and_read_in_parallel()
    {
        var (storage, _) = await Arrange();
        await Task.WhenAll(Enumerable.Range(0, 50).Select(async i =>
        {
            var id = NewId();
            var state = await Write(storage, id, new Sample { Number = i });
            for (var round = 1; round <= 5; round++)
            {
                state.State = new Sample { Number = i + (1000 * round) };
                await storage.WriteStateAsync(StateName, id, state);
                var read = await Read(storage, id);
                Assert.Equal(state.ETag, read.ETag);
                Assert.Equal(i + (1000 * round), read.State!.Number);
            }
        }));
    }

    [SkippableFact]
    public async Task Clearing_leaves_no_record_and_a_fresh_state()
    {
        var (storage, id) = await Arrange();
        var state = await Write(storage, id, new Sample { Text = "gone" });
        var written = state.ETag;

        await storage.ClearStateAsync(StateName, id, state);

        Assert.False(state.RecordExists);
        Assert.Equal(new Sample(), state.State);
        Assert.NotEqual(written, state.ETag);
        var read = await Read(storage, id);
        Assert.False(read.RecordExists);
        Assert.Equal(new Sample(), read.State);
    }

    [SkippableFact]
    public async Task Clearing_what_never_existed_changes_nothing()
    {
        var (storage, id) = await Arrange();
        var state = new GrainState<Sample> { State = new Sample { Text = "stale" } };

        await storage.ClearStateAsync(StateName, id, state);

        Assert.False(state.RecordExists);
        Assert.Equal(new Sample(), state.State);
        Assert.False((await Read(storage, id)).RecordExists);
        await Write(storage, id, new Sample { Text = "created" });
    }

    [SkippableFact]
    public async Task Clearing_twice_is_the_same_as_once()
    {
        var (storage, id) = await Arrange();
        var state = await Write(storage, id, new Sample { Text = "gone" });

        await storage.ClearStateAsync(StateName, id, state);
        await storage.ClearStateAsync(StateName, id, state);

        Assert.False(state.RecordExists);
        Assert.False((await Read(storage, id)).RecordExists);
    }

    [SkippableFact]
    public async Task Clearing_with_a_stale_version_is_refused_and_changes_nothing()
    {
        var (storage, id) = await Arrange();
        var state = await Write(storage, id, new Sample { Text = "first" });
        var stale = state.ETag;
        await storage.WriteStateAsync(StateName, id, state);

        var late = new GrainState<Sample> { State = new Sample(), ETag = stale, RecordExists = true };
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.ClearStateAsync(StateName, id, late));

        Assert.Equal("first", (await Read(storage, id)).State!.Text);
    }

    [SkippableFact]
    public async Task A_cleared_state_can_be_written_again_by_its_grain()
    {
        var (storage, id) = await Arrange();
        var state = await Write(storage, id, new Sample { Text = "first" });
        await storage.ClearStateAsync(StateName, id, state);
        state.State = new Sample { Text = "second" };

        await storage.WriteStateAsync(StateName, id, state);

        var read = await Read(storage, id);
        Assert.True(read.RecordExists);
        Assert.Equal("second", read.State!.Text);
        Assert.Equal(state.ETag, read.ETag);
    }

    [SkippableFact]
    public async Task A_cleared_state_can_be_written_again_after_reading_it()
    {
        var (storage, id) = await Arrange();
        await storage.ClearStateAsync(StateName, id, await Write(storage, id, new Sample { Text = "first" }));
        var state = await Read(storage, id);
        state.State = new Sample { Text = "second" };

        await storage.WriteStateAsync(StateName, id, state);

        Assert.Equal("second", (await Read(storage, id)).State!.Text);
    }

    [SkippableFact]
    public async Task A_version_from_before_a_clear_never_fits_again()
    {
        var (storage, id) = await Arrange();
        var state = await Write(storage, id, new Sample { Text = "first" });
        var before = state.ETag;
        await storage.ClearStateAsync(StateName, id, state);
        state.State = new Sample { Text = "second" };
        await storage.WriteStateAsync(StateName, id, state);

        var late = new GrainState<Sample> { State = new Sample { Text = "late" }, ETag = before, RecordExists = true };
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteStateAsync(StateName, id, late));

        Assert.Equal("second", (await Read(storage, id)).State!.Text);
    }

    [SkippableTheory]
    [InlineData("007", "7")]
    [InlineData("ab", "AB")]
    [InlineData("0a", "a")]
    [InlineData("0123456789abcdef0123456789abcdef", "0123456789ABCDEF0123456789ABCDEF")]
    public async Task Keys_that_look_like_numbers_or_guids_stay_apart(string one, string other)
    {
        var (storage, _) = await Arrange();
        var name = $"keys-{Interlocked.Increment(ref _lastKey).ToString(CultureInfo.InvariantCulture)}";
        await storage.WriteStateAsync(name, GrainId.Create("sample", one), new GrainState<Sample> { State = new Sample { Text = one } });
        await storage.WriteStateAsync(name, GrainId.Create("sample", other), new GrainState<Sample> { State = new Sample { Text = other } });

        var read = new GrainState<Sample> { State = new Sample() };
        await storage.ReadStateAsync(name, GrainId.Create("sample", one), read);
        Assert.Equal(one, read.State!.Text);
    }

    [SkippableFact]
    public async Task Integer_keys_are_kept()
    {
        var (storage, _) = await Arrange();
        foreach (var number in new[] { 0L, 10L, long.MaxValue, -1L })
        {
            var name = $"integer-{Interlocked.Increment(ref _lastKey).ToString(CultureInfo.InvariantCulture)}";
            var id = GrainId.Create(GrainType.Create("sample"), GrainIdKeyExtensions.CreateIntegerKey(number));
            await storage.WriteStateAsync(name, id, new GrainState<Sample> { State = new Sample { Number = number } });
            var read = new GrainState<Sample> { State = new Sample() };
            await storage.ReadStateAsync(name, id, read);
            Assert.Equal(number, read.State!.Number);
        }
    }

    [SkippableFact]
    public async Task A_key_of_300_characters_is_kept()
    {
        var (storage, _) = await Arrange();
        var id = GrainId.Create("sample", $"{NewId().Key}-{new string('k', 300)}");
        await Write(storage, id, new Sample { Text = "long" });

        Assert.Equal("long", (await Read(storage, id)).State!.Text);
    }

    [SkippableFact]
    public async Task Keys_and_texts_of_every_script_are_kept()
    {
        var (storage, _) = await Arrange();
        var id = GrainId.Create("sample", $"{NewId().Key}-Привет-学校-🎓");
        var text = "Привет, мир; 職業学校; 🎓; é as e\u0301; \"quotes\" \\ ' \u2028 \u202e";
        await Write(storage, id, new Sample { Text = text });

        Assert.Equal(text, (await Read(storage, id)).State!.Text);
    }

    [SkippableFact]
    public async Task A_payload_of_five_million_characters_is_kept()
    {
        var (storage, id) = await Arrange();
        var text = string.Create(5_000_000, 0, (chars, _) =>
        {
            for (var i = 0; i < chars.Length; i++)
            {
                chars[i] = (char)('a' + (i % 26));
            }
        });
        await Write(storage, id, new Sample { Text = text });

        Assert.Equal(text, (await Read(storage, id)).State!.Text);
    }

    [SkippableFact]
    public async Task Members_without_value_stay_without()
    {
        var (storage, id) = await Arrange();
        await Write(storage, id, new Sample { Text = null, When = null, Number = 3 });

        Assert.Equal(new Sample { Number = 3 }, (await Read(storage, id)).State);
    }

    [SkippableFact]
    public async Task Each_state_of_a_grain_is_a_record_of_its_own()
    {
        var (storage, id) = await Arrange();
        var other = new GrainState<Sample> { State = new Sample { Text = "identity" } };
        var state = await Write(storage, id, new Sample { Text = "profile" });
        await storage.WriteStateAsync("conformance-identity", id, other);

        await storage.ClearStateAsync(StateName, id, state);

        var read = new GrainState<Sample> { State = new Sample() };
        await storage.ReadStateAsync("conformance-identity", id, read);
        Assert.Equal("identity", read.State!.Text);
        Assert.False((await Read(storage, id)).RecordExists);
    }

    [SkippableFact]
    public async Task Members_a_newer_version_wrote_are_skipped()
    {
        var (storage, id) = await Arrange();
        var newer = new GrainState<NewerSample> { State = new NewerSample { Text = "known", Added = ["a", "b"] } };
        await storage.WriteStateAsync(StateName, id, newer);

        Assert.Equal(new Sample { Text = "known" }, (await Read(storage, id)).State);
    }

    [SkippableTheory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Parts_are_read_as_they_were_written_last_after_any_writes(int seed)
    {
        var (storage, id) = await Arrange();
        var random = new Random(seed);
        var state = new GrainState<PartedSample> { State = new() };
        for (var write = 0; write < 120; write++)
        {
            switch (random.Next(12))
            {
                case 0:
                    await storage.ClearStateAsync(StateName, id, state);
                    break;
                case 1:
                    // Another activation, which has seen no more than the version.
                    state = new() { State = Changed(new PartedSample(), random), ETag = state.ETag, RecordExists = state.RecordExists };
                    await storage.WriteStateAsync(StateName, id, state);
                    break;
                case 2:
                    state = new() { State = new() };
                    await storage.ReadStateAsync(StateName, id, state);
                    break;
                default:
                    state.State = Changed(state.State!, random);
                    await storage.WriteStateAsync(StateName, id, state);
                    break;
            }

            var read = new GrainState<PartedSample> { State = new() };
            await storage.ReadStateAsync(StateName, id, read);
            Assert.Equal(state.ETag, read.ETag);
            Assert.Equal(state.State!.Text, read.State!.Text);
            Assert.Equal(state.State.Letters, read.State.Letters);
            Assert.Equal(state.State.Cards, read.State.Cards);
            Assert.Equal<IEnumerable<SamplePart>>(state.State.Table, read.State.Table);
            Assert.Equal<IEnumerable<SampleNumber>>(state.State.Queue, read.State.Queue);
        }
    }

    [SkippableTheory]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Parts_of_a_state_that_replaces_another_while_that_is_written_are_written_by_the_next_write(int seed)
    {
        var (storage, id) = await Arrange();
        var random = new Random(seed);
        var state = new GrainState<PartedSample> { State = Changed(new(), random) };
        await storage.WriteStateAsync(StateName, id, state);
        for (var write = 0; write < 40; write++)
        {
            state.State = Changed(state.State!, random);
            var writing = storage.WriteStateAsync(StateName, id, state);
            state.State = Changed(state.State!, random);
            await writing;
            await storage.WriteStateAsync(StateName, id, state);

            var read = new GrainState<PartedSample> { State = new() };
            await storage.ReadStateAsync(StateName, id, read);
            Assert.Equal(state.State!.Letters, read.State!.Letters);
            Assert.Equal(state.State.Cards, read.State.Cards);
            Assert.Equal<IEnumerable<SamplePart>>(state.State.Table, read.State.Table);
            Assert.Equal<IEnumerable<SampleNumber>>(state.State.Queue, read.State.Queue);
        }
    }

    [SkippableFact]
    public async Task A_write_with_a_stale_version_writes_no_part()
    {
        var (storage, id) = await Arrange();
        var state = new GrainState<PartedSample> { State = Lettered("a", "first") };
        await storage.WriteStateAsync(StateName, id, state);
        var stale = state.ETag;
        await storage.WriteStateAsync(StateName, id, state);

        var late = new GrainState<PartedSample> { State = Lettered("a", "late"), ETag = stale, RecordExists = true };
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteStateAsync(StateName, id, late));
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.ClearStateAsync(StateName, id, late));
        await Assert.ThrowsAsync<InconsistentStateException>(
            () => storage.WriteStateAsync(StateName, id, new GrainState<PartedSample> { State = Lettered("b", "second") }));

        var read = new GrainState<PartedSample> { State = new() };
        await storage.ReadStateAsync(StateName, id, read);
        Assert.Equal([new SamplePart("a", "first")], read.State!.Letters);
    }

    [SkippableFact]
    public async Task Of_concurrent_writers_of_one_version_the_winners_parts_are_kept()
    {
        var (storage, id) = await Arrange();
        var state = new GrainState<PartedSample> { State = new() };
        await storage.WriteStateAsync(StateName, id, state);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Succeeds(storage.WriteStateAsync(
            StateName, id, new GrainState<PartedSample> { State = Lettered($"{i}", "won"), ETag = state.ETag, RecordExists = true }))));

        Assert.Single(outcomes, won => won);
        var read = new GrainState<PartedSample> { State = new() };
        await storage.ReadStateAsync(StateName, id, read);
        Assert.Equal($"{Array.IndexOf(outcomes, true)}", Assert.Single(read.State!.Letters).Key);
    }

    private static PartedSample Lettered(string key, string text) => new() { Text = text, Letters = new PartedSample().Letters.Add(new(key, text)) };

    private static PartedSample Changed(PartedSample state, Random random)
    {
        var text = $"{random.Next()}";
        for (var change = random.Next(4); change > 0; change--)
        {
            var part = new SamplePart($"k{random.Next(150)}", $"{text}'\"");
            state = random.Next(9) switch
            {
                < 3 => state with { Letters = state.Letters.With(part) },
                < 6 => state with { Cards = state.Cards.With(part) },
                6 => state with { Table = [.. Enumerable.Range(0, random.Next(8)).Select(i => new SamplePart($"{i}", random.Next(3) == 0 ? text : "same"))] },
                7 => state with { Queue = [.. state.Queue.Where(_ => random.Next(3) > 0)] },
                _ => state with { Queue = [.. state.Queue, .. Enumerable.Range(1, random.Next(5)).Select(i => new SampleNumber(Last(state) + i, text))] },
            };
        }

        return state with { Text = text };

        static long Last(PartedSample state) => state.Queue is [.., var last] ? last.Number : -1;
    }

    private static GrainId NewId() =>
        GrainId.Create("sample", $"key-{Interlocked.Increment(ref _lastKey).ToString(CultureInfo.InvariantCulture)}");

    private static async Task<bool> Succeeds(Task write)
    {
        try
        {
            await write;
            return true;
        }
        catch (InconsistentStateException)
        {
            return false;
        }
    }

    private static async Task<GrainState<Sample>> Write(IGrainStorage storage, GrainId id, Sample value)
    {
        var state = new GrainState<Sample> { State = value };
        await storage.WriteStateAsync(StateName, id, state);
        return state;
    }

    private static async Task<GrainState<Sample>> Read(IGrainStorage storage, GrainId id)
    {
        var state = new GrainState<Sample> { State = new Sample() };
        await storage.ReadStateAsync(StateName, id, state);
        return state;
    }

    private async Task<(IGrainStorage Storage, GrainId Id)> Arrange()
    {
        SkipUnlessAvailable();
        return (await Storage(), NewId());
    }
}
