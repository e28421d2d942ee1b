using System.Collections.Immutable;
using System.Text.Json.Serialization;
using VocMatch.Alignment.Data;
using VocMatch.Domain.Records;
using VocMatch.Grains.Records;

namespace VocMatch.Grains.Alignment;

/// <summary>One publication of a period, of all its regions at once. Every report of the period is a part of its latest one.</summary>
/// <param name="Id">Of the report of all regions; its documents are kept under it.</param>
/// <param name="Number">1, then one more with each revision.</param>
/// <param name="FirstMonth">With which the years of the authority's calendar began.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.Edition")]
internal sealed record Edition(string Id, DateOnly From, DateOnly Through, int Number, DateOnly Published, string? Note, int FirstMonth)
{
    /// <summary>The earliest day on which the period may be revised.</summary>
    public DateOnly NextRevision => Published.AddMonths(PublicationCalendar.MonthsOfQuarter);
}

/// <summary>Everything that was published, in the order it was.</summary>
/// <param name="Calendar">Of the first publication, or the one that is set where nothing was published yet: two calendars would overlap.</param>
internal sealed record Editions(ImmutableArray<Edition> All, PublicationCalendar Calendar)
{
    public static async Task<Editions> Read(IGrainFactory grains, PublicationCalendar set)
    {
        var all = await grains.GetGrain<IEditionsGrain>("all").All();
        return new(all, all.IsEmpty ? set : new(all[0].FirstMonth));
    }

    public Edition? Last(Period period) => All.LastOrDefault(edition => Is(edition, period));

    public ImmutableArray<Edition> Of(Period period) => [.. All.Where(edition => Is(edition, period))];

    /// <summary>Those of other years: a quarter shows nothing of persons, so that nothing has to be protected beside it.</summary>
    public ImmutableArray<Edition> OfOtherYears(Period period) =>
        [.. All.Where(edition => !Is(edition, period) && Calendar.IsYear(new(edition.From, edition.Through)))];

    private static bool Is(Edition edition, Period period) => edition.From == period.From && edition.Through == period.Through;
}

/// <summary>Knows every publication; the key is <c>all</c>.</summary>
[Alias("VocMatch.IEditionsGrain")]
internal interface IEditionsGrain : IGrainWithStringKey
{
    Task<ImmutableArray<Edition>> All();

    /// <summary>Publishes one whose documents are kept already.</summary>
    /// <param name="known">How many there were when it was protected.</param>
    /// <returns>False where another was published since, which it does not know of: it has to be protected anew.</returns>
    Task<bool> Publish(Edition edition, int known);
}

internal sealed record EditionsState : IPartedState<EditionsState>
{
    /// <summary>2 since each edition lies in a row of its own.</summary>
    public int Schema { get; init; } = 2;

    [JsonIgnore]
    public ImmutableArray<Edition> All { get; init; } = [];

    [JsonIgnore]
    public StoredArrays Stored { get; init; } = new();

    public static IReadOnlyList<PartKind<EditionsState>> PartKinds { get; } =
    [
        new ArrayPartKind<EditionsState, Edition>(
            "edition", edition => edition.Id, state => state.All, (state, all) => state with { All = all }, state => state.Stored),
    ];
}

internal sealed class EditionsGrain([StoredAs("report-editions")] GrainRecord<EditionsState> row)
    : Grain, IEditionsGrain
{
    public Task<ImmutableArray<Edition>> All() => Task.FromResult(row.State.All);

    public async Task<bool> Publish(Edition edition, int known)
    {
        if (row.State.All.Length != known)
        {
            return false;
        }

        await row.Write(row.State with { All = row.State.All.Add(edition) });

        return true;
    }
}
