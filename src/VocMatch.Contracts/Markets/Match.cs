using System.Collections.Immutable;
using VocMatch.Contracts.Eligibility;
using VocMatch.Contracts.Identity;

namespace VocMatch.Contracts.Markets;

/// <summary>Placements ranked for a student.</summary>
/// <param name="Epoch">Number of the frozen epoch all scores were computed under; 0 before there is one.</param>
/// <param name="Policy">Version of the scoring policy.</param>
/// <param name="SaysTooLittle">
/// Placements apart, at most five: they name one skill that tells them from other work, the student holds it, and so little cannot rank them. Best score first;
/// none that is among the matches.
/// </param>
[GenerateSerializer, Immutable, Alias("VocMatch.MatchList")]
public sealed record MatchList(StudentId Student, int Epoch, int Policy, ImmutableArray<Match> Matches, ImmutableArray<ThinMatch> SaysTooLittle)
{
    /// <summary>What the answer does not know yet; null once an epoch knows the market.</summary>
    public string? Notice => FirstEpoch.Notice(Epoch);
}

/// <summary>The time before the first epoch that knows a market.</summary>
public static class FirstEpoch
{
    /// <returns>What an answer under the epoch says of itself; null where it knows the market.</returns>
    public static string? Notice(int epoch) => epoch > 0
        ? null
        : "No placement has been counted yet, so skills add nothing to a score: this answer is not final, and that it found nothing is not recorded.";
}

/// <summary>A placement ranked for a student, with the parts that add up to its score.</summary>
/// <param name="Score">0 to 100, two decimals; equal to the sum of the parts as shown.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.Match")]
public sealed record Match(
    PlacementId Placement,
    string Title,
    EmployerId Employer,
    RegionId Region,
    int OpenSeats,
    decimal Score,
    ImmutableArray<ScorePart> Parts);

/// <summary>A placement whose advertisement says too little to be ranked by its skills.</summary>
/// <param name="Score">0 to 100, two decimals: what it would be ranked by.</param>
/// <param name="Held">The one skill that it names and that tells it from other work; the student holds it.</param>
/// <param name="Text">The same in words.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.ThinMatch")]
public sealed record ThinMatch(
    PlacementId Placement, string Title, EmployerId Employer, RegionId Region, int OpenSeats, decimal Score, SkillId Held, string Text);

/// <summary>One addend of a score.</summary>
/// <param name="Kind">skill, resemblance (of the occupations and groups whose skills both sides resemble), occupation, proximity, conditions, or answers: what an employer loses who does not answer applications.</param>
/// <param name="Text">In words a student understands; reads on with the points: "You hold Wound care" + ": +12.31".</param>
/// <param name="Points">Two decimals.</param>
/// <param name="Skill">The skill, for a part of kind skill.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.ScorePart")]
public sealed record ScorePart(string Kind, string Text, decimal Points, SkillId? Skill = null);

/// <summary>Why, or why not.</summary>
/// <param name="Eligible">True when every constraint holds.</param>
/// <param name="Missing">Skills asked for and not held, with what each would add.</param>
/// <param name="Ceiling">The most this advertisement can give for skills alone, where it names little.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.MatchDetail")]
public sealed record MatchDetail(
    StudentId Student,
    int Epoch,
    int Policy,
    Match Match,
    bool Eligible,
    ImmutableArray<ConstraintResult> Constraints,
    ImmutableArray<ScorePart> Missing,
    decimal? Ceiling)
{
    /// <inheritdoc cref="MatchList.Notice"/>
    public string? Notice => FirstEpoch.Notice(Epoch);
}

/// <summary>Students ranked for a placement. They stay pseudonymous until they share who they are.</summary>
/// <param name="Advice">What to add to an advertisement that says too little; null where it says enough, or the taxonomy knows nothing to add.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.CandidateList")]
public sealed record CandidateList(PlacementId Placement, int Epoch, int Policy, ImmutableArray<Candidate> Candidates, AdvertisementAdvice? Advice = null)
{
    /// <inheritdoc cref="MatchList.Notice"/>
    public string? Notice => FirstEpoch.Notice(Epoch);
}

/// <summary>
/// What an advertisement that names fewer than two skills that tell it from other work could add, and what that would change: the same students were asked for
/// again with it.
/// </summary>
/// <param name="Add">Skills that the occupation takes and the advertisement does not name.</param>
/// <param name="Compared">How many of the best candidates were compared, now and then.</param>
/// <param name="Others">How many of those would be others.</param>
/// <param name="BestNow">Score of the best candidate now, 0 to 100; null without any.</param>
/// <param name="BestThen">The same with the skills added.</param>
/// <param name="Text">The same in words.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.AdvertisementAdvice")]
public sealed record AdvertisementAdvice(ImmutableArray<SkillId> Add, int Compared, int Others, decimal? BestNow, decimal? BestThen, string Text);

/// <param name="Pseudonym">Stable for this placement, useless for another.</param>
/// <param name="Score">0 to 100, two decimals; equal to the sum of the parts as shown.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.Candidate")]
public sealed record Candidate(string Pseudonym, ProgramId Program, RegionId Region, decimal Score, ImmutableArray<ScorePart> Parts);
