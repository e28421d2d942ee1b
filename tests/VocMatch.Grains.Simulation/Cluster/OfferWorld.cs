using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Outcomes;
using VocMatch.Domain.Placements;
using VocMatch.Domain.Records;
using VocMatch.Domain.Students;

namespace VocMatch.Grains.Simulation.Cluster;

/// <summary>Placements and students on a simulated cluster, calling each other as their grains do.</summary>
public sealed partial class OfferWorld
{
    private readonly SimulatedCluster _cluster;

    public OfferWorld(SimulatedCluster cluster, PlacementRow[] placements, StudentRow[] students)
    {
        _cluster = cluster;
        Placements = cluster.Host(placements);
        Students = cluster.Host(students);
        Identities = cluster.Host(students.Select(_ => Setup.IdentityRow()).ToArray());
        Watch = new Watch(cluster);
    }

    public Activations<PlacementRow> Placements { get; }

    public Activations<StudentRow> Students { get; }

    public Subscriber Subscriber { get; } = new();

    public Watch Watch { get; }

    /// <summary>A placement is activated, or a reminder rings: it finishes what its row says is unfinished.</summary>
    public void WakePlacement(int placement) => _cluster.Send(() => _cluster.Run(Placements, placement, (row, now) =>
    {
        var expired = Promoting(row.Ledger, (ledger, at) => ledger.ExpireDue(at), now);
        Watch.MayExpire(row.Ledger, expired.State);
        return new(row.After(expired.State, Kept(expired.Events), now), () =>
        {
            Lose(expired.Events, now, Setup.Placement(placement).Value);
            foreach (var notice in expired.State.Notices())
            {
                Notify(notice);
            }

            Deliver(Placements.Row(placement).Outbox, now, placement, DeliveredFromPlacement);
        });
    }));

    public void WakeStudent(int student) => _cluster.Send(() => _cluster.Run(Students, student, (row, now) => new(Reviewed(row, student, now), () =>
    {
        foreach (var step in row.Commitments.NextSteps())
        {
            Do(student, step);
        }

        Deliver(Students.Row(student).Outbox, now, student, DeliveredFromStudent);
    })));

    /// <summary>A command to a placement, whose answer goes to a client.</summary>
    public void AskPlacement<T>(
        int placement, Func<SeatLedger, DateTimeOffset, Decision<SeatLedger, T>> decide, Action<T> answer) =>
        _cluster.Send(() => _cluster.Run(Placements, placement, (row, now) =>
        {
            var decision = Promoting(row.Ledger, decide, now);
            Watch.MayExpire(row.Ledger, decision.State);
            return new(row.After(decision.State, Kept(decision.Events), now), () =>
            {
                Lose(decision.Events, now, Setup.Placement(placement).Value);
                foreach (var notice in decision.State.Notices())
                {
                    Notify(notice);
                }

                answer(decision.Answer);
            });
        }));

    /// <summary>A command to a student, whose first answer goes to a client.</summary>
    public void AskStudent(
        int student,
        Func<StudentCommitments, DateTimeOffset, Decision<StudentCommitments, Outcome<StudentOffer>>> decide,
        Action<Outcome<StudentOffer>> answer) =>
        AskStudent(student, (row, now) => decide(row.Commitments, now), (_, told) => answer(told));

    /// <param name="answer">With the row that was decided on.</param>
    private void AskStudent(
        int student,
        Func<StudentRow, DateTimeOffset, Decision<StudentCommitments, Outcome<StudentOffer>>> decide,
        Action<StudentRow, Outcome<StudentOffer>> answer) =>
        _cluster.Send(() => _cluster.Run(Students, student, (row, now) =>
        {
            var decision = decide(row, now);
            var next = row.After(decision.State, Kept(decision.Events), now);
            var asked = decision.State.NextSteps().ToArray();
            return new(_cluster.Bug is Bug.NoRecordBeforeCall ? row : next, () =>
            {
                Lose(decision.Events, now, Setup.Student(student).Value);
                answer(row, decision.Answer);
                foreach (var step in asked)
                {
                    Do(student, step);
                }
            });
        }));

    private void Do(int student, StudentStep step)
    {
        switch (step)
        {
            case StudentStep.Take take:
                Take(student, take);
                break;
            case StudentStep.Decline decline:
                Watch.MayDecline(decline.Offer, Setup.Number(decline.Placement));
                AskPlacement(
                    Setup.Number(step.Placement),
                    (ledger, now) => ledger.Decline(decline.Offer, decline.Reason, now),
                    answer => Record(student, step, answer, null, null));
                break;
            case StudentStep.Release release:
                AskPlacement(
                    Setup.Number(step.Placement),
                    (ledger, now) => ledger.Release(release.Offer, release.Reason, now),
                    answer => Record(student, step, answer, null, null));
                break;
            case StudentStep.AskForTime ask:
                AskPlacement(
                    Setup.Number(step.Placement),
                    (ledger, _) => ledger.AskForTime(ask.Offer, ask.Until),
                    answer => Record(student, step, answer, null, null));
                break;
        }
    }

    private void Take(int student, StudentStep.Take take)
    {
        var placement = Setup.Number(take.Placement);
        var attempt = _cluster.Bug is Bug.RetryUnderNewKey ? (int)_cluster.Tick() : take.Attempt;
        AskPlacement(
            placement,
            (ledger, now) => Mistakes.Take(ledger, take.Offer, attempt, take.AnsweredAt, now, _cluster.Bug, Placements, placement),
            answer =>
            {
                var asked = answer.Value is { } seat ? new SeatAnswer(seat.Offer, take.Attempt, seat.Verdict) : null;
                Record(student, take, answer.Succeeded ? asked!.Offer : (Outcome<Offer>)answer.Refusal, take.Attempt, asked?.Verdict);
            });
    }

    private void Record(int student, StudentStep step, Outcome<Offer> answer, int? attempt, SeatVerdict? verdict) =>
        _cluster.Send(() => _cluster.Run(Students, student, (row, now) =>
        {
            var applied = answer.Succeeded
                ? row.Commitments.ApplyAnswer(answer.Value, attempt, now)
                : answer.Refusal.Kind is RefusalKind.NotFound ? row.Commitments.ApplyMissing(step.Offer) : new(row.Commitments, 0);
            return new(row.After(applied.State, Kept(applied.Events), now), () =>
            {
                Lose(applied.Events, now, Setup.Student(student).Value);
                Watch.Notified(applied.State.Find(step.Offer), step.Offer, attempt, verdict, answer.Value);
                FollowUp(student, applied.State);
            });
        }));

    private void Notify(Offer notice)
    {
        var student = Setup.Number(notice.Student);
        _cluster.Send(() => _cluster.Run(Students, student, (row, now) =>
        {
            var applied = row.Commitments.ApplyOffer(notice, now);
            return new(AfterOffer(row, applied, notice, student, now), () =>
            {
                Lose(applied.Events, now, Setup.Student(student).Value);
                Acknowledge(notice, applied.Answer);
                FollowUp(student, applied.State);
            });
        }));
    }

    private void Acknowledge(Offer notice, long revision)
    {
        var placement = Setup.Number(notice.Placement);
        _cluster.Send(() => _cluster.Run(
            Placements,
            placement,
            (row, now) => new(row.After(row.Ledger.Acknowledge(notice.Id, revision), [], now), null)));
    }

    /// <summary>What hearing led to: letting go of what collides.</summary>
    private void FollowUp(int student, StudentCommitments commitments)
    {
        foreach (var step in commitments.NextSteps().Where(s => s is StudentStep.Decline))
        {
            Do(student, step);
        }
    }
}
