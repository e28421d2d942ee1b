using VocMatch.Matching.Scoring;

namespace VocMatch.Matching.Tests.Scoring;

public sealed class TaxonomyTests
{
    [Fact]
    public void Related_skills_are_those_that_occur_together_again_and_again()
    {
        // weld and grind share three lists: (3 - 1) / sqrt(3 * 4); weld and cut share one, which is chance.
        var table = new SkillTableBuilder()
            .LearnFrom("a", ["weld", "grind"]).LearnFrom("b", ["weld", "grind"]).LearnFrom("c", ["weld", "grind", "cut"]).LearnFrom("d", ["grind"])
            .Build();
        Assert.Equal([new RelatedSkill(table.SkillNumber("grind"), 577)], table.Related(table.SkillNumber("weld")).ToArray());
        Assert.Empty(table.Related(table.SkillNumber("cut")).ToArray());
    }

    [Fact]
    public void The_order_of_adding_does_not_matter()
    {
        var random = new SplitMix64(3);
        var lists = Enumerable.Range(0, 40).Select(n => (Name: $"l{n}", Skills: Enumerable.Range(0, 8).Select(_ => $"s{random.Below(25)}").ToArray())).ToArray();
        SkillTable forwards = Built(lists), backwards = Built([.. lists.Reverse()]);
        Assert.Equal(forwards.SkillIds.ToArray(), backwards.SkillIds.ToArray());
        for (var skill = 0; skill < forwards.SkillIds.Length; skill++)
        {
            Assert.Equal(forwards.Related(skill).ToArray(), backwards.Related(skill).ToArray());
        }
    }

    [Fact]
    public void Only_the_nearest_are_kept()
    {
        var random = new SplitMix64(3);
        var table = Built([.. Enumerable.Range(0, 60).Select(n => ($"l{n}", Enumerable.Range(0, 8).Select(_ => $"s{random.Below(20)}").ToArray()))]);
        Assert.Equal(5, Enumerable.Range(0, table.SkillIds.Length).Max(skill => table.Related(skill).Length));
    }

    [Theory]
    [InlineData("29-1141.00", new[] { "29-1140", "29-1000", "29-0000" })]
    [InlineData("15-1252", new[] { "15-1250", "15-1200", "15-0000" })]
    public void Soc_codes_have_broad_minor_and_major_groups(string code, string[] path) => Assert.Equal(path, OccupationPath.Soc(code));

    [Fact]
    public void Isco_codes_lose_a_digit_a_step() => Assert.Equal(["0110", "011", "01", "0"], OccupationPath.Isco("0110").ToArray());

    [Theory]
    [InlineData("")]
    [InlineData("72123")]
    [InlineData("72a2")]
    public void Codes_that_are_none_are_refused(string code) => Assert.Throws<ArgumentException>(() => OccupationPath.Isco(code));

    [Fact]
    public void Ids_are_ordered_by_their_utf8_bytes()
    {
        var random = new SplitMix64(9);
        string[] letters = ["a", "b", "é", "\uFFEE", "\uE000", "\U0001F527", "\U00010000", "中"];
        for (var i = 0; i < 5_000; i++)
        {
            string left = Word(), right = Word();
            var bytes = System.Text.Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(System.Text.Encoding.UTF8.GetBytes(right));
            Assert.Equal(Math.Sign(bytes), Math.Sign(Utf8Order.Compare(left, right)));
        }

        string Word() => string.Concat(Enumerable.Range(0, random.Below(4)).Select(_ => letters[random.Below(letters.Length)]));
    }

    private static SkillTable Built((string Name, string[] Skills)[] lists)
    {
        var builder = new SkillTableBuilder();
        foreach (var (name, skills) in lists)
        {
            builder.LearnFrom(name, skills);
        }

        return builder.Build();
    }
}
