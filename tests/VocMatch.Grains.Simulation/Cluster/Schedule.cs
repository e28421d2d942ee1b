using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Placements;
using VocMatch.Grains.Simulation.Histories;

namespace VocMatch.Grains.Simulation.Cluster;

/// <summary>One seeded run: clients and faults for a while, then no more faults, until nothing is left to do.</summary>
public sealed class Schedule
{
    /// <summary>Wake-ups of everybody within which all must be done once the faults have stopped.</summary>
    private const int MaxWakes = 12;

    /// <summary>A schedule takes some hundreds: one that runs on is talking to itself.</summary>
    private const long MaxSteps = 50_000;

    private readonly SimulatedCluster _cluster;
    private readonly Clients _clients;
    private readonly int _actions;
    private readonly int[] _seats;
    private string? _broken;

    /// <param name="rounds">Rounds, automatic promotion and confirmation take part; the history is then not one of the simple pool.</param>
    public Schedule(ulong seed, Bug bug = Bug.None, bool rounds = true)
    {
        var random = new SeededRandom(seed);
        _cluster = new SimulatedCluster(random, bug);
        _actions = random.Between(8, 22);
        _seats = [.. Enumerable.Range(0, random.Between(1, 3)).Select(_ => random.Between(1, 3))];
        var automatic = rounds && random.Chance(500);
        World = new OfferWorld(
            _cluster,
            [.. _seats.Select((seats, i) => Setup.PlacementRow(i, seats, automatic ? WaitingListPolicy.Automatic : WaitingListPolicy.OnConfirmation))],
            [.. Enumerable.Range(0, random.Between(2, 6)).Select(Setup.StudentRow)]);
        _clients = new Clients(_cluster, World, rounds);
        HasSimpleHistory = !rounds;
    }

    public OfferWorld World { get; }

    public bool HasSimpleHistory { get; }

    public int Crashes => _cluster.CrashCount;

    public int Conflicts => _cluster.ConflictCount;

    public long Steps => _cluster.Step;

    public int Wakes { get; private set; }

    /// <summary>What was found wrong, in the order of its finding.</summary>
    public List<string> Findings { get; } = [];

    public IReadOnlyList<string> Play()
    {
        for (var left = _actions; (left > 0 || !_cluster.IsQuiet) && Steps < MaxSteps;)
        {
            Watchful();
            var dice = _cluster.Random.Below(100);
            if (left > 0 && (_cluster.IsQuiet || dice < 20))
            {
                _clients.Act();
                left--;
            }
            else if (dice < 24)
            {
                WakeAny();
            }
            else if (!_cluster.IsQuiet)
            {
                _cluster.DeliverOne();
            }
        }

        Settle();
        if (_broken is not null)
        {
            Findings.Add(_broken);
        }

        Findings.AddRange(Invariants.AtTheEnd(World));
        return Findings;
    }

    public IEnumerable<PoolHistory> Histories()
    {
        for (var pool = 0; pool < _seats.Length; pool++)
        {
            var holders = World.Placements.Row(pool).Ledger.Offers
                .Where(o => o.Offer.Status is OfferStatus.Accepted && o.Offer.Round is null)
                .Select(o => Setup.Number(o.Offer.Id)).ToArray();
            yield return new(pool, _seats[pool], [.. OperationsOf(pool, holders)], holders);
        }
    }

    /// <summary>What the rows hold at the end is read last.</summary>
    private IEnumerable<Operation> OperationsOf(int pool, int[] holders)
    {
        foreach (var operation in World.Watch.Operations)
        {
            if (operation.Pool == pool)
            {
                yield return operation;
            }
        }

        var offers = World.Watch.Operations.Where(o => o.Pool == pool && o.Offer >= 0).Select(o => o.Offer).Distinct();
        foreach (var offer in offers.ToArray())
        {
            var at = _cluster.Tick();
            var read = new Operation
            {
                Kind = OperationKind.Read,
                Pool = pool,
                Offer = offer,
                Value = holders.Contains(offer) ? 1 : 0,
                Invoked = at,
            };
            read.Answer(OperationResult.Ok, _cluster.Tick());
            yield return read;
        }
    }

    private void Settle()
    {
        _cluster.Faults = Faults.None;
        while (!Invariants.IsSettled(World))
        {
            if (++Wakes > MaxWakes || Steps >= MaxSteps)
            {
                Findings.Add("not settled: " + Invariants.Unsettled(World));
                return;
            }

            _cluster.Advance(TimeSpan.FromMinutes(1));
            WakeAll();
            while (!_cluster.IsQuiet && Steps < MaxSteps)
            {
                _cluster.DeliverOne();
                Watchful();
            }
        }
    }

    private void Watchful() => _broken ??= Invariants.Always(World);

    private void WakeAll()
    {
        for (var i = 0; i < World.Placements.Count; i++)
        {
            World.WakePlacement(i);
        }

        for (var i = 0; i < World.Students.Count; i++)
        {
            World.WakeStudent(i);
        }
    }

    private void WakeAny()
    {
        if (_cluster.Random.Chance(500))
        {
            World.WakePlacement(_cluster.Random.Below(World.Placements.Count));
        }
        else
        {
            World.WakeStudent(_cluster.Random.Below(World.Students.Count));
        }
    }
}
