using System.Collections.Immutable;
using VocMatch.Contracts.Eligibility;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Markets;
using VocMatch.Domain.Employers;
using VocMatch.Matching.Scoring;

namespace VocMatch.Domain.Markets;

/// <summary>An explanation of the engine as it is shown: parts in words, in points of two decimals that add up to the score.</summary>
/// <param name="factorPerMille">What the score is multiplied with where the employer does not answer.</param>
internal sealed class Explained(
    Explanation explanation, PlacementFacts facts, PlacementCard card, Scorer scorer, MatchTexts texts, int factorPerMille = 1_000)
{
    private readonly ShownScore _shown = explanation.Shown();

    public decimal Score => factorPerMille == 1_000
        ? _shown.Total / 100m
        : Points(AnswerClock.Lower(explanation.Score, factorPerMille));

    public ImmutableArray<ScorePart> Parts(bool homeKnown)
    {
        var parts = ImmutableArray.CreateBuilder<ScorePart>();
        for (var i = 0; i < explanation.Skills.Length; i++)
        {
            if (_shown.Skills[i] != 0)
            {
                var part = explanation.Skills[i];
                parts.Add(new("skill", texts.Skill(part), _shown.Skills[i] / 100m, SkillId.Parse(part.Skill)));
            }
        }

        var median = scorer.Epoch.MedianPay(facts.Region, facts.Occupation, scorer.Table.UnitGroup(facts.Occupation));
        parts.Add(new("occupation", texts.Occupation(explanation.OccupationStep, facts.Occupation), _shown.Occupation / 100m));
        parts.Add(new("proximity", texts.Proximity(explanation.Metres, homeKnown), _shown.Proximity / 100m));
        parts.Add(new("conditions", MatchTexts.Conditions(card, facts.HoursPerWeek, median), _shown.Conditions / 100m));
        if (Score != _shown.Total / 100m)
        {
            parts.Add(new("answers", MatchTexts.NotAnswering, Score - (_shown.Total / 100m)));
        }

        return parts.ToImmutable();
    }

    public Match Match(bool homeKnown) =>
        new(card.Id, card.Title, card.Employer, RegionId.Parse(facts.Region), card.OpenSeats, Score, Parts(homeKnown));

    public MatchDetail Detail(StudentId student, bool homeKnown) => new(
        student,
        explanation.Epoch,
        explanation.PolicyVersion,
        Match(homeKnown),
        explanation.Eligible,
        [.. explanation.Constraints.Select(result => new ConstraintResult(
            Constraints.Of(result.Constraint).Name, result.Holds, result.Asked, result.Found))],
        [
            .. explanation.Skills
                .Where(part => part.Credit != SkillCredit.Held && part.WouldAddUnits > 0)
                .OrderByDescending(part => part.WouldAddUnits)
                .Select(part => new ScorePart("skill", texts.Missing(part), Points(part.WouldAddUnits), SkillId.Parse(part.Skill))),
        ],
        explanation.SkillCeilingUnits < scorer.Policy.SkillCap / 2 ? Points(explanation.SkillCeilingUnits) : null);

    private static decimal Points(int units) => Math.Round(units / (decimal)ScoreUnits.PerPoint, 2, MidpointRounding.AwayFromZero);
}
