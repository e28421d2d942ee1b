using System.Collections.Immutable;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Work;

namespace VocMatch.Contracts.Placements;

/// <summary>A member of a posting that would be different.</summary>
/// <param name="Member">In camel case.</param>
/// <param name="Present">As JSON; null where it is not given.</param>
/// <param name="Proposed">As JSON; null where it would not be given.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.TermsDifference")]
public sealed record TermsDifference(string Member, string? Present, string? Proposed);

/// <summary>Other terms, as they are put to one student who has an offer or a seat. Nothing changes until everybody has agreed.</summary>
/// <param name="Number">Counts the proposals of the placement from 1.</param>
/// <param name="Pattern">When the work would be done.</param>
/// <param name="AnswerBy">Last instant for an answer, inclusive: whoever has not answered by then has not agreed.</param>
/// <param name="Agreed">The student's answer; null while there is none.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.ProposedTerms")]
public sealed record ProposedTerms(
    int Number, ImmutableArray<TermsDifference> Differences, WorkPattern Pattern, DateTimeOffset AnswerBy, bool? Agreed = null);

/// <summary>What a student answered, until the placement has recorded it.</summary>
/// <param name="Proposal">The proposal's number.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.TermsAnswer")]
public sealed record TermsAnswer(int Proposal, bool Agreed);

/// <summary>How a proposal of other terms stands; all but the open one are final.</summary>
public enum ProposalStatus
{
    /// <summary>Somebody has not answered yet.</summary>
    Open,

    /// <summary>Everybody agreed: the posting has the terms proposed.</summary>
    Agreed,

    /// <summary>Somebody did not agree.</summary>
    Declined,

    /// <summary>Somebody had not answered by the deadline.</summary>
    Expired,

    /// <summary>The employer took it back.</summary>
    Withdrawn,

    /// <summary>Everybody agreed, but the terms could not be posted any more.</summary>
    Void,
}

/// <summary>A change of terms as its employer sees it.</summary>
/// <param name="Asked">Students who had an offer or a seat when it was proposed.</param>
/// <param name="Agreed">Those of them who have agreed so far.</param>
/// <param name="Reason">Why it did not come about.</param>
/// <param name="Number">From 1, in the order of the placement's proposals.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.TermsProposal")]
public sealed record TermsProposal(
    PlacementId Placement,
    int Number,
    ProposalStatus Status,
    PlacementPosting Posting,
    ImmutableArray<TermsDifference> Differences,
    DateTimeOffset ProposedAt,
    DateTimeOffset AnswerBy,
    int Asked,
    int Agreed,
    string? Reason = null);
