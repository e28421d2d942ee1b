using System.Collections.Immutable;
using System.Globalization;
using VocMatch.Alignment.Adjustments;
using VocMatch.Contracts.Adjustments;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Programs;
using VocMatch.Contracts.Students;
using VocMatch.Contracts.Taxonomy;
using VocMatch.Domain.Facts;

namespace VocMatch.Domain.Adjustments;

/// <summary>
/// What a program that does not exist would give: a round cleared again with a class of its students in it. Nobody has applied yet, so the
/// students are made up: they live in the middle of the region, hold what the program teaches, fulfil what the occupation's postings
/// require, are free at any time, and rank eligible placements by their score, as many as the median list of the round. All others keep
/// their lists, as they were saved or as they respond.
/// </summary>
/// <param name="reach">The region and those it borders on.</param>
internal sealed class NewProgramEffect(RoundComparison round, RegionId region, ImmutableArray<RegionId> reach, TaxonomySnapshot taxonomy)
{
    /// <summary>Students of a class at most; fewer where fewer seats ask for them.</summary>
    public const int MaxClass = 30;

    private const string Lists = "the class ranks eligible placements by score, as many as the median list has; all others keep the lists they have";

    private static readonly ProgramId Program = ProgramId.Parse("new-program");

    private readonly ClearingInputs _inputs = round.Inputs;

    public ProposalEffect Measure(NewProgram candidate, CancellationToken cancellation)
    {
        var effect = round.Measure(WithClass(candidate), OwnStudents.Of(Program), static _ => true, cancellation);
        var (own, others) = (effect.Responding.Own, effect.Responding.Others);
        return new(
            string.Create(
                CultureInfo.InvariantCulture,
                $"of {effect.StudentsAfter} students with these skills who live in the region {own.After} would be placed, others {others}; with all other lists as saved {effect.Saved.Own.After}, others {effect.Saved.Others}"),
            effect.StudentsAfter,
            own.After,
            own.Lotteries?.RangeLow ?? own.After,
            own.Lotteries?.RangeHigh ?? own.After,
            others.Difference,
            RoundComparison.Seeds,
            EffectWords.Of(effect, SuggestionRanking.VerdictOn(effect), Lists, round.Longer));
    }

    /// <summary>The round with the class in it.</summary>
    public ClearingInputs WithClass(NewProgram candidate)
    {
        var list = round.Longer.Fresh(Student(candidate, 1), _inputs);
        return _inputs.With(_inputs.Students.Concat(
            Enumerable.Range(1, Math.Min(MaxClass, candidate.Evidence.Seats)).Select(number => Student(candidate, number) with { List = list, Ranked = list.Length })));
    }

    /// <summary>What the program would be: the field and level that most and the highest of its postings ask for.</summary>
    public ProgramContent Content(NewProgram candidate)
    {
        var asking = Asking(candidate);
        return new()
        {
            School = SchoolId.Parse("new-school"),
            Title = "",
            Field = asking.SelectMany(placement => placement.Facts.ProgramFields).GroupBy(field => field, StringComparer.Ordinal)
                .OrderByDescending(field => field.Count()).ThenBy(field => field.Key, StringComparer.Ordinal).FirstOrDefault()?.Key ?? "",
            Level = asking.Max(placement => placement.Facts.MinimumEducationLevel),
            Teaches = candidate.Skills,
            Intake = MaxClass,
            DurationMonths = 0,
            TargetOccupations = [candidate.Occupation],
        };
    }

    private List<InputPlacement> Asking(NewProgram candidate) =>
        [.. _inputs.Placements.Where(placement => placement.Region == region && placement.Occupation == candidate.Occupation)];

    private InputStudent Student(NewProgram candidate, int number)
    {
        var id = StudentId.Parse(string.Create(CultureInfo.InvariantCulture, $"{Program}:{number}"));
        var profile = new StudentProfile
        {
            School = SchoolId.Parse("new-school"),
            Program = Program,
            Region = region,
            Free = new([], []),
            Checks =
            [
                .. Asking(candidate).SelectMany(placement => placement.Facts.RequiredChecks).Select(check => check.Name).Distinct(StringComparer.Ordinal)
                    .Select(name => new HeldCheck(name, DateOnly.MaxValue)),
            ],
        };
        var question = StudentQuestions.Assemble(
            new Student(id, profile, [], 0), new AgeThresholds(DateOnly.MinValue, DateOnly.MinValue), Content(candidate), taxonomy) with
        { Regions = reach };
        return new(id, question, EngineFacts.Of(question, _inputs.Scorer.Table) with { Free = null }, []);
    }
}
