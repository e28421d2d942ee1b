namespace VocMatch.Matching.Scoring;

/// <summary>The conditions part: it depends on the placement alone, so that an index can keep it.</summary>
internal static class ConditionsFit
{
    public static int Units(PlacementFacts placement, ScoringPolicy policy, SkillTable table, Epoch epoch)
    {
        var median = epoch.MedianPay(placement.Region, placement.Occupation, table.UnitGroup(placement.Occupation));
        var share = (policy.PayPermille * (long)PayShare(placement.PayPerMonth, median, policy))
            + (placement.Accommodation ? policy.AccommodationPermille * 1_000L : 0)
            + (policy.HoursPermille * (long)HoursShare(placement.HoursPerWeek, policy));
        return (int)ScoreUnits.DivideRounded((long)policy.ConditionsWeight * ScoreUnits.PerWeight * share, 1_000_000);
    }

    /// <summary>Thousandths: nothing without pay, half where no median is known, else a straight line from floor to ceiling.</summary>
    private static int PayShare(int? pay, int? median, ScoringPolicy policy)
    {
        if (pay is not > 0)
        {
            return 0;
        }

        if (median is not > 0)
        {
            return 500;
        }

        var ofMedian = Math.Clamp((long)pay.Value * 1_000 / median.Value, policy.PayFloorPermille, policy.PayCeilingPermille);
        return (int)((ofMedian - policy.PayFloorPermille) * 1_000 / (policy.PayCeilingPermille - policy.PayFloorPermille));
    }

    private static int HoursShare(int hours, ScoringPolicy policy) =>
        (policy.HardHoursPerWeek - Math.Clamp(hours, policy.EasyHoursPerWeek, policy.HardHoursPerWeek)) * 1_000
        / (policy.HardHoursPerWeek - policy.EasyHoursPerWeek);
}
