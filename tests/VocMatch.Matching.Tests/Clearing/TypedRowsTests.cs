using VocMatch.Matching.Clearing.Markets;

namespace VocMatch.Matching.Tests.Clearing;

public sealed class TypedRowsTests
{
    private static readonly string[] Names = ["rural", "women", "a:b", "x;y", ""];

    [Fact]
    public void Typed_rows_are_taken_and_refused_as_the_same_rows_in_words_are()
    {
        var (taken, refused) = (0, 0);
        for (var seed = 0; seed < 500; seed++)
        {
            var random = new Random(seed);
            TagReserve[] reserves = [.. Enumerable.Range(0, random.Next(3)).Select(_ => new TagReserve(Names[random.Next(10) == 0 ? 4 : random.Next(2)], random.Next(0, 3)))];
            string[] tags = [.. Enumerable.Range(0, random.Next(3)).Select(_ => Names[random.Next(2)])];
            var seats = random.Next(4);
            var (typed, words) = (new ClearingMarketBuilder(), new ClearingMarketBuilder());

            var placement = typed.AddPlacement("p", seats, "e", reserves);
            Assert.Equal(words.AddPlacement("p", seats, "e", string.Join(';', reserves)), placement);
            Assert.Equal(words.AddStudent("s", string.Join(';', tags)), typed.AddStudent("s", tags));
            (taken, refused) = placement is null ? (taken + 1, refused) : (taken, refused + 1);
        }

        Assert.True(taken > 50 && refused > 50, $"{taken} taken, {refused} refused.");
    }

    [Theory]
    [InlineData("a:b")]
    [InlineData("x;y")]
    public void A_typed_tag_that_the_files_cannot_hold_is_refused(string tag)
    {
        var builder = new ClearingMarketBuilder();
        Assert.Equal("R3", builder.AddPlacement("p", 1, "e", [new TagReserve(tag, 1)])?.Rule);
        Assert.Equal("Id", builder.AddStudent("s", [tag])?.Rule);
    }
}
