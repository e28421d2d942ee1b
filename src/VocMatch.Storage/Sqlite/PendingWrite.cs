namespace VocMatch.Storage.Sqlite;

/// <summary>Work for the writer, and whoever waits for it to be durable.</summary>
internal abstract class PendingWrite
{
    /// <summary>False for work of a single statement: SQLite undoes that by itself where it fails.</summary>
    public virtual bool NeedsSavepoint => true;

    /// <summary>Runs on the writer's thread, within a transaction; may run again where the whole group had to be rolled back.</summary>
    public abstract void Run(SqliteSession session);

    /// <summary>Called once, after the commit.</summary>
    public abstract void Succeed();

    /// <summary>Called once, after the rollback.</summary>
    public abstract void Fail(Exception reason);
}

/// <summary>Work with a result.</summary>
internal sealed class PendingWrite<T>(Func<SqliteSession, T> work) : PendingWrite
{
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    public Task<T> Completion => _completion.Task;

    public override void Run(SqliteSession session) => _result = work(session);

    public override void Succeed() => _completion.SetResult(_result!);

    public override void Fail(Exception reason) => _completion.SetException(reason);
}
