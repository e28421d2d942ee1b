using System.Collections.Immutable;
using VocMatch.Contracts.Identity;

namespace VocMatch.Contracts.Adjustments;

/// <summary>What seats are added up by.</summary>
public enum SeatGrouping
{
    Placement,
    Employer,
    Occupation,
    Region,

    /// <summary>The school of the student who would be placed.</summary>
    School,
}

/// <summary>What one more seat is worth, as a list of whom to call first.</summary>
/// <param name="Basis">The round it was computed on.</param>
/// <param name="LeftWithoutPlace">Students whom its clearing leaves without a place. Who of them is unplaced today, other seats counted, is another question.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.SeatValueList")]
public sealed record SeatValueList(
    RegionId Region, SeatGrouping By, string Basis, bool Simulated, int LeftWithoutPlace, ImmutableArray<SeatValue> Values);

/// <param name="Key">Id of the placement, employer, occupation, region or school.</param>
/// <param name="Placements">Placements in the group; for a school, placements whose one more seat places one of its students.</param>
/// <param name="Worth">Placements whose one more seat places a student who has none.</param>
/// <param name="Students">Different students who would be placed by one of these seats.</param>
/// <param name="Moved">Students who would move to a better place along the way, over the placements that are worth a call.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.SeatValue")]
public sealed record SeatValue(string Key, string Name, int Placements, int Worth, int Students, int Moved);

/// <summary>Why a clearing leaves seats empty and students without a place at once.</summary>
/// <param name="UnfilledSeats">Seats nobody got, within reach of the region.</param>
/// <param name="StudentsLeftWithoutPlace">Students of the region whom the clearing leaves without a place.</param>
/// <param name="Total">The same students; the parts add up to it.</param>
/// <param name="SeatsWithoutStudent">Unfilled seats that nobody of them would take even with every cause lifted.</param>
/// <param name="Lists">The rule by which lists were made, in words.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.MismatchAnswer")]
public sealed record MismatchAnswer(
    RegionId Region,
    string Basis,
    bool Simulated,
    int UnfilledSeats,
    int StudentsLeftWithoutPlace,
    int Total,
    ImmutableArray<MismatchPart> Parts,
    int SeatsWithoutStudent = 0,
    string Lists = "");

/// <summary>
/// What of the students left without a place is laid to a cause. Students and seats left over are cleared against each other by the round's own rule with
/// every set of causes lifted; a share is the cause's Shapley value: what lifting it adds on average over every order of the causes.
/// </summary>
/// <param name="Cause">
/// <c>region</c>, <c>distance</c>, <c>timing</c>, <c>level</c>, <c>field</c>, <c>requirements</c>, <c>age</c>, <c>skills</c>,
/// <c>conditions</c>, <c>barred</c>, <c>list</c>, <c>unanswered</c>; <c>changed since</c> for those whom clearing again would place;
/// <c>no seat at all</c> for those who stay without one whatever is lifted.
/// </param>
/// <param name="Alone">Students placed if this cause alone is lifted; needs not add up.</param>
/// <param name="Cases">The share in whole students, rounded so that the parts add up.</param>
/// <param name="Meaning">What the cause is, in words.</param>
/// <param name="Share">The share, in hundredths of a student.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.MismatchPart")]
public sealed record MismatchPart(string Cause, int Alone, int Cases, string Meaning, decimal Share = 0);

/// <summary>The smallest change that places a student, and whom it touches.</summary>
/// <param name="Placed">The placement the student has in the round already; then there is nothing to change.</param>
/// <param name="Options">Each confirmed by clearing again; the cheapest kind first, in a kind the one that touches the fewest others.</param>
/// <param name="Ranked">Placements on the list that the student was cleared with.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.SmallestChange")]
public sealed record SmallestChange(
    StudentId Student, string Basis, bool Simulated, int Ranked, PlacementId? Placed, ImmutableArray<ChangeOption> Options);

/// <summary>The cheapest first.</summary>
public enum ChangeOptionKind
{
    /// <summary>One more placement on the list, behind the others.</summary>
    Rank,

    /// <summary>A check handed in, and what it makes possible ranked.</summary>
    Check,

    /// <summary>A region more, and what is there ranked.</summary>
    Region,

    /// <summary>A placement that begins a week later, ranked.</summary>
    LaterStart,

    /// <summary>One more seat at a placement.</summary>
    Seat,

    /// <summary>One more skill.</summary>
    Skill,

    /// <summary>A higher score at a placement on the list.</summary>
    Points,
}

/// <param name="Text">One sentence.</param>
/// <param name="Placement">Where the seat is added or the score must rise; otherwise where the student would then be.</param>
/// <param name="Points">How many points more it takes, for a change of kind points.</param>
/// <param name="Touched">Other students who would be somewhere else, better or worse.</param>
/// <param name="Displaced">Of them those who would lose their place without getting another one.</param>
/// <param name="Check">The check, for a change of kind check.</param>
/// <param name="Region">The region, for a change of kind region.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.ChangeOption")]
public sealed record ChangeOption(
    ChangeOptionKind Kind, string Text, PlacementId? Placement, SkillId? Skill, decimal? Points, int Touched, int Displaced, string? Check = null, RegionId? Region = null);

/// <summary>Programs that nobody in a region offers, those that would place the most students first.</summary>
/// <param name="Basis">The round their effects were measured on.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.ProposalList")]
public sealed record ProposalList(RegionId Region, string Basis, bool Simulated, ImmutableArray<ProgramProposal> Proposals);

/// <param name="Skills">What at least half of the seats ask for, the heaviest first.</param>
/// <param name="NeighbourCompleters">Completers expected next door for the occupation: an objection to weigh.</param>
/// <param name="SeatsPerNeighbourCompleter">Seats here for each of them; null where there are none.</param>
/// <param name="Neighbours">Where they come from.</param>
/// <param name="Effect">What a class of its students would find; null for proposals behind those that are measured.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.ProgramProposal")]
public sealed record ProgramProposal(
    OccupationId Occupation,
    string Title,
    ImmutableArray<SkillId> Skills,
    decimal NeighbourCompleters,
    decimal? SeatsPerNeighbourCompleter,
    ImmutableArray<NeighbourSupply> Neighbours,
    AdjustmentEvidence Evidence,
    ProposalEffect? Effect = null);

/// <summary>A region next door whose programs lead to the occupation.</summary>
/// <param name="Completers">A year, a program's shared among the occupations it aims at.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.NeighbourSupply")]
public sealed record NeighbourSupply(RegionId Region, string Name, ImmutableArray<ProgramId> Programs, decimal Completers);

/// <summary>What clearing again with a class of made-up students of the program gave: nobody has applied for it yet.</summary>
/// <param name="Text">In words: "of 30 students with these skills who live in the region 24 would be placed, others -3".</param>
/// <param name="Students">Students of the class.</param>
/// <param name="Placed">Of them placed, under the round's own lottery.</param>
/// <param name="Low">Placed under the second least favourable of the lotteries.</param>
/// <param name="High">Placed under the second most favourable.</param>
/// <param name="OthersChange">Students of other programs placed more or, negative, fewer.</param>
/// <param name="Seeds">Further lotteries tried.</param>
/// <param name="Measured">With lists of all others as saved, and with lists that respond; the class has no saved lists, so one rule makes them in both.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.ProposalEffect")]
public sealed record ProposalEffect(
    string Text, int Students, int Placed, int Low, int High, int OthersChange, int Seeds, AdjustmentEffect? Measured = null);
