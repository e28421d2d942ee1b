using VocMatch.Storage.States;

namespace VocMatch.Storage.Sqlite;

/// <summary>One conditional write of a grain's state, with its parts.</summary>
/// <param name="row">Without payload it clears the state, which takes a version, and its parts go.</param>
/// <param name="expected">The version the grain has seen; null where it has seen no row.</param>
/// <param name="parts">Null where the state never has any.</param>
internal sealed class GrainStateWrite(StateRow row, long? expected, PartChanges? parts) : PendingWrite
{
    private readonly TaskCompletionSource<bool> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _written;

    /// <summary>False where the row is not at the expected version.</summary>
    public Task<bool> Completion => _completion.Task;

    public override bool NeedsSavepoint => parts is { IsEmpty: false } || ClearsParts;

    private bool ClearsParts => parts is not null && row.Payload is null;

    public override void Run(SqliteSession session)
    {
        _written = expected is { } version ? GrainStateStatements.Update(session, row, version) : GrainStateStatements.Insert(session, row);
        if (!_written)
        {
            return;
        }

        if (ClearsParts)
        {
            GrainStateStatements.RemoveParts(session, row.Type, row.Key);
        }
        else if (parts is not null)
        {
            GrainStateStatements.WriteParts(session, row.Type, row.Key, parts);
        }
    }

    public override void Succeed() => _completion.SetResult(_written);

    public override void Fail(Exception reason) => _completion.SetException(reason);
}
