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

    public int Crashes { get; private set; }

    public int Conflicts { get; private set; }

    public bool IsQuiet => _messages.Count == 0;

    /// <summary>The true time, which no silo knows.</summary>
    public DateTimeOffset Time => _time;

    public Activations<TRow> Host<TRow>(TRow[] rows)
        where TRow : class
    {
        var hosted = new Activations<TRow>(rows, Silos);
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

    /// <summary>One turn of a grain, from its first read to the answer.</summary>
    public void Run<TRow>(Activations<TRow> grains, int key, Func<TRow, DateTimeOffset, Turn<TRow>> decide)
        where TRow : class
    {
        var silo = random.Chance(Faults.Stray) ? random.Below(Silos) : key % Silos;
        var (row, version) = grains.Activate(silo, key);
        var turn = decide(row, _time + _skew[silo]);
        if (ReferenceEquals(turn.Next, row))
        {
            if (bug is not Bug.StaleAnswer && grains.Store.Read(key).Version != version)
            {
                grains.Deactivate(silo, key);
                (row, version) = grains.Activate(silo, key);
                turn = decide(row, _time + _skew[silo]);
            }

            if (ReferenceEquals(turn.Next, row))
            {
                turn.Then?.Invoke();
                return;
            }
        }

        if (bug is Bug.AnswerBeforeWrite)
        {
            turn.Then?.Invoke();
        }

        if (Write(grains, silo, key, turn.Next, version) && bug is not Bug.AnswerBeforeWrite)
        {
            turn.Then?.Invoke();
        }
    }

    /// <returns>Whether the grain lives and knows that its write is durable.</returns>
    private bool Write<TRow>(Activations<TRow> grains, int silo, int key, TRow row, long version)
        where TRow : class
    {
        if (random.Chance(Faults.CrashBeforeWrite))
        {
            Crash(silo);
            return false;
        }

        if (random.Chance(Faults.FailBeforeWrite))
        {
            grains.Deactivate(silo, key);
            return false;
        }

        if (bug is Bug.NoVersionCheck)
        {
            grains.Store.Overwrite(key, row);
        }
        else if (!grains.Store.TryWrite(key, row, version))
        {
            Conflicts++;
            grains.Deactivate(silo, key);
            return false;
        }

        if (random.Chance(Faults.CrashAfterWrite))
        {
            Crash(silo);
            return false;
        }

        if (random.Chance(Faults.FailAfterWrite))
        {
            grains.Deactivate(silo, key);
            return false;
        }

        grains.Keep(silo, key, row, bug is Bug.NoVersionCheck ? grains.Store.Read(key).Version : version + 1);
        return true;
    }

    private void Crash(int silo)
    {
        Crashes++;
        foreach (var lose in _onCrash)
        {
            lose(silo);
        }
    }
}
