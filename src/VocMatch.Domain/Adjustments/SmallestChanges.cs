using System.Collections.Immutable;
using System.Globalization;
using VocMatch.Contracts.Adjustments;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Programs;
using VocMatch.Contracts.Taxonomy;
using VocMatch.Domain.Facts;
using VocMatch.Matching.Scoring;

namespace VocMatch.Domain.Adjustments;

/// <summary>
/// The changes that place a student who has no place, of every kind, the cheapest kind first: one more rank, a check handed in, a region, a
/// start a week later, a seat, a skill, a higher score. Each is made and the round cleared again; what does not place the student is not
/// in the answer.
/// </summary>
internal sealed class SmallestChanges(SolvedInputs solved, TaxonomySnapshot taxonomy)
{
    private const int SeatsShown = 5;
    private const int ShownOfKind = 3;
    private const int Tried = 24;
    private const int SkillsTried = 12;
    private const int DaysLater = 7;

    private readonly ClearingInputs _inputs = solved.Inputs;
    private readonly Lazy<InputClearing> _present = new(() => new InputClearing(solved.Inputs));

    /// <param name="student">Number of the student in the inputs.</param>
    public SmallestChange Of(int student, CancellationToken cancellation = default)
    {
        var subject = _inputs.Students[student];
        var held = solved.PlacementOf[student];
        return new(
            subject.Id,
            _inputs.Basis,
            _inputs.Simulated,
            subject.Ranked,
            held < 0 ? null : _inputs.Placements[held].Id,
            held < 0 ? [.. Options(student, subject, cancellation)] : []);
    }

