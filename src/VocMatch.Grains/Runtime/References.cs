using VocMatch.Contracts.Grains;

namespace VocMatch.Grains.Runtime;

/// <summary>What the rows of a batch refer to, each asked for once.</summary>
internal static class References
{
    /// <returns>Those that exist.</returns>
    public static async Task<Dictionary<TId, TEntity>> Find<TId, TEntity>(IEnumerable<TId> ids, Func<TId, Task<TEntity?>> find)
        where TId : notnull
        where TEntity : class
    {
        var found = await ManyGrains.Ask(ids.Distinct(), async id => (Id: id, Entity: await find(id)));
        return found.Where(entry => entry.Entity is not null).ToDictionary(entry => entry.Id, entry => entry.Entity!);
    }
}
