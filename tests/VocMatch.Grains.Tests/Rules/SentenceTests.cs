using System.Collections.Immutable;
using System.Text.RegularExpressions;
using VocMatch.Contracts.Eligibility;
using VocMatch.Contracts.Events;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Rounds;
using VocMatch.Contracts.Tasks;
using VocMatch.Domain.Eligibility;
using VocMatch.Domain.Notifications;
using VocMatch.Domain.Offers;
using VocMatch.Domain.Placements;
using VocMatch.Domain.Programs;
using VocMatch.Domain.Rounds;
using VocMatch.Domain.Rounds.Phases;
using VocMatch.Domain.Rounds.Repair;
using VocMatch.Domain.Students;
using VocMatch.Domain.Tasks;
using VocMatch.Grains.Tests.Platforms;
using Xunit;

namespace VocMatch.Grains.Tests.Rules;

/// <summary>What a person reads has words: names as machines read them stand in members of their own, or in quotation marks.</summary>
public sealed partial class SentenceTests
{
    private static readonly DateTimeOffset Now = new(2027, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly StudentId Student = StudentId.Parse("s1");
    private static readonly PlacementId Placement = PlacementId.Parse("p1");
    private static readonly EmployerId Employer = EmployerId.Parse("e1");

    /// <summary>Names of enums that a careless interpolation would show.</summary>
    private static readonly ImmutableHashSet<string> CodeNames =
    [
        .. Enum.GetNames<RoundPhase>(), .. Enum.GetNames<RoundAction>(), .. Enum.GetNames<OfferStatus>(), .. Enum.GetNames<StudentOfferStatus>(),
        .. Enum.GetNames<ApplicationStage>(), .. Enum.GetNames<PlacementStatus>(), .. Enum.GetNames<TaskKind>(), .. Enum.GetNames<EventKind>(),
    ];

    public static TheoryData<string> Constraints => [.. ConstraintNames.OfPairs.Union(ProgramWords.Constraints.Select(one => one.Name)).Union(["placementOpen", "inRound", "student"])];

    public static TheoryData<RoundPhase> Phases => [.. Enum.GetValues<RoundPhase>()];

    [Theory]
    [InlineData("The workPatternFits does not hold.", false)]
    [InlineData("The round is Solving.", false)]
    [InlineData("posting.seats: too few.", false)]
    [InlineData("The field 'workPatternFits' is unknown. Solving it takes a while.", true)]
    public void Code_is_told_from_words(string sentence, bool words) => Assert.Equal(words, Code(sentence) is null);

    [Theory]
    [MemberData(nameof(Constraints))]
    public void Every_constraint_is_told_in_words_wherever_it_keeps_somebody_out(string constraint)
    {
        var unmet = new ConstraintResult(constraint, false, "a value", "another");
        var note = new TaskNote(TaskKind.CommitmentUnlawful, "offer:o1", Now, Now, $"Not met: {ConstraintWords.Name(constraint)}.", [unmet]);

        Assert.Contains(constraint, ConstraintWords.Named);
        Words([
            ConstraintWords.NotMet(unmet),
            ConstraintWords.WithValues([unmet]),
            .. OfferRules.Unfit([unmet]).Select(violation => violation.Rule),
            TaskItems.ForEmployer(note),
            TaskItems.ForEmployer(note with { Kind = TaskKind.OfferNotMade }),
        ]);
    }

    [Theory]
    [MemberData(nameof(Phases))]
    public void Every_command_that_a_phase_refuses_is_refused_in_words(RoundPhase phase)
    {
        var settings = new RoundSettings { Title = "Spring", Scope = new([Sample.North], []) };
        var round = new RoundState(RoundId.Parse("r1"), settings, "seed") { Phase = phase, Changes = [new(RoundPhase.Collecting, Now, null)] };
        Refusal?[] refused =
        [
            RoundMachine.Put(round, settings, Now).Answer.Refusal,
            RoundMachine.PutPairs(round, [], []).Answer.Refusal,
            RoundMachine.PutRanking(round, new(Employer, []), employerIsCapped: false).Answer.Refusal,
            RoundMachine.ConfirmOverride(round, new(Student, Placement, "B. Second")).Answer.Refusal,
            RoundMachine.Open(round, Now).Answer.Refusal,
            RoundMachine.Lock(round, "a", "b", Now).Answer.Refusal,
            RoundMachine.Unlock(round, "a reason", Now).Answer.Refusal,
            RoundMachine.Unlock(round, null, Now).Answer.Refusal,
            RoundMachine.Cancel(round, "a reason", Now).Answer.Refusal,
            RoundMachine.Close(round, Now).Answer.Refusal,
            RoundSolving.Solve(round, Now).Answer.Refusal,
            RoundSolving.Rework(round, "a reason", Now).Answer.Refusal,
            RoundRepairing.Refused(round),
            new PreferenceDrafts().Save(round.Id, [], false, settings, takesLists: false, Now, RoundWords.Of(phase, null)).Answer.Refusal,
        ];

        Assert.NotEmpty(refused.OfType<Refusal>());
        Words(refused.OfType<Refusal>().SelectMany(refusal => refusal.Violations.Select(violation => violation.Rule).Prepend(refusal.Detail)));
    }

    [Fact]
    public void Every_state_and_action_has_words() => Words([
        .. Enum.GetValues<RoundPhase>().SelectMany(phase => (string[])[RoundWords.Of(phase, null), RoundWords.Of(phase, "digest")]),
        .. Enum.GetValues<RoundAction>().Select(RoundWords.Of),
        .. Enum.GetValues<OfferStatus>().Select(OfferWords.Of),
        .. Enum.GetValues<ApplicationStage>().Select(OfferWords.Of),
        .. Enum.GetValues<ApplicationAction>().Select(OfferWords.Of),
        .. Enum.GetValues<StudentOfferStatus>().Select(StudentCommitments.Words),
        .. PostingMembers.All.Select(member => member.Words),
    ]);

    [Fact]
    public void Every_notice_is_told_in_words()
    {
        var task = new TaskNote(TaskKind.OfferNotMade, "pair:s1/p1", Now, Now, "The seat is not offered.", []);
        var details = Enum.GetValues<ApplicationStage>().Select(stage => $"{stage}").Append(null).ToList();
        foreach (var kind in Enum.GetValues<EventKind>())
        {
            foreach (var detail in kind is EventKind.ApplicationMoved ? details : [null, "a reason"])
            {
                var what = new DomainEvent(
                    kind, Placement, Student, OfferId.Parse("o1"), RoundId.Parse("r1"), Employer, detail, kind is EventKind.TaskRaised or EventKind.TaskDone ? task : null, SchoolId.Parse("c1"));
                Words(Notifications.For(new("x:1", "x", 1, Now, what)).Select(told => told.Text));
            }
        }
    }

    [Fact]
    public void What_changed_of_a_posting_is_told_in_words()
    {
        var posting = Sample.Posting(Employer);
        var changed = posting with { ApplyBy = Now, MinimumAge = 18, MinimumSkillFit = 5, WaitingList = WaitingListPolicy.OnConfirmation, Requirements = ["police"] };
        var state = new PlacementState { Entity = new(Placement, PlacementStatus.Published, posting, Sample.North, new(52, 10), 2, 1) };

        var events = PostingChanges.Of(state, changed);

        Assert.NotEmpty(events);
        Words(events.Select(what => what.Detail!));
        Assert.Contains("deadline for applications", events[0].Detail, StringComparison.Ordinal);
    }

    private static void Words(IEnumerable<string> sentences) => Assert.All(sentences, sentence => Assert.True(Code(sentence) is null, $"'{Code(sentence)}' in: {sentence}"));

    /// <summary>The first name that is none of a sentence; null where there is none.</summary>
    private static string? Code(string sentence)
    {
        var spoken = Quoted().Replace(sentence, "''");
        return Joined().Match(spoken) is { Success: true } joined ? joined.Value
            : Inside().Matches(spoken).Select(match => match.Groups["name"].Value).FirstOrDefault(CodeNames.Contains);
    }

    [GeneratedRegex("'[^']*'")]
    private static partial Regex Quoted();

    /// <summary>Camel or Pascal case of more than one word, an underscore, or a member's path.</summary>
    [GeneratedRegex(@"\b[a-z]+[A-Z]\w*|\b[A-Z][a-z]+[A-Z]\w*|\w_\w|\b[a-z]+\[\d|\b[a-z]{2,}\.[a-z]{2,}")]
    private static partial Regex Joined();

    /// <summary>A capital where no sentence begins.</summary>
    [GeneratedRegex(@"(?<=[a-z,;'] )(?<name>[A-Z][a-z]+)\b")]
    private static partial Regex Inside();
}
