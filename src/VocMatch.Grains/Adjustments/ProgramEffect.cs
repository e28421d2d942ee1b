using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using VocMatch.Alignment.Adjustments;
using VocMatch.Contracts.Adjustments;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Programs;
using VocMatch.Grains.Markets;
using VocMatch.Grains.Students;

namespace VocMatch.Grains.Adjustments;

/// <summary>
/// Clears a round again with one change to one program. Only the lists of that program's students are made anew; both sides of a
/// comparison use the same lotteries.
/// </summary>
/// <param name="content">The program's content in force.</param>
internal sealed class ProgramEffect(RoundInputs inputs, ProgramId program, ProgramContent content, ProgramChanges changes) : IEffectMeasure
{
    /// <summary>Further lotteries by which the interval is found.</summary>
    public const int Seeds = 40;

    private readonly Dictionary<string, Placed> _before = new(StringComparer.Ordinal);
    private readonly Lazy<InputClearing> _present = new(() => new(inputs));

    /// <summary>The program's students in the round, and how many of them are placed.</summary>
    public Placed Before => BeforeUnder(inputs.Seed);

    public int Students { get; } = inputs.Students.Count(student => student.Program == program);

    public Task<MeasuredEffect?> Measure(Candidate candidate, CancellationToken cancellation) =>
        Task.FromResult<MeasuredEffect?>(candidate is NewProgram ? null : Measure(changes.Of(candidate), cancellation));

    public MeasuredEffect Measure(ProgramChange change, CancellationToken cancellation)
    {
        var changed = Changed(change);
        var clearing = new InputClearing(changed);
        var before = Before;
        var after = Count(changed, clearing.Solve(inputs.Seed));
        var (low, high, seeds) = (after.Own, after.Own, 0);
        if (after.Own > before.Own)
        {
            (low, high) = Interval(changed, clearing, before.Own, cancellation);
            seeds = Seeds;
        }

        return new(Students, before.Own, after.Own, low, high, after.Others - before.Others, seeds, inputs.Simulated)
        {
            StudentsAfter = changed.Students.Count(student => student.Program == program),
        };
    }

    /// <summary>The round as it would be with the change.</summary>
    public RoundInputs Changed(ProgramChange change)
    {
        var next = change.ApplyTo(content);
        var students = inputs.Students.Select(student => student.Program == program ? Taught(student, next) : student);
        return change.Intake is { } intake ? inputs.With(WithIntake([.. students], intake)) : inputs with { Students = [.. students] };
    }

    private InputStudent Taught(InputStudent student, ProgramContent next)
    {
        var profile = student.Question.Profile;
        var question = student.Question with
        {
            Skills = StudentQuestions.Merge(next.Teaches, profile.Skills),
            Occupations = profile.Occupations.IsEmpty ? next.TargetOccupations : profile.Occupations,
        };
        var facts = EngineFacts.Of(question, inputs.Scorer.Table);
        return student with { Question = question, Facts = facts, List = inputs.Rule.Changed(student, facts) };
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

    private static InputStudent Copy(InputStudent student, int number)
    {
        var id = $"{student.Id.Value}:{number.ToString(CultureInfo.InvariantCulture)}";
        var copy = StudentId.Parse(id.Length <= IdRule.MaxLength ? id : id[^IdRule.MaxLength..].TrimStart('.', '_', ':', '-'));
        return new(copy, student.Question with { Student = copy }, student.Facts with { Id = copy.Value }, student.List)
        {
            Pass = student.Pass,
            Tags = student.Tags,
            Ranked = student.Ranked,
            Dropped = student.Dropped,
            Forbidden = student.Forbidden,
        };
    }

    /// <summary>The second smallest and second largest number placed over the lotteries: paired differences added to what is placed now.</summary>
    private (int Low, int High) Interval(RoundInputs changed, InputClearing clearing, int before, CancellationToken cancellation)
    {
        var differences = new int[Seeds];
        Parallel.For(0, Seeds, new ParallelOptions { CancellationToken = cancellation }, k =>
        {
            var seed = SeedOf(k + 1);
            differences[k] = Count(changed, clearing.Solve(seed)).Own - BeforeUnder(seed).Own;
        });
        Array.Sort(differences);
        return (before + differences[1], before + differences[^2]);
    }

    private string SeedOf(int k) => Convert.ToHexStringLower(
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(inputs.Seed), Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"whatif:{k}"))));

    private Placed BeforeUnder(string seed)
    {
        lock (_before)
        {
            if (_before.TryGetValue(seed, out var known))
            {
                return known;
            }
        }

        var placed = Count(inputs, _present.Value.Solve(seed));
        lock (_before)
        {
            return _before[seed] = placed;
        }
    }

    private Placed Count(RoundInputs round, int[] placements)
    {
        var (own, others) = (0, 0);
        for (var student = 0; student < placements.Length; student++)
        {
            if (placements[student] >= 0)
            {
                _ = round.Students[student].Program == program ? own++ : others++;
            }
        }

        return new(own, others);
    }
}

/// <param name="Own">Students of the program with a place.</param>
/// <param name="Others">Students of other programs with a place.</param>
internal readonly record struct Placed(int Own, int Others);
