using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Outcomes;
using VocMatch.Domain.Placements;
using VocMatch.Domain.Records;
using VocMatch.Domain.Students;
using VocMatch.Grains.Simulation.Histories;

namespace VocMatch.Grains.Simulation.Cluster;

/// <summary>Employers, students and rounds, doing whatever they may at any time, and repeating what was not answered.</summary>
public sealed class Clients(SimulatedCluster cluster, OfferWorld world, bool rounds)
{
    private readonly List<(int Placement, int Student)> _offers = [];
    private readonly HashSet<(int Placement, int Student)> _pairs = [];

    private SeededRandom Random => cluster.Random;

    public int Offers => _offers.Count;

    /// <summary>Somebody does something, perhaps twice.</summary>
    public void Act()
    {
        var act = Choose();
        act();
        if (Random.Chance(200))
        {
            act();
        }
    }

    private Action Choose() => Random.Below(100) switch
    {
        < 34 => Offer(),
        < 56 => Accept(),
        < 66 => rounds ? Correct() : Accept(),
        < 72 => Decline(),
        < 80 => Release(),
        < 86 => Withdraw(),
        < 91 => SetSeats(),
        < 94 => AskForTime(),
        < 96 => GrantTime(),
        _ when rounds => OfRounds(),
        _ => Accept(),
    };

    private Action Offer()
    {
        var (placement, student) = (Random.Below(world.Placements.Count), Random.Below(world.Students.Count));
        if (!_pairs.Add((placement, student)))
        {
            return Accept();
        }

        var number = _offers.Count;
        _offers.Add((placement, student));
        var holds = Random.Chance(400);
        var terms = new OfferTerms(
            Setup.Offer(number), Setup.Student(student), cluster.Time.AddHours(Random.Between(2, 40)), HoldsSeat: holds);
        var operation = world.Watch.Begin(OperationKind.Offer, placement, number, holds ? 1 : 0);
        Decision<SeatLedger, Outcome<Offer>> Make(SeatLedger ledger, OfferTerms lawful, DateTimeOffset now) =>
            ledger.MakeOffer(lawful, Setup.Patterns[placement % Setup.Patterns.Length], now);

        // Where nobody is corrected there is nothing to ask before.
        return rounds
            ? () => world.MakeOffer(placement, student, terms, Make, answer => Answer(operation, answer))
            : () => world.AskPlacement(
                placement,
                (ledger, now) => Make(ledger, terms with { CheckedOn = new(0, 1) }, now),
                answer => Answer(operation, answer));
    }

    /// <summary>Somebody corrects what is recorded of a student, wrongly or rightly.</summary>
    private Action Correct()
    {
        var (student, barred) = (Random.Below(world.Students.Count), Random.Chance(650));
        var placement = Random.Below(world.Placements.Count);
        return Random.Chance(500)
            ? () => world.CorrectProfile(student, placement, barred)
            : () => world.CorrectIdentity(student, placement, barred);
    }

    private Action Accept()
    {
        if (_offers.Count == 0)
        {
            return Offer();
        }

        var (number, placement, student, offer) = Any();
        var operation = world.Watch.Begin(OperationKind.Accept, placement, number);
        return () => world.Accept(student, offer, answer => Await(operation, offer, answer, answer.Value?.Attempt ?? 0));
    }

    private Action Decline() => OfStudent(OperationKind.Decline, (commitments, offer, now) => commitments.Decline(offer, "other plans", now));

    private Action Release() => OfStudent(OperationKind.Release, (commitments, offer, now) => commitments.Release(offer, "moving away", now));

    private Action OfStudent(
        OperationKind kind,
        Func<StudentCommitments, OfferId, DateTimeOffset, Decision<StudentCommitments, Outcome<StudentOffer>>> command)
    {
        if (_offers.Count == 0)
        {
            return Offer();
        }

        var (number, placement, student, offer) = Any();
        var operation = world.Watch.Begin(kind, placement, number);
        return () => world.AskStudent(
            student,
            (commitments, now) => command(commitments, offer, now),
            answer => Await(operation, offer, answer, Watch.NoAttempt));
    }

