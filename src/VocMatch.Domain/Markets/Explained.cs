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
    /// <summary>So many occupations or groups of a level are named; the others of it stand together, so that nothing is left out of the sum.</summary>
    private const int MaxResembled = 3;

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
    /// <param name="missing">Whether <see cref="Detail"/> will be asked what else would add to the score.</param>
    public Explained(StudentExplainer student, PlacementFacts facts, PlacementCard card, MatchTexts texts, int factorPerMille = 1_000, bool missing = true)
    {
        (_student, _facts, _card, _texts, _factorPerMille) = (student, facts, card, texts, factorPerMille);
        _explanation = student.Explain(facts, missing);
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
        var shown = _explanation.Resemblances.Select((part, i) => (Part: part, Shown: _shown.Resemblances[i])).Where(pair => pair.Shown != 0);
        foreach (var level in shown.GroupBy(pair => pair.Part.Resembled.Level))
        {
            var ordered = level.OrderByDescending(pair => pair.Shown).ToList();
            var named = level.Key == FeatureLevel.Occupation ? MaxResembled : 0;
            foreach (var (part, points) in ordered.Take(named))
            {
                parts.Add(new("resemblance", _texts.Resemblance(part.Resembled, _student.SkillsBehind(part)), Shown(points)));
            }

            var others = ordered.Skip(named).ToList();
            if (others.Count > 0)
            {
                ImmutableArray<string> first = [.. others.Take(MaxResembled).Select(pair => pair.Part.Resembled.Id)];
                parts.Add(new("resemblance", _texts.Resemblances(level.Key, first, others.Count), Shown(others.Sum(pair => pair.Shown))));
            }
        }
    }

    public Match Match(bool homeKnown) =>
        new(_card.Id, _card.Title, _card.Employer, RegionId.Parse(_facts.Region), _card.OpenSeats, Score, Parts(homeKnown));

    public MatchDetail Detail(StudentId student, bool homeKnown) => new(
        student,
        _explanation.Epoch,
        _explanation.PolicyVersion,
        Match(homeKnown),
        _explanation.Eligible,
        [.. _explanation.Constraints.Select(result => new ConstraintResult(
            Constraints.Of(result.Constraint).Name, result.Holds, result.Asked, result.Found))],
        [
            .. _explanation.Skills
                .Where(part => part.Credit != SkillCredit.Held && part.WouldAddUnits > 0)
                .OrderByDescending(part => part.WouldAddUnits)
                .Select(part => new ScorePart("skill", _texts.Missing(part), Points(part.WouldAddUnits), SkillId.Parse(part.Skill))),
        ],
        _explanation.SkillCeilingUnits < _student.Scorer.Budgets.Skills / 2 ? Points(_explanation.SkillCeilingUnits) : null);

    private static decimal Shown(int hundredths) => (uint)hundredths < (uint)s_points.Length ? s_points[hundredths] : hundredths / 100m;

    private static decimal Points(int units) => Math.Round(units / (decimal)ScoreUnits.PerPoint, 2, MidpointRounding.AwayFromZero);
}
