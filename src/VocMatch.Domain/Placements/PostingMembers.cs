using System.Collections.Immutable;
using System.Text.Json;
using VocMatch.Contracts.Placements;
using VocMatch.Domain.Records;
using VocMatch.Domain.Rules;

namespace VocMatch.Domain.Placements;

/// <summary>What it means to those it concerns that a member of a posting changes.</summary>
internal enum MemberChange
{
    /// <summary>It would be another party: not once anybody may have looked at the posting.</summary>
    Never,

    /// <summary>Whoever has an offer or a seat must agree; whoever applied or ranked it is notified.</summary>
    Consent,

    /// <summary>Everybody it concerns is notified.</summary>
    Notify,

    /// <summary>Nobody decides by it: a slip of the pen may be put right without a word.</summary>
    Silent,
}

/// <param name="Name">In camel case.</param>
internal sealed record PostingMember(string Name, MemberChange Change, Func<PlacementPosting, object?> Value)
{
    /// <summary>The name for people: <c>minimumAge</c> is "minimum age".</summary>
    public string Words { get; } = MemberWords.Of(Name);

    public bool IsSame(PlacementPosting one, PlacementPosting other) => RecordJson.Same(Value(one), Value(other));

    public string? Text(PlacementPosting posting) => Value(posting) is { } value ? RecordJson.Write(value) : null;
}

/// <summary>Every member of a posting with what its change means: the one table by which edits are taken, proposed and announced.</summary>
internal static class PostingMembers
{
    public static ImmutableArray<PostingMember> All { get; } =
    [
        Of(nameof(PlacementPosting.Employer), MemberChange.Never, posting => posting.Employer),
        Of(nameof(PlacementPosting.Site), MemberChange.Consent, posting => posting.Site),
        Of(nameof(PlacementPosting.Title), MemberChange.Silent, posting => posting.Title),
        Of(nameof(PlacementPosting.Description), MemberChange.Silent, posting => posting.Description),
        Of(nameof(PlacementPosting.Occupation), MemberChange.Consent, posting => posting.Occupation),
        Of(nameof(PlacementPosting.Kind), MemberChange.Consent, posting => posting.Kind),
        Of(nameof(PlacementPosting.Seats), MemberChange.Notify, posting => posting.Seats),
        Of(nameof(PlacementPosting.Skills), MemberChange.Consent, posting => posting.Skills),
        Of(nameof(PlacementPosting.Pattern), MemberChange.Consent, posting => posting.Pattern),
        Of(nameof(PlacementPosting.Pay), MemberChange.Consent, posting => posting.Pay),
        Of(nameof(PlacementPosting.Conditions), MemberChange.Consent, posting => posting.Conditions),
        Of(nameof(PlacementPosting.MinimumAge), MemberChange.Consent, posting => posting.MinimumAge),
        Of(nameof(PlacementPosting.MinimumLevel), MemberChange.Consent, posting => posting.MinimumLevel),
        Of(nameof(PlacementPosting.Fields), MemberChange.Consent, posting => posting.Fields),
        Of(nameof(PlacementPosting.Requirements), MemberChange.Consent, posting => posting.Requirements),
        Of(nameof(PlacementPosting.Reserves), MemberChange.Notify, posting => posting.Reserves),
        Of(nameof(PlacementPosting.ApplyBy), MemberChange.Consent, posting => posting.ApplyBy),
        Of(nameof(PlacementPosting.Generated), MemberChange.Silent, posting => posting.Generated),
        Of(nameof(PlacementPosting.WaitingList), MemberChange.Notify, posting => posting.WaitingList),
        Of(nameof(PlacementPosting.MinimumSkillFit), MemberChange.Consent, posting => posting.MinimumSkillFit),
    ];

    public static IEnumerable<PostingMember> Changed(PlacementPosting before, PlacementPosting after) =>
        All.Where(member => !member.IsSame(before, after));

    public static ImmutableArray<TermsDifference> Differences(PlacementPosting before, PlacementPosting after) =>
        [.. Changed(before, after).Select(member => new TermsDifference(member.Name, member.Text(before), member.Text(after)))];

    private static PostingMember Of(string name, MemberChange change, Func<PlacementPosting, object?> value) =>
        new(JsonNamingPolicy.CamelCase.ConvertName(name), change, value);
}
