using System.Text.Json;
using VocMatch.Contracts.Json;
using VocMatch.Contracts.Offers;
using VocMatch.Domain.Students;
using VocMatch.Grains.Simulation.Cluster;
using Xunit;

namespace VocMatch.Grains.Simulation.Offers;

public sealed class StudentCommitmentsTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_yes_is_recorded_before_the_placement_is_asked_and_owed_until_it_answers()
    {
        var student = Student((0, 0)).Accept(Setup.Offer(0), Now).State;

        var owed = Assert.IsType<StudentStep.Take>(Assert.Single(student.NextSteps()));
        var settled = student.ApplyAnswer(Copy(0, 0, OfferStatus.Accepted, 2), owed.Attempt, Now).State;

        Assert.Empty(settled.NextSteps());
        Assert.Equal(StudentOfferStatus.Committed, settled.Find(Setup.Offer(0))!.Status);
    }

    [Fact]
    public void Two_commitments_that_fit_side_by_side_are_allowed() =>
        Assert.True(Committed((0, 0), (1, 1)).Accept(Setup.Offer(1), Now).Answer.Succeeded);

    [Fact]
    public void A_second_yes_for_the_same_time_is_refused_while_the_first_is_under_way()
    {
        var student = Student((0, 0), (1, 2)).Accept(Setup.Offer(0), Now).State;

        var second = student.Accept(Setup.Offer(1), Now);

        Assert.Contains("2026-09-07", second.Answer.Refusal!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_commitment_lets_go_of_what_collides_and_keeps_what_does_not()
    {
        var student = Committed((0, 0), (1, 1), (2, 2));

        Assert.Equal(StudentOfferStatus.Received, student.Find(Setup.Offer(1))!.Status);
        Assert.Equal(StudentOfferStatus.Declining, student.Find(Setup.Offer(2))!.Status);
        Assert.IsType<StudentStep.Decline>(Assert.Single(student.NextSteps()));
    }

    [Fact]
    public void An_older_copy_changes_nothing()
    {
        var student = Student((0, 0));
        var newer = student.ApplyOffer(Copy(0, 0, OfferStatus.Withdrawn, 3), Now).State;

        Assert.Same(newer, newer.ApplyOffer(Copy(0, 0, OfferStatus.Held, 2), Now).State);
    }

    [Fact]
    public void The_answer_to_an_earlier_attempt_says_nothing_about_this_one()
    {
        var student = Student((0, 0)).Accept(Setup.Offer(0), Now).State;
        student = student.ApplyAnswer(Copy(0, 0, OfferStatus.Waiting, 2), 1, Now).State;
        student = student.ApplyOffer(Copy(0, 0, OfferStatus.Held, 3), Now).State.Accept(Setup.Offer(0), Now).State;

        Assert.Same(student, student.ApplyAnswer(Copy(0, 0, OfferStatus.Held, 3), 1, Now).State);
    }

    [Fact]
    public void Giving_a_seat_up_frees_the_time_when_the_placement_has_confirmed()
    {
        var student = Committed((0, 0)).Release(Setup.Offer(0), "moving away", Now).State;
        student = student.ApplyOffer(Copy(1, 2, OfferStatus.Held, 1), Now).State;

        Assert.False(student.Accept(Setup.Offer(1), Now).Answer.Succeeded);
        student = student.ApplyAnswer(Copy(0, 0, OfferStatus.Released, 3), null, Now).State;
        Assert.True(student.Accept(Setup.Offer(1), Now).Answer.Succeeded);
    }

    [Fact]
    public void A_yes_after_the_deadline_is_refused() =>
        Assert.False(Student((0, 0)).Accept(Setup.Offer(0), Now.AddDays(3).AddTicks(1)).Answer.Succeeded);

    [Fact]
    public void A_stored_student_reads_as_it_was_written()
    {
        var commitments = Committed((0, 0), (2, 2));
        var written = JsonSerializer.Serialize(commitments, WireJson.Options);
        var offers = commitments.Offers.Select(offer => JsonSerializer.SerializeToUtf8Bytes(offer, WireJson.Options)).ToList();

        var row = new StudentState { Commitments = JsonSerializer.Deserialize<StudentCommitments>(written, WireJson.Options) };
        var read = StudentState.PartKinds[0].Read(row, offers, WireJson.Options).Commitments!;

        Assert.Equal(written, JsonSerializer.Serialize(read, WireJson.Options));
        Assert.Equal(offers, read.Offers.Select(offer => JsonSerializer.SerializeToUtf8Bytes(offer, WireJson.Options)));
    }

    [Fact]
    public void Every_state_under_way_can_end() => Assert.All(
        Enum.GetValues<StudentOfferStatus>().Where(s => s.IsUnderWay()),
        s => Assert.Contains(
            StudentOfferTransitions.Table.ActionsFrom(s), a => !StudentOfferTransitions.Table.Next(s, a)!.Value.IsUnderWay()));

    /// <summary>Has offers, by number and pattern.</summary>
    private static StudentCommitments Student(params (int Offer, int Pattern)[] offers) => offers.Aggregate(
        new StudentCommitments(Setup.Student(0)),
        (student, o) => student.ApplyOffer(Copy(o.Offer, o.Pattern, OfferStatus.Held, 1), Now).State);

    /// <summary>The first of the offers is committed to.</summary>
    private static StudentCommitments Committed(params (int Offer, int Pattern)[] offers)
    {
        var (first, pattern) = offers[0];
        return Student(offers).Accept(Setup.Offer(first), Now).State
            .ApplyAnswer(Copy(first, pattern, OfferStatus.Accepted, 2), 1, Now).State;
    }

    private static Offer Copy(int number, int pattern, OfferStatus status, long revision) => new()
    {
        Id = Setup.Offer(number),
        Placement = Setup.Placement(number),
        Student = Setup.Student(0),
        Status = status,
        Pattern = Setup.Patterns[pattern],
        ExpiresAt = Now.AddDays(3),
        Revision = revision,
    };
}
