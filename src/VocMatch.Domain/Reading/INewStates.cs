using VocMatch.Contracts.Storing;

namespace VocMatch.Domain.Reading;

/// <summary>Stores many states that do not exist yet, in one durable transaction, without waking a grain for each.</summary>
/// <remarks>
/// Rows are those the grain storage would have written with version 1. A grain that is active and has found no record keeps
/// thinking so until it deactivates or reads again; its next write then fails on the version, so nothing is lost.
/// </remarks>
public interface INewStates
{
    /// <summary>Inserts the states whose key has no row yet; an existing row, a cleared one too, is left as it is.</summary>
    /// <param name="stateName">The persistent state's name, see <see cref="StateNames"/>.</param>
    /// <returns>For each state in the order given: true where it was inserted.</returns>
    Task<IReadOnlyList<bool>> Insert<TState>(
        string stateName,
        IReadOnlyList<NewState<TState>> states,
        CancellationToken cancellation = default);
}
