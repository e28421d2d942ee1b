namespace VocMatch.Grains.Simulation.Cluster;

/// <summary>How often what goes wrong, in thousandths of the occasions.</summary>
public sealed record Faults
{
    public static Faults None { get; } = new();

    public static Faults Hostile { get; } = new()
    {
        CrashBeforeWrite = 15,
        CrashAfterWrite = 15,
        FailBeforeWrite = 20,
        FailAfterWrite = 20,
        Lost = 50,
        Duplicated = 60,
        Stray = 150,
        ClockJump = 10,
    };

    /// <summary>The silo dies with everything it has in memory; nothing was written.</summary>
    public int CrashBeforeWrite { get; init; }

    /// <summary>It dies after the write; nobody hears of it.</summary>
    public int CrashAfterWrite { get; init; }

    /// <summary>The store times out and has not written.</summary>
    public int FailBeforeWrite { get; init; }

    /// <summary>The store times out and has written.</summary>
    public int FailAfterWrite { get; init; }

    /// <summary>A message never arrives.</summary>
    public int Lost { get; init; }

    /// <summary>A message arrives now and once more, any time later.</summary>
    public int Duplicated { get; init; }

    /// <summary>A call reaches a second activation, on another silo, with what it last read.</summary>
    public int Stray { get; init; }

    /// <summary>A silo's clock is set, up to an hour off either way.</summary>
    public int ClockJump { get; init; }
}

/// <summary>Mistakes built in on purpose: a checker that was never seen to fail proves nothing.</summary>
public enum Bug
{
    None,

    /// <summary>The answer leaves before the write is durable.</summary>
    AnswerBeforeWrite,

    /// <summary>Writes do not compare the version.</summary>
    NoVersionCheck,

    /// <summary>An attempt that comes again is decided again.</summary>
    NoOperationId,

    /// <summary>Rows live in the silos' memory.</summary>
    MemoryStorage,

    /// <summary>The store answers before its log is on disk: a crash takes the row's last write back.</summary>
    UnflushedWrites,

    /// <summary>Free seats are counted on a copy read before, not in the row that is written.</summary>
    CountOutsideTheRow,

    /// <summary>Each retry is an attempt of its own.</summary>
    RetryUnderNewKey,

    /// <summary>Events are sent from memory and not written with the change.</summary>
    LostOutbox,

    /// <summary>A yes is taken without asking again whether it may be.</summary>
    AcceptUnchecked,

    /// <summary>A correction does not make its offers be looked at again.</summary>
    NoReview,

    /// <summary>An answer that needs no write is given without reading the row again.</summary>
    StaleAnswer,

    /// <summary>A yes is not recorded before the placement is asked, so a crash forgets that it was asked.</summary>
    NoRecordBeforeCall,
}
