namespace VocMatch.Cli.Generation;

/// <summary>The size and nature of a generated clearing. The same shape and seed give the same instance everywhere.</summary>
public sealed record InstanceShape
{
    public required int Students { get; init; }

    public required int Placements { get; init; }

    /// <summary>How many placements each student ranks, 1 to 30, at most the number of placements.</summary>
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
    public string? Fault() => this switch
    {
        { Students: < 0 } => "the number of students must not be negative",
        { Placements: < 1 } => "there must be at least one placement",
        { Ranks: < 1 or > 30 } => "a student ranks 1 to 30 placements",
        _ when Ranks > Placements => "a student cannot rank more placements than there are",
        { Skew: not (>= 0 and < 1) } => "the skew is at least 0 and below 1",
        { SeatsPerHundred: < 0 or > 10_000 } => "seats for every hundred students are 0 to 10000",
        { ReservePercent: < 0 or > 100 } or { CapPercent: < 0 or > 100 } => "a percentage is 0 to 100",
        _ => null,
    };
}
