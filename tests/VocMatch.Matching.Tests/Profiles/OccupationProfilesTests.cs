using VocMatch.Matching.Profiles;
using VocMatch.Matching.Scoring;
using VocMatch.Matching.Tests.Scoring;

namespace VocMatch.Matching.Tests.Profiles;

public sealed class OccupationProfilesTests
{
    [Fact]
    public void Whole_numbers_say_what_the_definition_says_of_students_and_advertisements()
    {
        var (students, ads) = (0, 0);
        for (ulong seed = 0; seed < 120; seed++)
        {
            var market = new RandomMarket(seed);
            var plain = new PlainProfiles(market.Table);
            for (var n = 0; n < 10; n++)
            {
                var held = market.Student("s").Skills.Select(skill => skill.Skill).Distinct().ToArray();
                var expected = plain.OfStudent(held);
                var found = Named(market.Table, market.Table.Profiles.OfStudent(Numbers(market.Table, held)).Shares());
                students += found.Count;
                Assert.All(expected, pair => Assert.InRange(found.GetValueOrDefault(pair.Key), pair.Value - 4, pair.Value + 4));

                var asked = market.Placement("p").Skills.Select(skill => (skill.Skill, skill.Essential)).ToArray();
                var advertised = plain.OfAdvertisement(asked);
                var shares = Named(market.Table, market.Table.Profiles.OfAdvertisement(
                    [.. asked.Select(skill => new ListedSkill(market.Table.SkillNumber(skill.Skill), skill.Essential))]));
                ads += shares.Count;
                Assert.All(advertised, pair => Assert.InRange(shares.GetValueOrDefault(pair.Key), pair.Value - 8, pair.Value + 8));
            }
        }

        Assert.True(students > 300 && ads > 500, $"{students} shares of students, {ads} of advertisements: nothing was compared.");
    }

    [Fact]
    public void A_skill_more_never_lowers_what_is_resembled_and_is_counted_as_if_it_had_been_there()
    {
        for (ulong seed = 0; seed < 40; seed++)
        {
            var market = new RandomMarket(seed);
            var profiles = market.Table.Profiles;
            var skills = Enumerable.Range(0, market.Table.SkillIds.Length).Where(_ => market.Below(3) == 0).ToList();
            var more = Enumerable.Range(0, market.Table.SkillIds.Length).First(skill => !skills.Contains(skill));
            var before = profiles.OfStudent(skills);
            var after = before.With(more);
            var (earlier, later) = (before.Shares(), after.Shares());
            Assert.All(earlier, share => Assert.True(later.First(other => other.Feature == share.Feature).Permille >= share.Permille));
            Assert.Equal(profiles.OfStudent([more, .. skills]).Shares().AsEnumerable(), later);
            Assert.Equal(before.Shares().AsEnumerable(), earlier);
            Assert.All(later, share => Assert.Equal(share.Permille, after.PermilleOf(share.Feature)));
        }
    }

    [Fact]
    public void Transversal_skills_resemble_nothing_and_leave_an_advertisement_thin()
    {
        var table = new SkillTableBuilder()
            .Describe("work in teams", new SkillDescription(["attitudes"], ["work", "team"], Transversal: true))
            .Describe("weld", new SkillDescription(["metal"], ["weld"], Transversal: false))
            .AddOccupation("welder", OccupationPath.Isco("7212"), ["weld", "work in teams", "grind"])
            .Build();
        int Number(string skill) => table.SkillNumber(skill);
        Assert.Empty(table.Profiles.OfStudent([Number("work in teams")]).Shares());
        Assert.Empty(table.Profiles.OfAdvertisement([new(Number("work in teams"), true), new(Number("weld"), true)]));
        Assert.Equal(3, table.Profiles.OfAdvertisement([new(Number("grind"), true), new(Number("weld"), true)]).Length);
    }

    [Theory]
    [InlineData("installing pumps", "install pump")]
    [InlineData("Bürsten reinigen", "bürsten reinigen")]
    [InlineData("溶接する", "する 接す 溶接")]
    [InlineData("use of the", "")]
    public void Words_of_a_label_are_stems_or_pairs_of_characters(string label, string expected) =>
        Assert.Equal(expected, string.Join(' ', LabelWords.Of(label)));

    private static IEnumerable<int> Numbers(SkillTable table, IEnumerable<string> skills) => skills.Select(table.SkillNumber).Where(number => number >= 0);

    private static Dictionary<ProfileFeature, int> Named(SkillTable table, IEnumerable<FeatureShare> shares) =>
        shares.ToDictionary(share => table.Profiles.Features[share.Feature], share => share.Permille);
}
