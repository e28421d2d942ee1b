using System.Collections.Immutable;
using System.Globalization;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Taxonomy;
using VocMatch.Matching.Profiles;
using VocMatch.Matching.Scoring;

namespace VocMatch.Domain.Markets;

/// <summary>The words of an explanation. Each reads on with its points: "You hold Wound care" + ": +12.31".</summary>
/// <param name="taxonomy">Gives the names; what it does not know is called by its id.</param>
internal sealed class MatchTexts(TaxonomySnapshot taxonomy, Addressee addressee)
{
    public const string NotAnswering = "The employer has left applications unanswered";

    private string You => addressee == Addressee.Student ? "You hold" : "Holds";

    private string Their => addressee == Addressee.Student ? "Your" : "Their";

    private string Your => addressee == Addressee.Student ? "your" : "their";

    public string Skill(SkillPart part) => part.Credit switch
    {
        SkillCredit.Held => $"{You} {Name(part.Skill)}",
        SkillCredit.HeldLower =>
            $"{You} {Name(part.Skill)} at level {Text(part.LevelHeld)}; level {Text(part.LevelAsked)} is asked for",
        SkillCredit.Related => $"\"{Name(part.Skill)}\" is related to \"{Name(part.RelatedTo!)}\", which {(addressee == Addressee.Student ? "you hold" : "they hold")}",
        _ => $"{Name(part.Skill)} is missing",
    };

    public string Missing(SkillPart part) => part.Credit switch
    {
        SkillCredit.HeldLower => $"Reaching level {Text(part.LevelAsked)} in {Name(part.Skill)} would add",
        _ => $"Missing {Name(part.Skill)}{(part.Essential ? "" : " (optional)")}: would add",
    };

    /// <param name="because">Skills held that it comes from, most first.</param>
    /// <param name="others">How many occupations are resembled a little beside it.</param>
    public string Resemblance(string occupation, ImmutableArray<string> because, int others)
    {
        var reasons = because.IsEmpty ? "" : $" (because of {string.Join(", ", because.Select(Name))})";
        return $"{Their} skills resemble those of {OccupationName(occupation)}{reasons}{(others > 0 ? $", and a little those of {More(others)}" : "")}";
    }

    /// <summary>The group of the occupation that stands before it.</summary>
    public string ItsGroup(FeatureLevel level, string code, int others) =>
        $"{Their} skills resemble those of its {GroupName(level)} ({code}){(others > 0 ? $" and of {More(others)}" : "")}";

    /// <param name="occupations">Some of its occupations, by which it is known.</param>
    public string Group(FeatureLevel level, string code, ImmutableArray<string> occupations, int others) =>
        $"{Their} skills resemble those of the {GroupName(level)} of {string.Join(", ", occupations.Select(OccupationName))} ({code}){(others > 0 ? $" and of {More(others)}" : "")}";

    /// <param name="held">The one skill that the advertisement names.</param>
    public string TooLittle(string held) =>
        $"Says too little to be ranked: held by {(addressee == Addressee.Student ? "you" : "them")}: {Name(held)}";

    public string Occupation(OccupationStep step, string occupation)
    {
        var name = OccupationName(occupation);
        var wanted = addressee == Addressee.Student ? "you want" : "they want";
        return step switch
        {
            OccupationStep.Exact => $"Occupation: {name}, which {wanted}",
            OccupationStep.UnitGroup => $"Occupation: {name}, nearly what {wanted}",
            OccupationStep.MinorGroup => $"Occupation: {name}, close to what {wanted}",
            OccupationStep.SubMajorGroup => $"Occupation: {name}, in the same field of work as what {wanted}",
            OccupationStep.MajorGroup => $"Occupation: {name}, work of the same kind as what {wanted}",
            _ => $"Occupation: {name}, other than what {wanted}",
        };
    }

    /// <param name="homeKnown">False where the middle of the region stands in for the home.</param>
    public string Proximity(int metres, bool homeKnown)
    {
        var from = homeKnown ? $"{Your} home" : $"the middle of {Your} region";
        return metres < 1000 ? $"Less than 1 km from {from}" : $"{Text((metres + 500) / 1000)} km from {from}";
    }

    /// <param name="medianPay">What is usual for the occupation in the region, where it is known.</param>
    public static string Conditions(PlacementCard card, int hoursPerWeek, int? medianPay)
    {
        var pay = card.Pay is { AmountPerMonth: > 0 } given
            ? $"Pays {Text(given.AmountPerMonth)} {given.Currency} a month{(medianPay is { } usual ? $" (usual here: {Text(usual)})" : "")}"
            : "Names no pay";
        var room = card.Conditions.Accommodation ? ", with accommodation" : "";
        return $"{pay}{room}, {Text(hoursPerWeek)} hours a week";
    }

    private string Name(string skill) =>
        SkillId.TryParse(skill, null, out var id) && taxonomy.Skills.TryGetValue(id, out var found) ? found.Name : skill;

    private string OccupationName(string occupation) =>
        OccupationId.TryParse(occupation, null, out var id) && taxonomy.Occupations.TryGetValue(id, out var found) ? found.Name : occupation;

    private static string GroupName(FeatureLevel level) => level == FeatureLevel.UnitGroup ? "group" : "wider group";

    private static string More(int others) => others == 1 ? "one other" : $"{Text(others)} others";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Whom an explanation speaks to.</summary>
internal enum Addressee
{
    Student,
    Employer,
}
