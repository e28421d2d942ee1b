using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Storing;
using VocMatch.Domain.Records;
using VocMatch.Grains.Tests.Platforms;
using Xunit;

namespace VocMatch.Grains.Tests.Offers;

/// <summary>The store fails at one of the writes of a call: before the write, after it, by conflict, slowly.</summary>
/// <remarks>On a platform of its own: what fails here must not fail elsewhere.</remarks>
/// <param name="after">Writes of the kind that succeed before the one that fails.</param>
public abstract class OfferFaultTests(Platform platform, int after) : IClassFixture<Platform>
{
    public static TheoryData<Fault, string> Cases()
    {
        var cases = new TheoryData<Fault, string>();
        foreach (var fault in (Fault[])[Fault.Write, Fault.WriteAcknowledgement, Fault.Conflict, Fault.Slow])
        {
            foreach (var state in (string[])[StateNames.Student, StateNames.Placement, StateNames.Offer])
            {
                cases.Add(fault, state);
            }
        }

        return cases;
    }

    [Theory, MemberData(nameof(Cases))]
    public async Task An_acceptance_ends_in_one_of_its_outcomes_and_its_repetition_in_the_first_answer(Fault fault, string state)
    {
        var scene = await OfferScene.Set(platform);
        var placement = await scene.Placement(seats: 1);
        var student = await scene.Student();
        var offer = await scene.Offer(placement, student);

        var answers = await Repeat(fault, state, options => student.Accept(offer, options));

        Assert.All(answers, answer => Assert.Equal(StudentOfferStatus.Committed, answer.Status));
        Assert.Equal(new SeatCount(1, 0, 0, 1, 0, 0), await placement.Count());
        Assert.Single((await student.Find())!.Commitments!.Value);
    }

    [Theory, MemberData(nameof(Cases))]
    public async Task An_offer_is_made_once(Fault fault, string state)
    {
        var scene = await OfferScene.Set(platform);
        var placement = await scene.Placement(seats: 2);
        var student = await scene.Student();
        var terms = scene.Terms(student);

        var answers = await Repeat(fault, state, options => placement.MakeOffer(terms, options));

        Assert.All(answers, answer => Assert.Equal(OfferStatus.Held, answer.Status));
        Assert.Equal(new SeatCount(2, 0, 1, 0, 0, 1), await placement.Count());
        await OfferScene.Notified(student, terms.Id);
    }

    [Theory, MemberData(nameof(Cases))]
    public async Task A_seat_given_up_goes_to_the_next_exactly_once(Fault fault, string state)
    {
        var scene = await OfferScene.Set(platform);
        var placement = await scene.Placement(seats: 1);
        var students = await scene.Students(2);
        var first = await scene.Offer(placement, students[0]);
        var second = await scene.Offer(placement, students[1]);
        Scene.Succeed(await students[0].Accept(first, WriteOptions.Default));

        var answers = await Repeat(fault, state, options => students[0].Release(first, "Moving away", options));

        Assert.All(answers, answer => Assert.Equal(StudentOfferStatus.Released, answer.Status));
        await OfferScene.Becomes(students[1], second, StudentOfferStatus.Received);
        Assert.Equal(new SeatCount(1, 0, 1, 0, 0, 0), await placement.Count());
        Assert.Null((await students[0].Find())!.Commitments);
    }

    /// <summary>Calls once under the fault and then again, with one key, until it succeeds twice.</summary>
    /// <returns>Every answer that was no <see cref="RefusalKind.Unavailable"/>: they are the same.</returns>
    private async Task<List<T>> Repeat<T>(Fault fault, string state, Func<WriteOptions, Task<Outcome<T>>> call)
        where T : class
    {
        var keyed = new WriteOptions(OperationId: "once", ContentDigest: "digest");
        var answers = new List<T>();
        platform.Faults.Once(fault, state, after);
        await Call();
        platform.Faults.Calm();
        await Eventually.Holds(
            async () =>
            {
                await Call();
                return answers.Count >= 2;
            },
            "the call is answered twice");
        Assert.All(answers, answer => Assert.True(RecordJson.Same(answers[0], answer)));
        return answers;

        async Task Call()
        {
            var outcome = await call(keyed);
            if (outcome.Succeeded)
            {
                answers.Add(outcome.Value);
            }
            else
            {
                Scene.Refuse(outcome, RefusalKind.Unavailable);
            }
        }
    }
}

public sealed class FirstWriteFaultTests(Platform platform) : OfferFaultTests(platform, after: 0);

[Trait("Lane", "Full")]
public sealed class SecondWriteFaultTests(Platform platform) : OfferFaultTests(platform, after: 1);

[Trait("Lane", "Full")]
public sealed class ThirdWriteFaultTests(Platform platform) : OfferFaultTests(platform, after: 2);