    private IEnumerable<ChangeOption> Options(int student, InputStudent subject, CancellationToken cancellation)
    {
        var changed = new ChangedStudent(_inputs, subject);
        IEnumerable<ChangeOption>[] kinds =
        [
            Ranks(student, changed), Checks(student, changed), Regions(student, changed), LaterStarts(student, changed), Seats(student), Skills(student, changed), Points(student),
        ];
        foreach (var kind in kinds)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var option in kind.OrderBy(option => option.Displaced).ThenBy(option => option.Touched))
            {
                yield return option;
            }
        }
    }

    private IEnumerable<ChangeOption> Ranks(int student, ChangedStudent changed)
    {
        if (changed.Student.List.Length >= changed.MaxRanks)
        {
            return [];
        }

        var free = solved.FreeSeats();
        return changed.Unranked()
            .OrderByDescending(entry => free[entry.Placement] > 0)
            .ThenByDescending(entry => entry.Units)
            .Take(Tried)
            .Select(entry => Option(
                ChangeOptionKind.Rank, student, changed.Student with { List = changed.Student.List.Insert(changed.Student.Ranked, entry), Ranked = changed.Student.Ranked + 1 },
                title => $"Ranking '{title}' too, behind the others, leads to a place there."))
            .OfType<ChangeOption>()
            .Take(ShownOfKind);
    }

    private IEnumerable<ChangeOption> Checks(int student, ChangedStudent changed) =>
        changed.FailingOnly(Constraint.ChecksValid)
            .SelectMany(placement => _inputs.Placements[placement].Facts.RequiredChecks.Select(check => check.Name))
            .CountBy(name => name, StringComparer.Ordinal)
            .OrderByDescending(name => name.Value).ThenBy(name => name.Key, StringComparer.Ordinal)
            .Take(Tried)
            .Select(name =>
            {
                var facts = changed.Student.Facts with { Checks = changed.Student.Facts.Checks.Add(new(name.Key, DateOnly.MaxValue)) };
                return Option(
                    ChangeOptionKind.Check,
                    student,
                    changed.With(facts),
                    (title, placement) => $"The check '{name.Key}', valid through {LastDay(placement)}, leads to '{title}' once it is ranked.") is { } option
                    ? option with { Check = name.Key }
                    : null;
            })
            .OfType<ChangeOption>()
            .Take(ShownOfKind);

    private IEnumerable<ChangeOption> Regions(int student, ChangedStudent changed) =>
        changed.FailingOnly(Constraint.RegionReachable)
            .CountBy(placement => _inputs.Placements[placement].Region)
            .OrderByDescending(region => region.Value).ThenBy(region => region.Key.Value, StringComparer.Ordinal)
            .Select(region =>
            {
                var facts = changed.Student.Facts with { ReachableRegions = changed.Student.Facts.ReachableRegions.Add(region.Key.Value) };
                var name = taxonomy.Regions.GetValueOrDefault(region.Key)?.Name ?? region.Key.Value;
                return Option(
                    ChangeOptionKind.Region, student, changed.With(facts), title => $"Going to {name} too leads to '{title}' once it is ranked.") is { } option
                    ? option with { Region = region.Key }
                    : null;
            })
            .OfType<ChangeOption>()
            .Take(ShownOfKind);

    private IEnumerable<ChangeOption> LaterStarts(int student, ChangedStudent changed) =>
        changed.FailingOnly(Constraint.WorkPatternFits, Constraint.CommitmentsFree, Constraint.MinimumAge)
            .Select(placement => (Placement: placement, Facts: Later(_inputs.Placements[placement].Facts)))
            .Select(later => (later.Placement, later.Facts, Units: _inputs.Scorer.Score(changed.Student.Facts, later.Facts)))
            .Where(later => later.Units is not null)
            .OrderByDescending(later => solved.Filled[later.Placement] < _inputs.Placements[later.Placement].Facts.OpenSeats)
            .ThenByDescending(later => later.Units)
            .ThenBy(later => later.Placement)
            .Take(Tried)
            .Select(later => LaterStart(student, changed, later.Placement, later.Facts))
            .OfType<ChangeOption>()
            .Take(ShownOfKind);

    /// <summary>Whoever ranked the placement and is not free a week later loses it, and whoever holds a seat there begins later too.</summary>
    private ChangeOption? LaterStart(int student, ChangedStudent changed, int placement, PlacementFacts later)
    {
        var students = _inputs.Students.ToBuilder();
        for (var other = 0; other < students.Count; other++)
        {
            if (students[other].List.Any(entry => entry.Placement == placement)
                && _inputs.Scorer.Score(students[other].Facts, _inputs.Placements[placement].Facts) is not null
                && _inputs.Scorer.Score(students[other].Facts, later) is null)
            {
                students[other] = students[other] with { List = students[other].List.RemoveAll(entry => entry.Placement == placement) };
            }
        }

        students[student] = changed.With(placement, later);
        var after = Solve(_inputs with { Students = students.MoveToImmutable() });
        if (after[student] < 0)
        {
            return null;
        }

        var holders = Enumerable.Range(0, after.Length).Where(other => other != student && after[other] == placement).ToHashSet();
        var first = later.Work.FirstWorkingDay!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return Option(ChangeOptionKind.LaterStart, student, after, holders) with
        {
            Text = $"'{_inputs.Placements[placement].Title}' begun a week later, on {first}, and ranked leads to a place there{(holders.Count > 0 ? $"; {Counted(holders.Count)} there would begin later too" : "")}.",
        };
    }

    /// <summary>Whom a seat touches is seen by clearing again: in the second pass others may move who are not in its chain.</summary>
    private IEnumerable<ChangeOption> Seats(int student)
    {
        foreach (var (number, _) in solved.Seats.ThatPlace(student).Take(SeatsShown))
        {
            var placement = _inputs.Placements[number];
            var after = new InputClearing(_inputs.WithSeats(number, 1)).Solve(_inputs.Seed);
            if (after[student] < 0)
            {
                continue;
            }

            var option = Option(ChangeOptionKind.Seat, student, after, []);
            yield return option with
            {
                Placement = placement.Id,
                Text = option.Touched == 0
                    ? $"One more seat at '{placement.Title}' goes to the student at once."
                    : $"One more seat at '{placement.Title}': {Counted(option.Touched)} {(option.Touched == 1 ? "moves" : "move")} to another place, and the student gets the one left.",
            };
        }
    }

    private IEnumerable<ChangeOption> Skills(int student, ChangedStudent changed)
    {
        foreach (var skill in MissingSkills(changed))
        {
            var question = changed.Student.Question with { Skills = StudentQuestions.Merge(changed.Student.Question.Skills, [skill]) };
            var facts = EngineFacts.Taught(changed.Student.Facts, question, _inputs.Scorer.Table);
            var name = taxonomy.Skills.GetValueOrDefault(skill.Skill)?.Name ?? skill.Skill.Value;

            // Nobody has saved a list where lists are simulated: it is made anew by the same rule.
            var learned = _inputs.Rule.Made is { } made
                ? changed.Student with { Facts = facts, List = made(facts) }
                : changed.With(facts);
            if (Option(
                ChangeOptionKind.Skill,
                student,
                learned with { Question = question },
                title => string.Create(CultureInfo.InvariantCulture, $"Learning {name} to level {skill.Level} leads to '{title}'.")) is { } option)
            {
                yield return option with { Skill = skill.Skill };
            }
        }
    }

    private IEnumerable<ChangeOption> Points(int student)
    {
        if (solved.PointsThatPlace(student) is not { } found)
        {
            yield break;
        }

        var subject = _inputs.Students[student];
        var points = decimal.Round(found.Rise.Points, 2, MidpointRounding.ToPositiveInfinity);
        var units = (int)(points * ScoreUnits.PerPoint);
        var aimedAt = _inputs.Placements[found.Placement].Title;
        if (Option(
            ChangeOptionKind.Points,
            student,
            subject with { List = Raised(subject.List), Completion = subject.Completion is { } completion ? Raised(completion) : null },
            _ => string.Create(CultureInfo.InvariantCulture, $"{points:0.00} points more at '{aimedAt}' would be enough.")) is { } option)
        {
            yield return option with { Points = points, Placement = _inputs.Placements[found.Placement].Id };
        }

        ImmutableArray<ListEntry> Raised(ImmutableArray<ListEntry> list) =>
            [.. list.Select(entry => entry.Placement == found.Placement ? entry with { Units = entry.Units + units } : entry)];
    }

    private int[] Solve(ClearingInputs changed) => _present.Value.Changed(changed).Solve(_inputs.Seed);

    private ChangeOption? Option(ChangeOptionKind kind, int student, InputStudent changed, Func<string, string> text) =>
        Option(kind, student, changed, (title, _) => text(title));

    /// <returns>Null where the student has no place even so.</returns>
    private ChangeOption? Option(ChangeOptionKind kind, int student, InputStudent changed, Func<string, InputPlacement, string> text)
    {
        var after = Solve(_inputs with { Students = _inputs.Students.SetItem(student, changed) });
        if (after[student] < 0)
        {
            return null;
        }

        var placement = _inputs.Placements[after[student]];
        return Option(kind, student, after, []) with { Text = text(placement.Title, placement) };
    }

    /// <param name="alsoTouched">Others who are touched though their place is the same.</param>
    private ChangeOption Option(ChangeOptionKind kind, int student, int[] after, HashSet<int> alsoTouched)
    {
        var (touched, displaced) = (alsoTouched.Count, 0);
        for (var other = 0; other < after.Length; other++)
        {
            if (other != student && after[other] != solved.PlacementOf[other])
            {
                touched += alsoTouched.Contains(other) ? 0 : 1;
                displaced += after[other] < 0 ? 1 : 0;
            }
        }

        return new(kind, "", _inputs.Placements[after[student]].Id, null, null, touched, displaced);
    }

    /// <summary>
    /// What the student lacks of what those seats ask for that would take the student, or would but for skills; the most seats first, at the
    /// highest level asked.
    /// </summary>
    private IEnumerable<SkillLevel> MissingSkills(ChangedStudent changed)
    {
        var subject = changed.Student;
        var held = subject.Facts.Skills.GroupBy(skill => skill.Skill, skill => skill.Level, StringComparer.Ordinal)
            .ToDictionary(skill => skill.Key, skill => skill.Max(), StringComparer.Ordinal);
        return changed.Possible().Concat(changed.FailingOnly(Constraint.SkillsRequired, Constraint.SkillFit))
            .Select(placement => _inputs.Placements[placement])
            .SelectMany(placement => placement.Facts.Skills
                .Where(asked => held.GetValueOrDefault(asked.Skill) < asked.Level)
                .Select(asked => (asked.Skill, asked.Level, Weight: placement.Facts.OpenSeats * (asked.Essential ? 2 : 1))))
            .GroupBy(asked => asked.Skill, StringComparer.Ordinal)
            .OrderByDescending(skill => skill.Sum(asked => asked.Weight))
            .ThenBy(skill => skill.Key, StringComparer.Ordinal)
            .Take(SkillsTried)
            .Select(skill => new SkillLevel(SkillId.Parse(skill.Key), skill.Max(asked => asked.Level)));
    }

    private static PlacementFacts Later(PlacementFacts facts) => facts with
    {
        Work = new(
            [.. facts.Work.Blocks.Select(block => block with { FirstDay = block.FirstDay.AddDays(DaysLater), LastDay = block.LastDay.AddDays(DaysLater) })],
            facts.Work.Interruptions),
    };

    private static string LastDay(InputPlacement placement) =>
        placement.Facts.Work.LastWorkingDay?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "the last day";

    private static string Counted(int others) => others == 1 ? "1 other" : string.Create(CultureInfo.InvariantCulture, $"{others} others");
}
