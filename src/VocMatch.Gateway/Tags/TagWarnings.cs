using System.Collections.Immutable;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Reading;
using VocMatch.Contracts.Students;
using VocMatch.Contracts.Text;
using VocMatch.Domain.Reading;

namespace VocMatch.Gateway.Tags;

/// <summary>
/// Tags and reserves that find no counterpart. It may be meant so, where the other side comes later; where it is a slip of the pen, somebody
/// would lose a right by it.
/// </summary>
internal sealed class TagWarnings(IReadSide reading)
{
    private const int Named = 5;

    /// <summary>A tag that a placement reserves seats for.</summary>
    public static IEnumerable<GivenTag> Of(PlacementPosting posting) => (posting.Reserves.IsDefault ? [] : posting.Reserves)
        .Select((reserve, at) => new GivenTag($"reserves[{at}].tag", reserve.Tag, TagSide.Reserve));

    /// <summary>The tags of a student.</summary>
    public static IEnumerable<GivenTag> Of(StudentProfile profile) => (profile.Tags.IsDefault ? [] : profile.Tags)
        .Select((tag, at) => new GivenTag($"tags[{at}]", tag, TagSide.Student));

    /// <summary>A sentence for each tag that nothing of the other side has; in the order given.</summary>
    public async Task<ImmutableArray<string>?> For(IEnumerable<GivenTag> given, CancellationToken cancellation) =>
        (await Unmatched([.. given], cancellation)) is { Count: > 0 } found ? [.. found.Select(one => one.Sentence)] : null;

    /// <summary>Of all tags in use, those without a counterpart: what a round would warn of once it is locked.</summary>
    public async Task<ImmutableArray<string>?> OfAll(CancellationToken cancellation)
    {
        var used = await reading.Tags(cancellation);
        ImmutableArray<string> found =
        [
            .. Sentences(used.OfReserves.Except(used.OfStudents), TagSide.Reserve, used),
            .. Sentences(used.OfStudents.Except(used.OfReserves), TagSide.Student, used),
        ];
        return found.IsEmpty ? null : found;
    }

    /// <summary>The given tags that nothing of the other side has, each with a sentence.</summary>
    public async Task<IReadOnlyList<(GivenTag Tag, string Sentence)>> Unmatched(IReadOnlyList<GivenTag> given, CancellationToken cancellation)
    {
        if (given.Count == 0)
        {
            return [];
        }

        var used = await reading.Tags(cancellation);
        return [.. given.Where(one => !Others(one.Side, used).Contains(one.Tag)).Select(one => (one, Sentence(one.Tag, one.Side, used)))];
    }

    private static IEnumerable<string> Sentences(ImmutableSortedSet<string> tags, TagSide side, TagsInUse used) => tags
        .Take(Named)
        .Select(tag => Sentence(tag, side, used))
        .Concat(tags.Count > Named ? [$"There are {tags.Count - Named} more like it."] : []);

    private static ImmutableSortedSet<string> Others(TagSide side, TagsInUse used) => side is TagSide.Student ? used.OfReserves : used.OfStudents;

    private static string Sentence(string tag, TagSide side, TagsInUse used) => (side is TagSide.Student
            ? $"No placement reserves seats for the tag '{tag}', so that it has no effect."
            : $"Seats are reserved for the tag '{tag}', which no student has: they go to anybody.")
        + NearestName.Suggestion(tag, Others(side, used));
}

/// <summary>Which side gives a tag.</summary>
internal enum TagSide
{
    Student,
    Reserve,
}

/// <param name="Field">The member's path.</param>
internal sealed record GivenTag(string Field, string Tag, TagSide Side)
{
    /// <summary>Two are the same where tag and side are.</summary>
    public static IEqualityComparer<GivenTag> ByText { get; } =
        EqualityComparer<GivenTag>.Create((one, other) => one?.Tag == other?.Tag && one?.Side == other?.Side, one => HashCode.Combine(one.Tag, one.Side));
}
