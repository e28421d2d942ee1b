using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Markets;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Programs;
using VocMatch.Contracts.Reading;
using VocMatch.Domain.Facts;
using VocMatch.Domain.Markets;
using VocMatch.Domain.Runtime;
using VocMatch.Matching.Scoring;

namespace VocMatch.Grains.Markets;

/// <summary>Supply and demand of one region in memory. Changes are taken one after another, away from any grain's turn; readers never wait.</summary>
internal sealed class Market(RegionId region, Scorer scorer, GrainsOptions options, PatternPool patterns)
{
    /// <summary>From so many differences on, reading the region whole is cheaper than asking placement by placement.</summary>
    private const int ManyDifferences = 1000;

    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly Lock _supplyGate = new();
    private Task? _supplyLoad;

    // What is written from here on has not been read yet. Each belongs to whoever reconciles, of whom there is one at a time.
    private ChangeMark _placementsRead;
    private ChangeMark _studentsRead;

    public RegionId Region => region;

    /// <summary>Tells this market from every other of its region, on this silo and elsewhere.</summary>
    public Guid Activation { get; } = Guid.NewGuid();

    public Demand Demand { get; } = new(region, scorer, options.LegalMinimumAge, patterns);

    public Supply Supply { get; } = new(region, scorer, patterns);

    public int Epoch => Demand.Index.Scorer.Epoch.Number;

    /// <summary>Demand alone: students who ask need no more, and whoever asks about supply waits for <see cref="LoadSupply"/>.</summary>
    public async Task LoadDemand(MarketReader load)
    {
        _placementsRead = await load.PlacementMark(region);
        var placements = await load.Placements(region);
        await Write(() => Demand.Load(placements));
    }

    /// <summary>Ends when the supply is there; a loading that failed is tried again by the next who asks.</summary>
    public Task LoadSupply(MarketReader load)
    {
        lock (_supplyGate)
        {
            return _supplyLoad is null or { IsFaulted: true } ? _supplyLoad = Task.Run(Read) : _supplyLoad;
        }

        async Task Read()
        {
            _studentsRead = await load.StudentMark(region);
            var students = await load.Students(region);
            var programs = await load.Programs(region);
            await Write(() => Supply.Load(students, programs));
        }
    }

    public Task Upsert(IReadOnlyCollection<Placement> placements) => Write(() => Demand.Upsert(placements));

    /// <returns>The newest version of the placement the market has seen.</returns>
    public async Task<long> Upsert(Placement placement)
    {
        var seen = 0L;
        await Write(() =>
        {
            Demand.Upsert([placement]);
            seen = Demand.Versions.VersionOf(placement.Id);
        });
        return seen;
    }

    public async Task Upsert(IReadOnlyCollection<StudentQuestion> students)
    {
        if (await HasSupply())
        {
            await Write(() =>
            {
                foreach (var student in students)
                {
                    Supply.Upsert(student);
                }
            });
        }
    }

    /// <returns>Whether students have to be read again, because what they were taught has changed.</returns>
    public async Task<bool> Upsert(IReadOnlyCollection<Program> programs)
    {
        var changed = false;
        if (!await HasSupply())
        {
            return changed;
        }

        await Write(() =>
        {
            foreach (var program in programs)
            {
                changed |= Supply.Upsert(program) && Supply.StudentsOf(program.Id).Any();
            }
        });
        return changed;
    }

    /// <summary>Scores under another epoch from now on; a question that is under way ends under the one it began with.</summary>
    public Task Adopt(Scorer next) => Write(() =>
    {
        if (next.Epoch.Number > Epoch)
        {
            Supply.Index.Renew(next);
            Demand.Renew(next);
        }
    });

    /// <summary>Takes over what was written in the region since it was read last, for where messages were lost.</summary>
    public async Task ReconcilePlacements(MarketReader load)
    {
        var next = await load.PlacementMark(region);
        if (await load.PlacementsSince(region, _placementsRead) is { Count: > 0 } written)
        {
            await Upsert(written);
        }

        _placementsRead = next;
    }

    /// <summary>The same for the supply. An age that changed without the student's own row is found by the comparison.</summary>
    public async Task ReconcileSupply(MarketReader load)
    {
        if (await HasSupply())
        {
            var next = await load.StudentMark(region);
            if (await load.StudentsSince(region, _studentsRead) is { Count: > 0 } written)
            {
                await Upsert(written);
            }

            await Upsert(await load.Programs(region));
            _studentsRead = next;
        }
    }

    /// <summary>Makes the market agree with the whole of the store, also where a row has left the region.</summary>
    public async Task ComparePlacements(MarketReader load)
    {
        var stored = await load.Versions(region);
        var differing = new List<PlacementId>();
        await Write(() =>
        {
            differing.AddRange(stored.Where(row => Demand.Versions.VersionOf(row.Key) < row.Value).Select(row => row.Key));
            differing.AddRange(Demand.Versions.Held.Where(held => !stored.ContainsKey(held.Id)).Select(held => held.Id));
            Demand.Versions.ForgetLongGone();
        });

        if (differing.Count > ManyDifferences)
        {
            await Upsert(await load.Placements(region));
            differing.RemoveAll(stored.ContainsKey);
        }

        var found = await load.Placements(differing);
        await Write(() =>
        {
            Demand.Upsert(found);
            foreach (var gone in differing.Except(found.Select(placement => placement.Id)))
            {
                Demand.Remove(gone);
            }
        });
    }

    /// <summary>Reads the supply again, with what programs teach now.</summary>
    public async Task ReadSupply(MarketReader load)
    {
        if (await HasSupply())
        {
            await Upsert(await load.Students(region));
            await Upsert(await load.Programs(region));
            await Write(Supply.ForgetLongGone);
        }
    }

    /// <summary>
    /// False where nobody has asked for the supply yet: it will be read with everything that is stored by then. Where it is being
    /// read, what was stored meanwhile is taken over afterwards.
    /// </summary>
    private async Task<bool> HasSupply()
    {
        Task? reading;
        lock (_supplyGate)
        {
            reading = _supplyLoad;
        }

        if (reading is null or { IsFaulted: true })
        {
            return false;
        }

        await reading;
        return true;
    }

    private async Task Write(Action change)
    {
        await _writing.WaitAsync();
        try
        {
            await Task.Run(change);
        }
        finally
        {
            _writing.Release();
        }
    }
}
