using System.Collections.Immutable;
using VocMatch.Contracts.Eligibility;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Markets;
using VocMatch.Domain.Employers;
using VocMatch.Matching.Profiles;
using VocMatch.Matching.Scoring;

namespace VocMatch.Domain.Markets;

/// <summary>An explanation of the engine as it is shown: parts in words, in points of two decimals that add up to the score.</summary>
internal sealed class Explained
{
    /// <summary>So many occupations are named at most.</summary>
    private const int MaxResembled = 3;

    /// <summary>What adds less than so many hundredths of a point is named only where nothing else is.</summary>
    private const int Faint = 50;
    /// <summary>To divide a decimal is dear, and an answer shows some three hundred points.</summary>
    private static readonly decimal[] s_points = [.. Enumerable.Range(0, 10_001).Select(hundredths => hundredths / 100m)];

    private readonly StudentExplainer _student;
    private readonly PlacementFacts _facts;
    private readonly PlacementCard _card;
    private readonly MatchTexts _texts;
    private readonly int _factorPerMille;
    private readonly Explanation _explanation;
    private readonly ShownScore _shown;

    /// <param name="factorPerMille">What the score is multiplied with where the employer does not answer.</param>
    public Explained(StudentExplainer student, PlacementFacts facts, PlacementCard card, MatchTexts texts, int factorPerMille = 1_000)
    {
        (_student, _facts, _card, _texts, _factorPerMille) = (student, facts, card, texts, factorPerMille);
        _explanation = student.Explain(facts);
        _shown = _explanation.Shown();
    }

    public decimal Score => _factorPerMille == 1_000
        ? Shown(_shown.Total)
        : Points(AnswerClock.Lower(_explanation.Score, _factorPerMille));

    public ImmutableArray<ScorePart> Parts(bool homeKnown)
    {
        var parts = ImmutableArray.CreateBuilder<ScorePart>();
        for (var i = 0; i < _explanation.Skills.Length; i++)
        {
            if (_shown.Skills[i] != 0)
            {
                var part = _explanation.Skills[i];
                parts.Add(new("skill", _texts.Skill(part), Shown(_shown.Skills[i]), SkillId.Parse(part.Skill)));
            }
        }

        AddResemblances(parts);
        var median = _student.Scorer.Epoch.MedianPay(_facts.Region, _facts.Occupation, _student.Scorer.Table.UnitGroup(_facts.Occupation));
        parts.Add(new("occupation", _texts.Occupation(_explanation.OccupationStep, _facts.Occupation), Shown(_shown.Occupation)));
        parts.Add(new("proximity", _texts.Proximity(_explanation.Metres, homeKnown), Shown(_shown.Proximity)));
        parts.Add(new("conditions", MatchTexts.Conditions(_card, _facts.HoursPerWeek, median), Shown(_shown.Conditions)));
        if (Score != Shown(_shown.Total))
        {
            parts.Add(new("answers", MatchTexts.NotAnswering, Score - Shown(_shown.Total)));
        }

        return parts.ToImmutable();
    }

    private void AddResemblances(ImmutableArray<ScorePart>.Builder parts)
    {
        var shown = _explanation.Resemblances
            .Select((part, i) => new Resembled(part, _shown.Resemblances[i]))
            .Where(resembled => resembled.Points != 0)
            .OrderByDescending(resembled => resembled.Points)
            .ToLookup(resembled => resembled.Part.Resembled.Level);
        var occupations = shown[FeatureLevel.Occupation].ToList();
        var named = occupations.TakeWhile((resembled, i) => i == 0 || (i < MaxResembled && resembled.Points >= Faint)).Count();
        var faint = occupations.Skip(named).Sum(resembled => resembled.Points);
        for (var i = 0; i < named; i++)
        {
            // The last that is named takes what the faint ones add, so that the sum is the score.
            var (part, points) = occupations[i];
            var (others, added) = i == named - 1 ? (occupations.Count - named, faint) : (0, 0);
            parts.Add(new("resemblance", _texts.Resemblance(part.Resembled.Id, _student.SkillsBehind(part), others), Shown(points + added)));
        }

        foreach (var level in (ReadOnlySpan<FeatureLevel>)[FeatureLevel.UnitGroup, FeatureLevel.MinorGroup])
        {
            if (shown[level].ToList() is [var first, ..] groups)
            {
                var behind = _student.OccupationsBehind(first.Part, _explanation);
                var text = occupations is [var leading, ..] && behind.Contains(leading.Part.Resembled.Id)
                    ? _texts.ItsGroup(level, first.Part.Resembled.Id, groups.Count - 1)
                    : _texts.Group(level, first.Part.Resembled.Id, behind, groups.Count - 1);
                parts.Add(new("resemblance", text, Shown(groups.Sum(group => group.Points))));
            }
        }
    }

    private readonly record struct Resembled(ResemblancePart Part, int Points);

    public Match Match(bool homeKnown) =>
        new(_card.Id, _card.Title, _card.Employer, RegionId.Parse(_facts.Region), _card.OpenSeats, Score, Parts(homeKnown));

    /// <returns>Null where the advertisement names more than one skill that tells it from other work.</returns>
    public ThinMatch? TooLittle() => _student.Scorer.OnlyTellingSkill(_facts) is { } held
        ? new(_card.Id, _card.Title, _card.Employer, RegionId.Parse(_facts.Region), _card.OpenSeats, Score, SkillId.Parse(held), _texts.TooLittle(held))
        : null;

    public MatchDetail Detail(StudentId student, bool homeKnown) => new(
        student,
        _explanation.Epoch,
        _explanation.PolicyVersion,
        Match(homeKnown),
        _explanation.Eligible,
        [.. _explanation.Constraints.Select(result => new ConstraintResult(
            Constraints.Of(result.Constraint).Name, result.Holds, result.Asked, result.Found))],
        [
            .. _explanation.Skills.Zip(_student.WouldAdd(_facts))
                .Where(pair => pair.First.Credit != SkillCredit.Held && pair.Second > 0)
                .OrderByDescending(pair => pair.Second)
                .Select(pair => new ScorePart("skill", _texts.Missing(pair.First), Points(pair.Second), SkillId.Parse(pair.First.Skill))),
        ],
        _explanation.SkillCeilingUnits < _student.Scorer.Budgets.Skills / 2 ? Points(_explanation.SkillCeilingUnits) : null);

    private static decimal Shown(int hundredths) => (uint)hundredths < (uint)s_points.Length ? s_points[hundredths] : hundredths / 100m;

    private static decimal Points(int units) => Math.Round(units / (decimal)ScoreUnits.PerPoint, 2, MidpointRounding.AwayFromZero);
}
