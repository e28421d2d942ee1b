namespace VocMatch.Storage.Sqlite;

/// <summary>One conditional write of a grain's state.</summary>
/// <param name="expected">The version the grain has seen; null where it has seen no row.</param>
/// <param name="payload">Null clears the state, which takes a version.</param>
internal sealed class GrainStateWrite(string type, string key, byte[]? payload, long? expected, DateTimeOffset now) : PendingWrite
{
    private readonly TaskCompletionSource<bool> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _written;

    /// <summary>False where the row is not at the expected version.</summary>
    public Task<bool> Completion => _completion.Task;

    public override bool NeedsSavepoint => false;

    public override void Run(SqliteSession session) =>
        _written = expected is { } version
            ? GrainStateStatements.Update(session, type, key, payload, version, now)
            : GrainStateStatements.Insert(session, type, key, payload!, now);

    public override void Succeed() => _completion.SetResult(_written);

    public override void Fail(Exception reason) => _completion.SetException(reason);
}
