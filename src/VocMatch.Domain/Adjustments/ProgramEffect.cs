using System.Globalization;
using VocMatch.Alignment.Adjustments;
using VocMatch.Contracts.Adjustments;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Programs;
using VocMatch.Domain.Facts;
using VocMatch.Domain.Runtime;
using VocMatch.Matching.Scoring;

namespace VocMatch.Domain.Adjustments;

/// <summary>
/// Makes of a round what one change to one program would make of it, and compares. Only that program's students change: what they are taught,
/// and how many they are; their scores and what they are eligible for follow.
/// </summary>
/// <param name="content">The program's content in force.</param>
internal sealed class ProgramEffect(RoundComparison round, ProgramId program, ProgramContent content, ProgramChanges changes) : IEffectMeasure
{
    private readonly ClearingInputs _inputs = round.Inputs;

    private static readonly Func<MeasuredEffect, bool> Always = static _ => true;

    private OwnStudents Own => OwnStudents.Of(program);

    /// <summary>The program's students in the round.</summary>
    public int Students { get; } = OwnStudents.Of(program).Count(round.Inputs);

    /// <summary>How many of them are placed.</summary>
    public int PlacedBefore => round.Before.Of(Own);

    public Task<MeasuredEffect?> Measure(CandidateChange candidate, CancellationToken cancellation)
    {
        if (candidate is NewProgram)
        {
            return Task.FromResult<MeasuredEffect?>(null);
        }

        // Forty lotteries more only for what may be said to be good for something.
        var effect = round.Measure(
            Changed(changes.Of(candidate)), Own, found => SuggestionRanking.MayBeSuggested(candidate, found), cancellation);
        return Task.FromResult<MeasuredEffect?>(candidate is ChangeIntake intake ? effect with { ExpectedSeats = intake.ExpectedSeats } : effect);
    }

    /// <summary>Any change, under other lotteries too.</summary>
    public MeasuredEffect Measure(ProgramChange change, CancellationToken cancellation) => round.Measure(Changed(change), Own, Always, cancellation);

    /// <summary>The round as it would be with the change.</summary>
    public ClearingInputs Changed(ProgramChange change)
    {
        var next = change.ApplyTo(content);
        var students = _inputs.Students.AsParallel().AsOrdered().WithDegreeOfParallelism(Cores.Most).Select(student => student.Program == program ? Taught(student, next) : student);
        return change.Intake is { } intake ? _inputs.With(WithIntake([.. students], intake)) : _inputs with { Students = [.. students] };
    }

    private InputStudent Taught(InputStudent student, ProgramContent next)
    {
        var profile = student.Question.Profile;
        var question = student.Question with
        {
            Skills = StudentQuestions.Merge(next.Teaches, profile.Skills),
            Occupations = profile.Occupations.IsEmpty ? next.TargetOccupations : profile.Occupations,
        };
        return _inputs.Rule.Rescore(student, question, EngineFacts.Taught(student.Facts, question, _inputs.Scorer.Table));
    }

    /// <summary>
    /// More students are like those there are, one copy after the other; fewer leave evenly spaced in the order of their ids, since nobody
    /// knows who would not have been admitted.
    /// </summary>
    private List<InputStudent> WithIntake(List<InputStudent> students, int intake)
    {
        var own = students.Where(student => student.Program == program).ToList();
        var wanted = content.Intake == 0 ? own.Count : (int)((((long)own.Count * intake) + (content.Intake / 2)) / content.Intake);
        if (wanted >= own.Count)
        {
            students.AddRange(own.Count == 0 ? [] : Enumerable.Range(0, wanted - own.Count).Select(i => Copy(own[i % own.Count], 1 + (i / own.Count))));
            return students;
        }

        var staying = Enumerable.Range(0, wanted).Select(i => own[(int)((long)i * own.Count / wanted)].Id).ToHashSet();
        return [.. students.Where(student => student.Program != program || staying.Contains(student.Id))];
    }

    /// <summary>No employer has put a copy on its list: there its score counts.</summary>
    private InputStudent Copy(InputStudent student, int number)
    {
        var id = $"{student.Id.Value}:{number.ToString(CultureInfo.InvariantCulture)}";
        var copy = StudentId.Parse(id.Length <= IdRule.MaxLength ? id : id[^IdRule.MaxLength..].TrimStart('.', '_', ':', '-'));
        return new(copy, student.Question with { Student = copy }, student.Facts with { Id = copy.Value }, [.. student.List.Select(entry => ByScore(student, entry))])
        {
            Pass = student.Pass,
            Completion = student.Completion is { } completion ? [.. completion.Select(entry => ByScore(student, entry))] : null,
            Tags = student.Tags,
            Ranked = student.Ranked,
            Dropped = student.Dropped,
            Forbidden = student.Forbidden,
        };
    }

    private ListEntry ByScore(InputStudent student, ListEntry entry) =>
        entry.Units > ScoreUnits.Full && _inputs.Scorer.Score(student.Facts, _inputs.Placements[entry.Placement].Facts with { OpenSeats = 1 }) is { } score
            ? entry with { Units = SavedLists.Shown(score) }
            : entry;
}
