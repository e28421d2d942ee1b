using VocMatch.Contracts.Outcomes;
using VocMatch.Domain.Records;

namespace VocMatch.Grains.Simulation.Cluster;

/// <summary>
/// Silos, their clocks, messages under way and a store, in one thread and from one seed. Whatever can happen between two storage calls
/// happens between two deliveries: crashes, conflicts, time-outs before and after the commit, messages lost, late, doubled.
/// </summary>
public sealed class SimulatedCluster(SeededRandom random, Bug bug)
{
    public const int Silos = 2;

    private static readonly DateTimeOffset Start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    private readonly List<Action> _messages = [];
    private readonly TimeSpan[] _skew = new TimeSpan[Silos];
    private readonly List<Action<int>> _onCrash = [];
    private DateTimeOffset _time = Start;

    public SeededRandom Random => random;

    public Bug Bug => bug;

    public Faults Faults { get; set; } = Faults.Hostile;

    /// <summary>Deliveries and calls so far.</summary>
    public long Step { get; private set; }

    public int CrashCount { get; private set; }

    public int ConflictCount { get; private set; }

    public bool IsQuiet => _messages.Count == 0;

    /// <summary>The true time, which no silo knows.</summary>
    public DateTimeOffset Time => _time;

    public Activations<TRow> Host<TRow>(TRow[] rows)
        where TRow : class
    {
        var hosted = new Activations<TRow>(this, rows);
        _onCrash.Add(silo =>
        {
            hosted.DeactivateAll(silo);
            for (var key = 0; key < hosted.Count; key++)
            {
                if (bug is Bug.MemoryStorage && key % Silos == silo)
                {
                    hosted.Store.Forget(key);
                }
                else if (bug is Bug.UnflushedWrites && random.Chance(500))
                {
                    hosted.Store.TakeBack(key);
                }
            }
        });
        return hosted;
    }

    public long Tick() => ++Step;

    public void Advance(TimeSpan by) => _time += by;

    public void Send(Action delivery) => _messages.Add(delivery);

    /// <summary>Delivers any message, or lets one of the things happen that happen to messages.</summary>
    public void DeliverOne()
    {
        Tick();
        _time += TimeSpan.FromSeconds(random.Below(600));
        if (random.Chance(Faults.ClockJump))
        {
            _skew[random.Below(Silos)] = TimeSpan.FromMinutes(random.Between(-60, 60));
        }

        var at = random.Below(_messages.Count);
        var message = _messages[at];
        if (!random.Chance(Faults.Duplicated))
        {
            _messages[at] = _messages[^1];
            _messages.RemoveAt(_messages.Count - 1);
        }

        if (!random.Chance(Faults.Lost))
        {
            message();
        }
    }

    /// <summary>One turn of a grain, from its first read to the answer, by the record that the grains write with.</summary>
    public void Run<TRow>(Activations<TRow> grains, int key, Func<TRow, DateTimeOffset, Turn<TRow>> decide)
        where TRow : class
    {
        var silo = random.Chance(Faults.Stray) ? random.Below(Silos) : key % Silos;
        var now = _time + _skew[silo];
        Action? then = null;
        var answering = grains.Activate(silo, key).Decide(WriteOptions.Default, state =>
        {
            var turn = decide(state.Row, now);
            then = turn.Then;
            var changes = !ReferenceEquals(turn.Next, state.Row);
            if (changes && bug is Bug.AnswerBeforeWrite)
            {
                then?.Invoke();
                then = null;
            }

            return ValueTask.FromResult(new Decision<SimulatedState<TRow>, Outcome<Decided>>(changes ? new(turn.Next) : state, new Decided()));
        });
        if (!answering.IsCompleted)
        {
            throw new InvalidOperationException("A turn waited for something that the cluster does not simulate.");
        }

        if (answering.GetAwaiter().GetResult().Succeeded)
        {
            then?.Invoke();
        }
    }

    internal bool CrashesBeforeWrite(int silo) => Crashes(silo, Faults.CrashBeforeWrite);

    internal bool CrashesAfterWrite(int silo) => Crashes(silo, Faults.CrashAfterWrite);

    internal bool FailsBeforeWrite() => random.Chance(Faults.FailBeforeWrite);

    internal bool FailsAfterWrite() => random.Chance(Faults.FailAfterWrite);

    internal void CountConflict() => ConflictCount++;

    private bool Crashes(int silo, int chance)
    {
        if (!random.Chance(chance))
        {
            return false;
        }

        Crash(silo);
        return true;
    }

    private void Crash(int silo)
    {
        CrashCount++;
        foreach (var lose in _onCrash)
        {
            lose(silo);
        }
    }

    private sealed record Decided;
}
