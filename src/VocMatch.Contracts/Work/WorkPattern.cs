using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace VocMatch.Contracts.Work;

/// <summary>When somebody works, or is free to work: dates x weekdays x hours, with interruptions. A block, a series of blocks or day release.</summary>
/// <param name="Blocks">In any order; may not overlap on a day.</param>
/// <param name="Interruptions">Days on which nothing happens: holidays, examinations.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.WorkPattern")]
public sealed record WorkPattern(ImmutableArray<WorkBlock> Blocks, ImmutableArray<DateRange> Interruptions)
{
    [JsonIgnore]
    public DateOnly FirstDay => Blocks.Min(b => b.FirstDay);

    [JsonIgnore]
    public DateOnly LastDay => Blocks.Max(b => b.LastDay);
}

/// <summary>A run of dates with the same weekdays and hours.</summary>
/// <param name="FirstDay">Inclusive.</param>
/// <param name="LastDay">Inclusive.</param>
/// <param name="Days">The weekdays, at least one.</param>
/// <param name="MinutesPerDay">Working time without breaks, 1 to 1440.</param>
/// <param name="StartsAt">When the day's work begins, where it is fixed.</param>
/// <param name="EndsAt">When it ends; earlier than the start means after midnight.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.WorkBlock")]
public sealed record WorkBlock(
    DateOnly FirstDay,
    DateOnly LastDay,
    ImmutableArray<DayOfWeek> Days,
    int MinutesPerDay,
    TimeOnly? StartsAt = null,
    TimeOnly? EndsAt = null)
{
    [JsonIgnore]
    public int MinutesPerWeek => MinutesPerDay * Days.Length;
}

/// <summary>Both days inclusive.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.DateRange")]
public sealed record DateRange(DateOnly FirstDay, DateOnly LastDay);

/// <summary>A point on the globe, WGS 84.</summary>
/// <param name="Latitude">Degrees north, -90 to 90.</param>
/// <param name="Longitude">Degrees east, -180 to 180.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.GeoPoint")]
public sealed record GeoPoint(double Latitude, double Longitude);
