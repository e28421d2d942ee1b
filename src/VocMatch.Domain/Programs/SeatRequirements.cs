using System.Collections.Immutable;
using System.Globalization;
using VocMatch.Contracts.Eligibility;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Programs;
using VocMatch.Contracts.Work;

namespace VocMatch.Domain.Programs;

/// <summary>A seat that a student has taken, as a program evaluates it.</summary>
/// <param name="Pattern">As it was taken, whatever the posting says by now.</param>
internal sealed record SeatInUse(Placement Placement, WorkPattern Pattern);

/// <summary>Whether a seat still is what the program asks of a placement, once the program was revised after it was taken.</summary>
internal static class SeatRequirements
{
    /// <summary>What the seat met under the content in force when it was taken, and does not under that of now.</summary>
    /// <param name="all">Every seat of the student, this one among them: hours and employers are counted over all.</param>
    public static ImmutableArray<ConstraintResult> Lost(ProgramContent then, ProgramContent now, SeatInUse seat, IReadOnlyCollection<SeatInUse> all)
    {
        var met = Evaluated(then, seat, all).Where(one => one.Passed).Select(one => one.Name).ToHashSet(StringComparer.Ordinal);
        return [.. Evaluated(now, seat, all).Where(one => !one.Passed && met.Contains(one.Name))];
    }

    private static IEnumerable<ConstraintResult> Evaluated(ProgramContent content, SeatInUse seat, IReadOnlyCollection<SeatInUse> all)
    {
        var posting = seat.Placement.Posting;
        yield return new(
            ProgramWords.Occupation,
            content.TargetOccupations.IsDefaultOrEmpty || content.TargetOccupations.Contains(posting.Occupation),
            string.Join(", ", content.TargetOccupations),
            posting.Occupation.Value);
        var asked = content.Placement;
        var hours = all.Sum(one => HoursOf(one.Pattern));
        yield return new(ProgramWords.Hours, !(asked?.MinimumHours > hours), $"at least {Text(asked?.MinimumHours ?? 0)}", Text(hours));
        yield return new(
            ProgramWords.Kind,
            asked is null || asked.Kinds.IsDefaultOrEmpty || asked.Kinds.Contains(posting.Kind),
            string.Join(", ", asked?.Kinds.Select(Text) ?? []),
            Text(posting.Kind));
        yield return new(
            ProgramWords.Period,
            asked?.Period is not { } period || (seat.Pattern.FirstDay >= period.FirstDay && seat.Pattern.LastDay <= period.LastDay),
            asked?.Period is { } within ? $"{Text(within.FirstDay)} to {Text(within.LastDay)}" : "any time",
            $"{Text(seat.Pattern.FirstDay)} to {Text(seat.Pattern.LastDay)}");
        var employers = all.Select(one => one.Placement.Posting.Employer).Distinct().Count();
        yield return new(
            ProgramWords.Employers, !(asked?.MaximumEmployers < employers), asked?.MaximumEmployers is { } most ? $"at most {Text(most)}" : "any", Text(employers));
        var remote = posting.Conditions.RemotePercent;
        yield return new(
            ProgramWords.Remote,
            !(asked?.MaximumRemotePercent < remote),
            asked?.MaximumRemotePercent is { } share ? $"at most {Text(share)} percent" : "any",
            $"{Text(remote)} percent");
    }

    /// <summary>Whole hours of work over the whole time, interruptions left out.</summary>
    private static int HoursOf(WorkPattern pattern) => (int)(pattern.Blocks.Sum(block => WorkingDays(block, pattern) * (long)block.MinutesPerDay) / 60);

    private static int WorkingDays(WorkBlock block, WorkPattern pattern) => Enumerable
        .Range(0, block.LastDay.DayNumber - block.FirstDay.DayNumber + 1)
        .Select(block.FirstDay.AddDays)
        .Count(day => block.Days.Contains(day.DayOfWeek) && !pattern.Interruptions.Any(pause => pause.FirstDay <= day && day <= pause.LastDay));

    private static string Text(PlacementKind kind) => kind.ToString().ToLowerInvariant();

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
