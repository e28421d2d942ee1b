using VocMatch.Contracts.Work;
using VocMatch.Domain.Rules;
using Xunit;

namespace VocMatch.Grains.Tests.Rules;

public sealed class PatternRulesTests
{
    private static readonly DateOnly Monday = new(2027, 3, 1);

    private static readonly WorkBlock Week = new(Monday, Monday.AddDays(4), [DayOfWeek.Monday, DayOfWeek.Tuesday], 480);

    public static TheoryData<WorkPattern, string?> Patterns => new()
    {
        { new([Week], []), null },
        { new([], []), "pattern.blocks" },
        { new([Week with { MinutesPerDay = 0 }], []), "pattern.blocks[0].minutesPerDay" },
        { new([Week with { MinutesPerDay = 1 }], []), null },
        { new([Week with { MinutesPerDay = 1440 }], []), null },
        { new([Week with { MinutesPerDay = 1441 }], []), "pattern.blocks[0].minutesPerDay" },
        { new([Week with { LastDay = Monday.AddDays(-1) }], []), "pattern.blocks[0].lastDay" },
        { new([Week with { Days = [] }], []), "pattern.blocks[0].days" },
        { new([Week with { Days = [DayOfWeek.Monday, DayOfWeek.Monday] }], []), "pattern.blocks[0].days[1]" },
        { new([Week with { Days = [(DayOfWeek)9] }], []), "pattern.blocks[0].days" },
        { new([Week with { Days = [DayOfWeek.Saturday] }], []), "pattern.blocks[0].days" },
        { new([Week, Week with { Days = [DayOfWeek.Saturday] }], []), "pattern.blocks[1].days" },
        { new([Week], [new(Monday, Monday.AddDays(1))]), "pattern.interruptions" },
        { new([Week], [new(Monday, Monday)]), null },
        { new([Week with { StartsAt = new(8, 0) }], []), "pattern.blocks[0].endsAt" },
        { new([Week with { StartsAt = new(8, 0), EndsAt = new(16, 0) }], []), null },
        { new([Week with { StartsAt = new(8, 0), EndsAt = new(15, 59) }], []), "pattern.blocks[0].minutesPerDay" },
        { new([Week with { StartsAt = new(22, 0), EndsAt = new(6, 0) }], []), null },
        { new([Week, Week], []), "pattern.blocks[1]" },
        { new([Week, Week with { Days = [DayOfWeek.Thursday] }], []), null },
        { new([Week, Week with { FirstDay = Monday.AddDays(2), LastDay = Monday.AddDays(8) }], []), null },
        { new([Week, Week with { FirstDay = Monday.AddDays(1), LastDay = Monday.AddDays(8) }], []), "pattern.blocks[1]" },
        { new([Week], [new(Monday, Monday.AddDays(-1))]), "pattern.interruptions[0].lastDay" },
        { new([Week with { LastDay = DateOnly.MaxValue }], []), "pattern.blocks[0].lastDay" },
        { new([Week with { FirstDay = DateOnly.MinValue }], []), "pattern.blocks[0].firstDay" },
    };

    [Theory]
    [MemberData(nameof(Patterns))]
    public void A_pattern_means_one_thing_only(WorkPattern pattern, string? broken)
    {
        var violations = new Violations();

        violations.Pattern("pattern", pattern);

        Assert.Equal(broken, violations.ToImmutable().FirstOrDefault()?.Field);
    }
}
