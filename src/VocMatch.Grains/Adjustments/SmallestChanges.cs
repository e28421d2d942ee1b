using System.Collections.Immutable;
using System.Globalization;
using VocMatch.Contracts.Adjustments;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Taxonomy;
using VocMatch.Grains.Markets;
using VocMatch.Grains.Students;
using VocMatch.Matching.Scoring;
using SkillLevel = VocMatch.Contracts.Programs.SkillLevel;

namespace VocMatch.Grains.Adjustments;

/// <summary>The changes that place a student who has no place: one more seat, one more skill, a higher score. Each is confirmed by clearing again.</summary>
internal sealed class SmallestChanges(SolvedRound solved, TaxonomySnapshot taxonomy)
{
    private const int SeatsShown = 5;
    private const int SkillsTried = 12;

    /// <param name="student">Number of the student in the inputs.</param>
    public SmallestChange Of(int student)
    {
        var inputs = solved.Inputs;
        var subject = inputs.Students[student];
        var held = solved.PlacementOf[student];
        ImmutableArray<ChangeOption> options = held >= 0
            ? []
            :
            [
                .. Seats(student).Concat(Skills(student)).Concat(Points(student))
                    .OrderBy(option => option.Displaced)
                    .ThenBy(option => option.Touched)
                    .ThenBy(option => option.Kind),
            ];
        return new(
            subject.Id, inputs.Basis, inputs.Simulated, subject.Ranked, held < 0 ? null : inputs.Placements[held].Id, options);
    }

    private IEnumerable<ChangeOption> Seats(int student) =>
        from option in solved.Seats.ThatPlace(student).Take(SeatsShown)
        let placement = solved.Inputs.Placements[option.Placement]
        select new ChangeOption(
            ChangeOptionKind.Seat,
            option.Moved == 1
                ? $"One more seat at '{placement.Title}' goes to the student at once."
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"One more seat at '{placement.Title}': {option.Moved - 1} others move to a place they like better, and the student gets the one left."),
            placement.Id,
            null,
            null,
            option.Moved - 1,
            0);

    private IEnumerable<ChangeOption> Points(int student)
    {
        if (solved.PointsThatPlace(student) is not { } found)
        {
            yield break;
        }

        var subject = solved.Inputs.Students[student];
        var points = decimal.Round(found.Rise.Millionths / 1_000_000m, 2, MidpointRounding.ToPositiveInfinity);
        var units = (int)(points * ScoreUnits.PerPoint);
        var after = Solve(student, subject with
        {
            List = Raised(subject.List),
            Completion = subject.Completion is { } completion ? Raised(completion) : null,
        });
        if (after[student] >= 0)
        {
            var title = solved.Inputs.Placements[found.Placement].Title;
            yield return Option(
                ChangeOptionKind.Points,
                string.Create(CultureInfo.InvariantCulture, $"{points:0.00} points more at '{title}' would be enough."),
                student,
                after) with
            { Points = points };
        }

        ImmutableArray<ListEntry> Raised(ImmutableArray<ListEntry> list) =>
            [.. list.Select(entry => entry.Placement == found.Placement ? entry with { Units = entry.Units + units } : entry)];
    }

    private IEnumerable<ChangeOption> Skills(int student)
    {
        var subject = solved.Inputs.Students[student];
        foreach (var skill in MissingSkills(subject))
        {
            var question = subject.Question with { Skills = StudentQuestions.Merge(subject.Question.Skills, [skill]) };
            var facts = EngineFacts.Taught(subject.Facts, question, solved.Inputs.Scorer.Table);
            var after = Solve(student, solved.Inputs.Rule.Follow(subject, question, facts));
            if (after[student] >= 0)
            {
                var name = taxonomy.Skills.GetValueOrDefault(skill.Skill)?.Name ?? skill.Skill.Value;
                var title = solved.Inputs.Placements[after[student]].Title;
                yield return Option(
                    ChangeOptionKind.Skill,
                    string.Create(CultureInfo.InvariantCulture, $"Learning {name} to level {skill.Level} would lead to '{title}'."),
                    student,
                    after) with
                { Skill = skill.Skill };
            }
        }
    }

    private int[] Solve(int student, InputStudent changed) =>
        new InputClearing(solved.Inputs with { Students = solved.Inputs.Students.SetItem(student, changed) }).Solve(solved.Inputs.Seed);

    private ChangeOption Option(ChangeOptionKind kind, string text, int student, int[] after)
    {
        var (touched, displaced) = (0, 0);
        for (var other = 0; other < after.Length; other++)
        {
            if (other != student && after[other] != solved.PlacementOf[other])
            {
                touched++;
                displaced += after[other] < 0 ? 1 : 0;
            }
        }

        return new(kind, text, solved.Inputs.Placements[after[student]].Id, null, null, touched, displaced);
    }

    /// <summary>What the seats that would take the student ask for and the student lacks, the most seats first, at the highest level asked.</summary>
    private IEnumerable<SkillLevel> MissingSkills(InputStudent subject)
    {
        var held = subject.Facts.Skills.GroupBy(skill => skill.Skill, skill => skill.Level, StringComparer.Ordinal)
            .ToDictionary(skill => skill.Key, skill => skill.Max(), StringComparer.Ordinal);
        return solved.Inputs.Placements
            .Where(placement => solved.Inputs.Scorer.Score(subject.Facts, placement.Facts) is not null)
            .SelectMany(placement => placement.Facts.Skills
                .Where(asked => held.GetValueOrDefault(asked.Skill) < asked.Level)
                .Select(asked => (asked.Skill, asked.Level, Weight: placement.Facts.OpenSeats * (asked.Essential ? 2 : 1))))
            .GroupBy(asked => asked.Skill, StringComparer.Ordinal)
            .OrderByDescending(skill => skill.Sum(asked => asked.Weight))
            .ThenBy(skill => skill.Key, StringComparer.Ordinal)
            .Take(SkillsTried)
            .Select(skill => new SkillLevel(SkillId.Parse(skill.Key), skill.Max(asked => asked.Level)));
    }
}
