using System.Collections.Immutable;
using VocMatch.Alignment.Trends;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Programs;

namespace VocMatch.Alignment.Adjustments;

/// <summary>A change that may help; whether it does is measured, not guessed.</summary>
public abstract record CandidateChange(Evidence Evidence);

/// <summary>Teach a skill that seats in the target occupations, or in others of their unit groups, ask for.</summary>
/// <param name="Level">The lowest level that satisfies nine of ten of these seats.</param>
public sealed record AddSkill(ProgramId Program, SkillId Skill, int Level, Evidence Evidence) : CandidateChange(Evidence);

/// <summary>Teach a skill to a higher level than now, since seats in the target occupations ask for it.</summary>
public sealed record RaiseLevel(ProgramId Program, SkillId Skill, int From, int To, Evidence Evidence) : CandidateChange(Evidence);

/// <summary>Teach, all together, skills that are no trade's own. One suggestion, behind all others.</summary>
/// <param name="Skills">Those asked for by the most seats first.</param>
public sealed record AddTransversalSkills(ProgramId Program, ImmutableArray<SkillLevel> Skills, Evidence Evidence) : CandidateChange(Evidence);

/// <summary>Stop teaching a skill that no reachable seat has asked for in a year of months.</summary>
public sealed record DropSkill(ProgramId Program, SkillId Skill, Evidence Evidence) : CandidateChange(Evidence);

/// <summary>Admit more or fewer students than now.</summary>
/// <param name="ExpectedSeats">Seats that fall to the program when each occupation's are shared by intake.</param>
public sealed record ChangeIntake(ProgramId Program, int From, int To, decimal ExpectedSeats, Evidence Evidence) : CandidateChange(Evidence);

/// <summary>Aim at one more occupation, teaching the few skills that are missing for it.</summary>
public sealed record TargetOccupation(ProgramId Program, OccupationId Occupation, ImmutableArray<SkillLevel> AddedSkills, Evidence Evidence)
    : CandidateChange(Evidence);

/// <summary>A program that nobody in the region offers.</summary>
/// <param name="Skills">Skills asked for by at least half of the seats, by weight, the heaviest first.</param>
/// <param name="NeighbourCompleters">Completers expected next door for the occupation: an objection to weigh.</param>
public sealed record NewProgram(
    RegionId Region, OccupationId Occupation, ImmutableArray<SkillLevel> Skills, decimal NeighbourCompleters, Evidence Evidence)
    : CandidateChange(Evidence);

/// <summary>What a candidate rests on.</summary>
/// <param name="Seats">Seats that ask for it.</param>
/// <param name="WeightedSeats">The same weighted by nearness.</param>
/// <param name="Employers">Employers behind them; null where fewer than the minimum cell: they are not counted out, let alone named.</param>
/// <param name="Regions">Where the seats are, in ordinal order.</param>
/// <param name="Trend">Where demand for it is going; null where that is no single skill or occupation.</param>
public sealed record Evidence(
    int Seats, decimal WeightedSeats, int? Employers, ImmutableArray<RegionId> Regions, TrendResult? Trend)
{
    /// <summary>Change of demand in seats a month; null without a series that is long enough.</summary>
    public double? TrendPerMonth => (Trend as Trend)?.TrendPerMonth;

    internal static Evidence Of(IReadOnlyCollection<ReachableSeats> seats, int minimumCell, TrendResult? trend = null)
    {
        var employers = seats.Select(s => s.Employer).Distinct().Count();
        return new(
            seats.Sum(s => s.Seats),
            seats.Sum(s => s.Weighted) / 10_000m,
            employers >= minimumCell ? employers : null,
            [.. seats.Select(s => s.Region).Distinct().OrderBy(r => r.Value, StringComparer.Ordinal)],
            trend);
    }
}
