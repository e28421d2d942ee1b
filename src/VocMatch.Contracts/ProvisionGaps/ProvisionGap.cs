using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Work;

namespace VocMatch.Contracts.ProvisionGaps;

/// <summary>Who searched and found nothing.</summary>
public enum ProvisionGapKind
{
    /// <summary>A student's search found no placement, or none of at least <see cref="ProvisionGap.SuitableScore"/>.</summary>
    StudentWithoutMatch,

    /// <summary>An employer's search for candidates of a placement found nobody.</summary>
    PlacementWithoutCandidate,
}

/// <summary>What one student or placement searched for in vain in one month. Repeating the search makes no second one.</summary>
/// <param name="Subject">Id of the student or placement.</param>
/// <param name="Month">Its first day, UTC.</param>
/// <param name="Region">Where the student lives or the work is done.</param>
/// <param name="Days">Days of the month on which it was searched so, 1 to 31.</param>
/// <param name="BestScore">Of the last such search, 0 to 100; null where nothing was found at all.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.ProvisionGap")]
public sealed record ProvisionGap(
    ProvisionGapKind Kind,
    string Subject,
    DateOnly Month,
    RegionId Region,
    SearchedFor SearchedFor,
    int Days,
    DateOnly LastDay,
    decimal? BestScore = null)
{
    /// <summary>A placement that scores less is not counted as found.</summary>
    public const decimal SuitableScore = 40;
}

/// <summary>What was asked for, without a name.</summary>
/// <param name="Occupations">Wanted by the student, or that of the placement.</param>
/// <param name="Fields">Of the student's program, or those the placement takes; empty: all.</param>
/// <param name="Level">Of the student's program, or the lowest the placement takes (EQF 1 to 8); null: any.</param>
/// <param name="Days">When the student is free, or the work is done.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.SearchedFor")]
public sealed record SearchedFor(ImmutableArray<OccupationId> Occupations, ImmutableArray<string> Fields, int? Level, WorkPattern Days);

/// <summary>What a gap is kept under: <c>2027-03/studentWithoutMatch/student-1</c>. The months stand in order of time.</summary>
public readonly record struct ProvisionGapKey(DateOnly Month, ProvisionGapKind Kind, string Subject)
{
    private const string MonthFormat = "yyyy-MM";

    /// <summary>How keys of a month begin.</summary>
    public static string Begin(DateOnly month) => month.ToString(MonthFormat, CultureInfo.InvariantCulture);

    public override string ToString() => $"{Begin(Month)}/{JsonNamingPolicy.CamelCase.ConvertName(Kind.ToString())}/{Subject}";

    /// <exception cref="FormatException">The text is no such key.</exception>
    public static ProvisionGapKey Parse(string key) => key.Split('/') is [var month, var kind, { Length: > 0 } subject]
        && DateOnly.TryParseExact(month, MonthFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var first)
        && Enum.TryParse<ProvisionGapKind>(kind, ignoreCase: true, out var parsed)
            ? new(first, parsed, subject)
            : throw new FormatException($"'{key}' is no key of a provision gap.");
}
