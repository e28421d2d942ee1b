namespace VocMatch.Storage.Sqlite;

/// <summary>One conditional write of a grain's state.</summary>
/// <param name="row">Without payload it clears the state, which takes a version.</param>
/// <param name="expected">The version the grain has seen; null where it has seen no row.</param>
internal sealed class GrainStateWrite(StateRow row, long? expected) : PendingWrite
{
    private readonly TaskCompletionSource<bool> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _written;

    /// <summary>False where the row is not at the expected version.</summary>
    public Task<bool> Completion => _completion.Task;

    public override bool NeedsSavepoint => row.MayHaveLists;

    public override void Run(SqliteSession session) =>
        _written = expected is { } version ? GrainStateStatements.Update(session, row, version) : GrainStateStatements.Insert(session, row);

    public override void Succeed() => _completion.SetResult(_written);

    public override void Fail(Exception reason) => _completion.SetException(reason);
}
