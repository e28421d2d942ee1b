using System.Reflection;
using Orleans.Metadata;
using VocMatch.Domain.Reading;
using VocMatch.Grains.Records;
using VocMatch.Grains.Runtime;

namespace VocMatch.Grains.PendingWork;

/// <summary>Which grain a row belongs to that is due: the one whose constructor asks for the row, so that it is declared once.</summary>
internal sealed class DueGrains(GrainTypeResolver types, IGrainFactory grains)
{
    private readonly Dictionary<string, GrainType> _owners = (
        from grain in typeof(DueGrains).Assembly.GetTypes()
        where grain is { IsAbstract: false, IsInterface: false } && typeof(IPendingWorkGrain).IsAssignableFrom(grain) && typeof(Grain).IsAssignableFrom(grain)
        from parameter in grain.GetConstructors().Single().GetParameters()
        let row = parameter.GetCustomAttribute<StoredAsAttribute>()
        where row is not null
        select (row.StateName, Grain: types.GetGrainType(grain))).ToDictionary(owner => owner.StateName, owner => owner.Grain);

    /// <returns>Null of a row that this version knows no grain of: one of a newer version does.</returns>
    public IPendingWorkGrain? Find(DueRow row) => _owners.TryGetValue(row.StateName, out var type)
        ? grains.GetGrain<IPendingWorkGrain>(GrainId.Create(type, IdSpan.Create(row.Key)))
        : null;
}
