using VocMatch.Matching.Clearing.Markets;

namespace VocMatch.Cli.Generation;

/// <summary>The size and nature of a generated clearing. The same shape and seed give the same instance everywhere.</summary>
public sealed record InstanceShape
{
    public required int Students { get; init; }

    public required int Placements { get; init; }

    /// <summary>How many placements each student ranks, 1 to <see cref="RankBounds.MaxLength"/>, at most the number of placements.</summary>
    public int Ranks { get; init; } = 10;

    /// <summary>How unevenly wishes fall on placements: 0 evenly, towards 1 ever more on a few.</summary>
    public double Skew { get; init; } = 0.3;

    /// <summary>Seats for every hundred students.</summary>
    public int SeatsPerHundred { get; init; } = 100;

    /// <summary>The percentage of placements with reserves; a quarter of the students then have tags.</summary>
    public int ReservePercent { get; init; }

    /// <summary>The percentage of employers with a cap below their seats; an employer has five placements on average.</summary>
    public int CapPercent { get; init; }

    public ulong Seed { get; init; } = 1;

    /// <summary>Null when the shape can be made, else what is wrong with it.</summary>
    public string? Fault() => FormattableString.Invariant(this switch
    {
        { Students: < 0 } => $"--students {Students}: 0 or more are needed",
        { Placements: < 1 } => $"--placements {Placements}: 1 or more are needed",
        { Ranks: < 1 or > RankBounds.MaxLength } => $"--ranks {Ranks}: a student ranks 1 to {RankBounds.MaxLength} placements",
        _ when Ranks > Placements => $"--ranks {Ranks}: a student cannot rank more placements than there are (--placements {Placements})",
        { Skew: not (>= 0 and < 1) } => $"--skew {Skew}: at least 0 and below 1 is needed",
        { SeatsPerHundred: < 0 or > 10_000 } => $"--seats-per-hundred {SeatsPerHundred}: 0 to 10000 is needed",
        { ReservePercent: < 0 or > 100 } => $"--reserves {ReservePercent}: a percentage, 0 to 100, is needed",
        { CapPercent: < 0 or > 100 } => $"--caps {CapPercent}: a percentage, 0 to 100, is needed",
        _ => $"",
    }) is { Length: > 0 } fault ? fault : null;
}
