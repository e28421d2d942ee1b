namespace VocMatch.Cli.Files;

/// <summary>The files of one clearing's input; those that may be missing are null.</summary>
public sealed record MarketFiles
{
    public required string Placements { get; init; }

    public required string Applications { get; init; }

    public string? Students { get; init; }

    public string? Employers { get; init; }

    public string? Fixed { get; init; }

    public string? Forbidden { get; init; }

    /// <summary>Columns that may stand in any of the files and are not read. Any other column that is not known is an error.</summary>
    public IReadOnlySet<string> IgnoredColumns { get; init; } = new HashSet<string>();
}