    private Action Withdraw()
    {
        if (_offers.Count == 0)
        {
            return Offer();
        }

        var (number, placement, _, offer) = Any();
        var operation = world.Watch.Begin(OperationKind.Withdraw, placement, number);
        return () => world.AskPlacement(
            placement, (ledger, now) => ledger.Withdraw(offer, "no budget", now), answer => Answer(operation, answer));
    }

    private Action SetSeats()
    {
        var placement = Random.Below(world.Placements.Count);
        var seats = Random.Between(1, 4);
        var operation = world.Watch.Begin(OperationKind.Seats, placement, value: seats);

        // Not idempotent by itself: the grain knows it by its operation id, and so only the first copy counts here.
        long? first = null;
        return () => world.AskPlacement(
            placement,
            (ledger, now) => (first ??= cluster.Step) == cluster.Step
                ? ledger.SetSeats(seats, now)
                : new(ledger, Refusal.Conflict("A copy of an earlier call.")),
            answer =>
            {
                if (first == cluster.Step)
                {
                    world.Watch.Answer(operation, answer.Succeeded ? OperationResult.Ok : OperationResult.Refused);
                }
            });
    }

    private Action AskForTime()
    {
        if (_offers.Count == 0)
        {
            return Offer();
        }

        var (_, _, student, offer) = Any();
        var until = cluster.Time.AddHours(50);
        return () => world.AskStudent(student, (commitments, now) => commitments.AskForTime(offer, until, now), _ => { });
    }

    private Action GrantTime()
    {
        if (_offers.Count == 0)
        {
            return Offer();
        }

        var (_, placement, _, offer) = Any();
        var until = cluster.Time.AddHours(60);
        return () => world.AskPlacement(placement, (ledger, now) => ledger.GrantTime(offer, until, now), _ => { });
    }

    private Action OfRounds()
    {
        var placement = Random.Below(world.Placements.Count);
        var student = Random.Below(world.Students.Count);
        var offer = OfferId.OfRound(Setup.Round, 1, Setup.Student(student));
        var terms = new OfferTerms(offer, Setup.Student(student), cluster.Time.AddHours(30), WaitIfFull: false);
        return Random.Below(5) switch
        {
            0 => () => world.AskPlacement(placement, (ledger, _) => ledger.Reserve(Setup.Round, 1), _ => { }),
            1 => () => world.AskPlacement(placement, (ledger, now) => ledger.EndReservation(Setup.Round, now), _ => { }),
            2 => () => world.AskPlacement(placement, (ledger, now) => ledger.PromoteNext(now), _ => { }),
            3 => () => world.Accept(student, offer, _ => { }),

            // One student of a round has one place: the one the student's number names.
            _ => () => world.MakeOffer(
                student % world.Placements.Count,
                student,
                terms,
                (ledger, lawful, now) => ledger.MakeRoundOffer(
                    Setup.Round, lawful, Setup.Patterns[student % world.Placements.Count % Setup.Patterns.Length], now),
                _ => { }),
        };
    }

    private (int Number, int Placement, int Student, OfferId Offer) Any()
    {
        var number = Random.Below(_offers.Count);
        return (number, _offers[number].Placement, _offers[number].Student, Setup.Offer(number));
    }

    /// <summary>A refusal is written nowhere, so another copy of the call may still take effect: the operation stays without an answer.</summary>
    private void Answer(Operation operation, Outcome<Offer> answer)
    {
        if (answer.Succeeded)
        {
            world.Watch.Answer(operation, OperationResult.Ok);
        }
    }

    /// <summary>A step under way ends when the placement has answered.</summary>
    private void Await(Operation operation, OfferId offer, Outcome<StudentOffer> answer, int attempt)
    {
        if (answer.Value is { } standing && standing.Status.IsUnderWay())
        {
            world.Watch.Await(operation, offer, attempt);
        }
        else if (answer.Succeeded)
        {
            world.Watch.Answer(operation, OperationResult.Ok, answer.Value.Copy.AcceptanceNumber ?? 0);
        }
    }
}
