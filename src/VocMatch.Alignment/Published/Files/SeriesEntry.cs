using VocMatch.Contracts.Alignment;
using VocMatch.Contracts.Identity;

namespace VocMatch.Alignment.Published.Files;

/// <summary>A row of a series while it is read.</summary>
/// <param name="line">The first line of it.</param>
internal sealed class SeriesEntry(string code, string title, RegionId? region, string? year, int line)
{
    public string Code { get; } = code;

    /// <summary>Of a crosswalk, the code it leads to.</summary>
    public string Title { get; set; } = title;

    public RegionId? Region { get; } = region;

    public string? Year { get; } = year;

    public int Line { get; } = line;

    /// <summary>What is given of it: where parts are missing, a lower bound.</summary>
    public decimal Value { get; set; }

    public MissingFigure? Missing { get; set; }

    public string? Flag { get; set; }

    public decimal? Weight { get; set; }

    public string? Parent { get; set; }

    /// <summary>Lines that add up to it, by what tells them apart.</summary>
    public Dictionary<string, FileLine> Parts { get; } = new(StringComparer.Ordinal);

    public void AddUp(SeriesEntry part)
    {
        Value += part.Value;
        Missing ??= part.Missing;
        Flag ??= part.Flag;
    }

    /// <remarks>Called after the value was found to be a whole number that fits.</remarks>
    public ReferenceRow ToRow() => new(Code, Title, (int)Value, Region, Year, Missing, Flag, Weight, Parent);
}
