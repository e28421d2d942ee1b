namespace VocMatch.Grains.Simulation.Histories;

public enum OperationKind
{
    Offer,
    Accept,
    Decline,
    Release,
    Withdraw,
    Expire,
    Seats,

    /// <summary>Whether the offer's seat is taken, read from the row when all is over.</summary>
    Read,
}

public enum OperationResult
{
    /// <summary>No answer came: it may have happened, may yet happen, or never.</summary>
    Unknown,
    Ok,

    /// <summary>No seat was free.</summary>
    Full,

    /// <summary>The offer was no longer open.</summary>
    Gone,
    Refused,
}

/// <summary>One call of a client to a seat pool, from its sending to its answer. Times are steps of the schedule: no two are the same.</summary>
public sealed class Operation
{
    public required OperationKind Kind { get; init; }

    public required int Pool { get; init; }

    /// <summary>The offer meant, numbered from 0 over all pools; -1 where it is about the pool.</summary>
    public int Offer { get; init; } = -1;

    /// <summary>Whether an offer holds a seat; the number of seats for <see cref="OperationKind.Seats"/>; whether it is taken, for a read.</summary>
    public int Value { get; init; }

    public required long Invoked { get; init; }

    public long Responded { get; private set; } = long.MaxValue;

    public OperationResult Result { get; private set; }

    /// <summary>The acceptance's place in the order in which seats were taken, where the answer told it.</summary>
    public long Number { get; private set; }

    public bool IsKnown => Result is not OperationResult.Unknown;

    /// <summary>The first answer counts.</summary>
    public void Answer(OperationResult result, long at, long number = 0)
    {
        if (!IsKnown)
        {
            (Result, Responded, Number) = (result, at, number);
        }
    }

    public override string ToString() =>
        $"{Kind} pool {Pool} offer {Offer} value {Value} [{Invoked}, {(IsKnown ? Responded : "...")}] {Result} {Number}";
}

/// <summary>What a seat pool was seen to do, and what its row holds at the end.</summary>
/// <param name="Seats">At the beginning.</param>
/// <param name="Holders">Offers whose seat is taken at the end, as the row says; one that stands there twice holds two.</param>
public sealed record PoolHistory(int Pool, int Seats, IReadOnlyList<Operation> Operations, IReadOnlyList<int> Holders);
