using System.Collections.Immutable;
using System.Text.Json;
using VocMatch.Contracts.Json;
using VocMatch.Storage.States;
using VocMatch.Storage.Tests.Reading;
using Xunit;

namespace VocMatch.Storage.Tests.States;

public sealed class StateJsonTests
{
    private const string Text = "Зоя \"quoted\" <b>&'+` \\ 職業 \ud83c\udf93 \u0001";

    [Fact]
    public void Quotes_and_letters_of_every_script_stand_as_they_are()
    {
        var json = JsonSerializer.Serialize(new Kept(Text, [], null), StateJson.Options);

        Assert.Contains("Зоя \\\"quoted\\\" <b>&'+` \\\\ 職業", json, StringComparison.Ordinal);
        Assert.Equal(Text, JsonSerializer.Deserialize<Kept>(json, StateJson.Options)!.Text);
    }

    [Fact]
    public void An_empty_array_is_left_out_only_where_its_absence_reads_the_same()
    {
        Assert.Equal("""{"text":"t","asked":[]}""", JsonSerializer.Serialize(new Kept("t", [], null), StateJson.Options));
        var json = JsonSerializer.Serialize(new Beginning(), StateJson.Options);

        Assert.Equal("""{"kinds":[1]}""", json);
        var read = JsonSerializer.Deserialize<Beginning>(json, StateJson.Options)!;
        Assert.Equal((0, null), (read.None.Length, read.Perhaps));
    }

    [Fact]
    public void An_empty_array_that_differs_from_what_a_new_object_has_is_written()
    {
        var json = JsonSerializer.Serialize(new Beginning { Kinds = [], Perhaps = [] }, StateJson.Options);

        Assert.Equal("""{"kinds":[],"perhaps":[]}""", json);
        Assert.Empty(JsonSerializer.Deserialize<Beginning>(json, StateJson.Options)!.Kinds);
    }

    [Fact]
    public void Entities_read_back_whole_and_rows_of_before_read_as_they_did()
    {
        var placement = Entities.Placement("p");
        AssertKept(placement with { Posting = placement.Posting with { Skills = [], Title = Text } });
        AssertKept(placement);
        AssertKept(Entities.Student("s"));
        AssertKept(Entities.Student("s", occupations: ["nurse"]) with { Commitments = [] });
        AssertKept(Entities.Employer("e", Text, "r"));
        AssertKept(Entities.Program("g", "s", Contracts.Programs.ProgramStatus.Published, Text));
    }

    /// <param name="value">Before, a row had the JSON of the wire.</param>
    private static void AssertKept<T>(T value)
    {
        var before = JsonSerializer.Serialize(value, WireJson.Options);
        var now = JsonSerializer.Serialize(value, StateJson.Options);
        Assert.Equal(before, JsonSerializer.Serialize(JsonSerializer.Deserialize<T>(now, StateJson.Options), WireJson.Options));
        Assert.Equal(before, JsonSerializer.Serialize(JsonSerializer.Deserialize<T>(before, StateJson.Options), WireJson.Options));
    }

    private sealed record Kept(string Text, ImmutableArray<int> Asked, ImmutableArray<int>? Perhaps);

    private sealed record Beginning
    {
        public ImmutableArray<int> Kinds { get; init; } = [1];

        public ImmutableArray<int> None { get; init; } = [];

        public ImmutableArray<int>? Perhaps { get; init; }
    }
}
