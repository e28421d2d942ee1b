using VocMatch.Contracts.Rounds;

namespace VocMatch.Storage.Rounds;

/// <summary>Writes rows of rounds to the database in use, each call in one transaction.</summary>
internal interface IRoundWrites
{
    /// <summary>Removes what this lock and those before it have written.</summary>
    Task Delete(RoundLock under, CancellationToken cancellation);

    Task Inputs(FrozenInput input, string kind, IReadOnlyList<RoundInput> rows, CancellationToken cancellation);

    Task Assignments(RoundLock under, int issue, IReadOnlyList<Assignment> rows, CancellationToken cancellation);

    Task Document(RoundLock under, string name, byte[] content, CancellationToken cancellation);
}

/// <summary>A frozen row as it lies in its table.</summary>
internal sealed record RoundInput(string Id, string Payload);
