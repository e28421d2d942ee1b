using System.Collections.Immutable;
using System.Globalization;
using VocMatch.Alignment.Adjustments;
using VocMatch.Contracts.Adjustments;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Markets;
using VocMatch.Contracts.Students;
using VocMatch.Contracts.Taxonomy;
using VocMatch.Matching.Index;
using VocMatch.Matching.Scoring;

namespace VocMatch.Grains.Adjustments;

/// <summary>
/// What a program that does not exist would give: a round cleared again with a class of its students in it. Nobody has applied yet, so the
/// students are made up: they live in the region, hold the program's skills at the levels asked, fulfil what the occupation's postings
/// require, and rank as in a simulated round. The others stay as they are.
/// </summary>
/// <param name="reach">The region and those it borders on.</param>
internal sealed class NewProgramEffect(RoundComparison round, RegionId region, ImmutableArray<RegionId> reach, TaxonomySnapshot taxonomy)
{
    /// <summary>Students of a class at most; fewer where fewer seats ask for them.</summary>
    public const int LargestClass = 30;

    private static readonly ProgramId Program = ProgramId.Parse("new-program");

    private readonly RoundInputs _inputs = round.Inputs;
    private readonly Lazy<SimulatedLists> _lists = new(() => Lists(round.Inputs));

    public ProposalEffect Measure(NewProgram candidate, IReadOnlyDictionary<SkillId, int> levels, CancellationToken cancellation)
    {
        var asking = _inputs.Placements.Where(placement => placement.Region == region && placement.Occupation == candidate.Occupation).ToList();
        var facts = Facts(candidate, levels, asking);
        var students = Math.Min(LargestClass, candidate.Evidence.Seats);
        var list = _lists.Value.Of(facts);
        var changed = _inputs.With(_inputs.Students.Concat(Enumerable.Range(1, students).Select(number => Student(number, facts, list))));
        var effect = round.Measure(changed, Program, cancellation);
        return new(
            string.Create(
                CultureInfo.InvariantCulture,
                $"of {students} students with these skills who live in the region {effect.PlacedAfter} would be placed, others {effect.OthersChange:+0;-0;0}"),
            students,
            effect.PlacedAfter,
            effect.Low,
            effect.High,
            effect.OthersChange,
            effect.Seeds);
    }

    private StudentFacts Facts(NewProgram candidate, IReadOnlyDictionary<SkillId, int> levels, List<InputPlacement> asking)
    {
        var home = taxonomy.Regions[region].Centroid;
        return new()
        {
            Id = Program.Value,
            Skills = [.. candidate.Skills.Select(skill => new SkillHeld(skill.Value, levels.GetValueOrDefault(skill, 1)))],
            ProgramField = asking.SelectMany(placement => placement.Facts.ProgramFields).GroupBy(field => field, StringComparer.Ordinal)
                .OrderByDescending(field => field.Count()).ThenBy(field => field.Key, StringComparer.Ordinal).FirstOrDefault()?.Key ?? "",
            EducationLevel = asking.Max(placement => placement.Facts.MinimumEducationLevel),
            Occupations = [candidate.Occupation.Value],
            Home = new(home.Latitude, home.Longitude),
            ReachableRegions = reach.Select(one => one.Value).ToImmutableHashSet(StringComparer.Ordinal),
            SixteenOn = DateOnly.MinValue,
            EighteenOn = DateOnly.MinValue,
            Checks =
            [
                .. asking.SelectMany(placement => placement.Facts.RequiredChecks).Select(check => check.Name).Distinct(StringComparer.Ordinal)
                    .Select(name => new CheckHeld(name, DateOnly.MaxValue)),
            ],
        };
    }

    private InputStudent Student(int number, StudentFacts facts, ImmutableArray<ListEntry> list)
    {
        var id = StudentId.Parse(string.Create(CultureInfo.InvariantCulture, $"{Program}:{number}"));
        var profile = new StudentProfile { School = SchoolId.Parse("new-school"), Program = Program, Region = region, Free = new Contracts.Work.WorkPattern([], []) };
        var question = new StudentQuestion(
            id, profile, [], facts.ProgramField, facts.EducationLevel, [], new Contracts.Work.GeoPoint(facts.Home.Latitude, facts.Home.Longitude), reach, null, 0);
        return new(id, question, facts with { Id = id.Value }, list);
    }

    private static SimulatedLists Lists(RoundInputs inputs)
    {
        var index = new PlacementIndex(inputs.Scorer);
        index.Load(inputs.Placements.Select(placement => placement.Facts).Where(facts => facts.OpenSeats > 0));
        return new(index, Enumerable.Range(0, inputs.Placements.Length).ToDictionary(i => inputs.Placements[i].Id.Value, StringComparer.Ordinal));
    }
}
