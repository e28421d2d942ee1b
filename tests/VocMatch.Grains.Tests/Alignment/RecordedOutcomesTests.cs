using VocMatch.Alignment.Data;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Students;
using VocMatch.Grains.Tests.Platforms;
using VocMatch.Grains.Tests.Rounds;
using Xunit;

namespace VocMatch.Grains.Tests.Alignment;

/// <summary>Outcomes as a report reads them from rounds and commitments.</summary>
public sealed class RecordedOutcomesTests
{
    private static readonly Period ThatYear = new(new(Sample.FirstDay.Year, 1, 1), new(Sample.FirstDay.Year, 12, 31));

    private static readonly Period YearBefore = new(ThatYear.From.AddYears(-1), ThatYear.Through.AddYears(-1));

    [Fact]
    public async Task A_seat_taken_is_an_outcome_in_the_field_of_the_program_or_outside_it()
    {
        await using var round = await RoundScene.Set();
        var (inField, elsewhere) = (
            await round.Ranking(await round.Placement()),
            await round.Ranking(await round.Placement(change: posting => posting with { Occupation = Sample.Occupation(7) })));
        await Publish(round);
        await Accept(round, inField);
        await Accept(round, elsewhere);

        var outcomes = await Outcomes(round, ThatYear);

        Assert.Equal(StudentOutcome.PlacedInField, outcomes[inField]);
        Assert.Equal(StudentOutcome.PlacedElsewhere, outcomes[elsewhere]);
    }

    [Fact]
    public async Task Only_a_published_round_that_took_the_list_says_that_a_student_was_not_placed()
    {
        await using var round = await RoundScene.Set();
        var placement = await round.Placement();
        StudentId[] rivals = [await round.Ranking(placement), await round.Ranking(placement)];
        var silent = await round.Student();
        await round.Lock();
        await round.Solve();
        Assert.All((await Outcomes(round, ThatYear)).Values, outcome => Assert.Equal(StudentOutcome.Unknown, outcome));

        await round.Publish();
        var placed = Assert.Single((await round.Assignments()).Keys);
        var outcomes = await Outcomes(round, ThatYear);

        Assert.Equal(StudentOutcome.NotPlaced, outcomes[Assert.Single(rivals, student => student != placed)]);
        Assert.Equal(StudentOutcome.Unknown, outcomes[placed]);
        Assert.Equal(StudentOutcome.Unknown, outcomes[silent]);
    }

    [Fact]
    public async Task Another_period_knows_nothing_of_it()
    {
        await using var round = await RoundScene.Set();
        var placement = await round.Placement();
        await round.Ranking(placement);
        await round.Ranking(placement);
        await Publish(round);
        await Accept(round, Assert.Single((await round.Assignments()).Keys));

        Assert.All((await Outcomes(round, YearBefore)).Values, outcome => Assert.Equal(StudentOutcome.Unknown, outcome));
    }

    [Fact]
    public async Task Whoever_declines_or_gives_the_seat_up_is_not_placed_and_not_unknown()
    {
        await using var round = await RoundScene.Set();
        var placement = await round.Placement(seats: 3);
        var (released, declined, left) = (await round.Ranking(placement), await round.Ranking(placement), await round.Ranking(placement));
        await Publish(round);
        var offer = await Accept(round, released);
        Scene.Succeed(await round.Student(released).Release(offer, "Moved away.", new(OperationId: "released")));
        foreach (var student in new[] { declined, left })
        {
            Scene.Succeed(await round.Student(student).Decline(await Offer(round, student), "Not for me.", new(OperationId: "declined")));
        }

        var profile = (await round.Student(left).Find())!.Profile;
        var today = DateOnly.FromDateTime(round.Platform.Time.GetUtcNow().UtcDateTime);
        Scene.Succeed(await round.Student(left).Put(profile with { LeftOn = today }, WriteOptions.Default));

        var outcomes = await Outcomes(round, ThatYear);

        Assert.Equal((StudentOutcome.NotPlaced, StudentOutcome.NotPlaced), (outcomes[released], outcomes[declined]));
        Assert.Equal(StudentOutcome.Unknown, outcomes[left]);
    }

    [Fact]
    public async Task Days_to_fill_run_from_the_first_publication_to_the_last_seat_taken()
    {
        await using var round = await RoundScene.Set();
        var placement = await round.Placement(seats: 2);
        StudentId[] students = [await round.Ranking(placement), await round.Ranking(placement)];
        await Publish(round);
        await Accept(round, students[0]);
        var half = Assert.Single((await round.Platform.RowsOf(ThatYear)).Placements);
        round.Platform.Time.Advance(TimeSpan.FromDays(3));
        Scene.Succeed(await round.Placement(placement).Put(round.Scene.Posting() with { Title = "Another title" }, WriteOptions.Default));
        await Accept(round, students[1]);

        var full = Assert.Single((await round.Platform.RowsOf(ThatYear)).Placements);

        Assert.Equal((1, null), (half.FilledSeats, half.DaysToFill));
        Assert.Equal(2, full.FilledSeats);

        // Four where the test runs over midnight.
        Assert.InRange(full.DaysToFill!.Value, 3, 4);
    }

    [Fact]
    public async Task Rural_sites_and_sex_are_counted_as_they_were_recorded()
    {
        await using var round = await RoundScene.Set();
        var scene = round.Scene;
        var employer = Sample.Employer(scene.Region);
        Scene.Succeed(await scene.EmployerGrain.Put(
            employer with { Sites = [employer.Sites[0] with { Rural = true }] }, WriteOptions.Default));
        await round.Placement();
        var (asked, silent) = (await round.Student(), await round.Student());
        Scene.Succeed(await round.Student(asked).PutIdentity(Sample.Identity() with { Sex = Sex.Male }, WriteOptions.Default));

        var data = await round.Platform.RowsOf(ThatYear);

        Assert.True(Assert.Single(data.Placements).RuralSite);
        Assert.Equal(Sex.Male, data.Students.Single(student => student.Id == asked).Sex);
        Assert.Null(data.Students.Single(student => student.Id == silent).Sex);
    }

    private static async Task Publish(RoundScene round)
    {
        await round.Lock();
        await round.Solve();
        await round.Publish();
    }

    private static async Task<OfferId> Accept(RoundScene round, StudentId student)
    {
        var offer = await Offer(round, student);
        Scene.Succeed(await round.Student(student).Accept(offer, new(OperationId: "yes")));
        return offer;
    }

    private static async Task<OfferId> Offer(RoundScene round, StudentId student)
    {
        OfferId? offer = null;
        await Eventually.Holds(
            async () => (offer = (await round.Student(student).Offers())?.Offers.FirstOrDefault()?.Copy.Id) is not null, "the offer arrives");
        return offer!.Value;
    }

    private static async Task<Dictionary<StudentId, StudentOutcome>> Outcomes(RoundScene round, Period period) =>
        (await round.Platform.RowsOf(period)).Students.ToDictionary(student => student.Id, student => student.Outcome);
}
