using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Markets;
using VocMatch.Domain.Epochs;
using VocMatch.Matching.Scoring;

namespace VocMatch.Grains.Epochs;

/// <summary>The scorer of the epoch in force, thawed once and shared by all markets of a silo: the same on every silo.</summary>
internal sealed class Scorers(IGrainFactory grains, SkillTables tables)
{
    private readonly SemaphoreSlim _thawing = new(1, 1);
    private volatile Scorer? _latest;
    private volatile Scorer? _past;

    /// <summary>Under the epoch in force; makes the first one where there is none.</summary>
    public async Task<Scorer> Current()
    {
        var grain = grains.GetGrain<IEpochGrain>(0);
        if (_latest is { Epoch.Number: > 0 } latest && await grain.Number() == latest.Epoch.Number)
        {
            return latest;
        }

        await _thawing.WaitAsync();
        try
        {
            var document = await grain.Current();
            return _latest is { Epoch.Number: > 0 } thawed && thawed.Epoch.Number == document.Number ? thawed : _latest = await Thaw(document);
        }
        finally
        {
            _thawing.Release();
        }
    }

    /// <summary>Under a past epoch; under the one in force where that one is not kept any more.</summary>
    public async Task<Scorer> At(int epoch)
    {
        if ((_latest?.Epoch.Number == epoch ? _latest : _past) is { } known && known.Epoch.Number == epoch)
        {
            return known;
        }

        var current = await Current();
        return epoch != current.Epoch.Number && await grains.GetGrain<IEpochGrain>(0).Find(epoch) is { } document
            ? _past = await Thaw(document)
            : current;
    }

    /// <summary>Makes the scorer of any epoch, as it scored then.</summary>
    public async Task<Scorer> Thaw(EpochDocument document)
    {
        var (figures, current) = await Task.Run(() => (FrozenFigures.Read(document.Json), tables.Current()));
        if (figures.SkillTable == current.Digest)
        {
            return new(figures.Policy, current.Table, figures.At(document.Number));
        }

        var json = await grains.GetGrain<ISkillTableArchiveGrain>(figures.SkillTable).Find()
            ?? throw new InvalidOperationException($"The skill table {figures.SkillTable} of epoch {document.Number} is not kept.");
        return new(figures.Policy, await Task.Run(() => FrozenTable.Read(json)), figures.At(document.Number));
    }
}
