using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using VocMatch.Contracts.Alignment;
using VocMatch.Contracts.Employers;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Rounds;
using VocMatch.Contracts.Schools;
using VocMatch.Contracts.Storing;
using VocMatch.Contracts.Students;
using VocMatch.Domain.Placements;
using VocMatch.Domain.Reading;
using VocMatch.Storage.Tests.PostgreSql;
using VocMatch.Storage.Tests.Reading;
using VocMatch.Storage.Tests.Sqlite;
using Xunit;
using Pattern = VocMatch.Contracts.Work.WorkPattern;

namespace VocMatch.Storage.Tests.Alignment;

/// <summary>What statistics read of the stored rows. Both databases must give the same.</summary>
public abstract class AlignmentReadingTests
{
    private static readonly DateTimeOffset Published = new(2026, 9, 1, 8, 0, 0, TimeSpan.Zero);

    private readonly string _prefix = $"a{Guid.NewGuid():N}";

    protected abstract IServiceProvider Services { get; }

    private IAlignmentReading Reading => Services.GetRequiredService<IAlignmentReading>();

    private INewStates States => Services.GetRequiredService<INewStates>();

    protected virtual void SkipUnlessAvailable()
    {
    }

    [SkippableFact]
    public async Task A_placement_is_filled_by_the_seats_that_are_accepted_now()
    {
        SkipUnlessAvailable();
        await States.Insert(StateNames.Placement,
        [
            Placement("full", Published, Offer(OfferStatus.Accepted, 3), Offer(OfferStatus.Accepted, 9), Offer(OfferStatus.Accepted, 5)),
            Placement("held", Published, Offer(OfferStatus.Accepted, 3), Offer(OfferStatus.Held, 1), Offer(OfferStatus.Released, 2)),
            Placement("untouched", null),
        ]);

        var posted = (await Own(Reading.PostedPlacements(default), row => row.Id.Value)).ToDictionary(row => row.Id.Value[_prefix.Length..]);

        Assert.Equal((3, Published, Published.AddDays(9)), (posted["full"].FilledSeats, posted["full"].PublishedAt, posted["full"].FilledAt));
        Assert.Equal((1, null), (posted["held"].FilledSeats, posted["held"].FilledAt));
        Assert.Equal((0, null, null), (posted["untouched"].FilledSeats, posted["untouched"].PublishedAt, posted["untouched"].FilledAt));
        Assert.Equal(new DateOnly(2027, 2, 1), posted["untouched"].FirstDay);
    }

    [SkippableFact]
    public async Task A_draft_was_never_posted()
    {
        SkipUnlessAvailable();
        await States.Insert(StateNames.Placement, [new NewState<State<Placement>>(
            $"{_prefix}draft", State<Placement>.Of(Entities.Placement($"{_prefix}draft", status: PlacementStatus.Draft)))]);

        Assert.Empty(await Own(Reading.PostedPlacements(default), row => row.Id.Value));
    }

    [SkippableFact]
    public async Task Students_are_read_with_seats_taken_and_with_two_things_of_their_identity()
    {
        SkipUnlessAvailable();
        var spring = Entities.Placement("any").Posting.Pattern;
        await States.Insert(StateNames.Student, [Student("taken", spring), Student("free", null)]);
        await States.Insert(StateNames.StudentIdentity, [new NewState<State<StudentIdentity>>(
            $"{_prefix}taken", State<StudentIdentity>.Of(Entities.Identity(new(2008, 5, 17)) with { Sex = Sex.NotStated }))]);

        var students = (await Own(Reading.Students(default), row => row.Id.Value)).ToDictionary(row => row.Id.Value[_prefix.Length..]);

        Assert.Equal<TakenSeat>([new(PlacementId.Parse("ward"), spring.FirstDay, spring.LastDay)], students["taken"].Taken);
        Assert.Equal((new DateOnly(2008, 5, 17), Sex.NotStated), (students["taken"].BirthDate, students["taken"].Sex));
        Assert.Empty(students["free"].Taken);
        Assert.Equal((null, null), (students["free"].BirthDate, students["free"].Sex));
    }

    [SkippableFact]
    public async Task Employers_and_schools_are_read_with_what_is_known_of_them()
    {
        SkipUnlessAvailable();
        var employer = Entities.Employer($"{_prefix}e", "Works", "r1", "r2");
        await States.Insert(StateNames.Employer, [new NewState<State<Employer>>(employer.Id.Value, State<Employer>.Of(employer with
        {
            Profile = employer.Profile with { StaffCount = 40, InternCap = 4, Sites = [employer.Profile.Sites[0] with { Rural = false }, employer.Profile.Sites[1]] },
        }))]);
        var school = Entities.School($"{_prefix}s", "r1", "College");
        await States.Insert(StateNames.School, [new NewState<State<School>>(school.Id.Value, State<School>.Of(school with
        {
            Profile = school.Profile with { Staff = new(12, 7) },
        }))]);

        var counted = Assert.Single(await Own(Reading.Employers(default), row => row.Id.Value));
        var staffed = Assert.Single(await Own(Reading.Schools(default), row => row.Id.Value));

        Assert.Equal((40, 4), (counted.Staff, counted.Cap));
        Assert.Equal<CountedSite>([new(SiteId.Parse("site0"), Rural: false)], counted.Sites);
        Assert.Equal(new TeachingStaff(12, 7), staffed.Staff);
    }

    [SkippableFact]
    public async Task A_round_gives_each_student_of_its_lock_a_place_or_names_what_they_ranked()
    {
        SkipUnlessAvailable();
        var rows = Services.GetRequiredService<IRoundRows>();
        var under = new RoundLock(RoundId.Parse(_prefix), 2);
        await rows.Add(new(under), [Frozen("gaveUp", "p1"), Frozen("movedUp", "p1"), Frozen("missed", "p1", "p2"), Frozen("later", "p1")]);
        await rows.Add(new(under with { Number = 1 }), [Frozen("earlier", "p1")]);
        await rows.Add(under, issue: 1, [Assigned("gaveUp", "p1")]);
        await rows.Add(under, issue: 2, [Assigned("movedUp", "p1")]);
        await rows.Add(under, issue: 3, [Assigned("later", "p1")]);

        var outcomes = await Reading.Outcomes(under, 2, default).ToDictionaryAsync(outcome => outcome.Student.Value);

        Assert.Equal(["gaveUp", "later", "missed", "movedUp"], outcomes.Keys.Order());
        Assert.Null(outcomes["gaveUp"].Missed);
        Assert.Null(outcomes["movedUp"].Missed);
        Assert.NotNull(outcomes["later"].Missed);
        Assert.Equal(["p1", "p2"], outcomes["missed"].Missed!.Value.Select(placement => placement.Value));
    }

    private async Task<List<T>> Own<T>(IAsyncEnumerable<T> rows, Func<T, string> id) =>
        await rows.Where(row => id(row).StartsWith(_prefix, StringComparison.Ordinal)).ToListAsync();

    private NewState<PlacementState> Placement(string name, DateTimeOffset? publishedAt, params ImmutableArray<(OfferStatus Status, int Days)> offers)
    {
        var placement = Entities.Placement($"{_prefix}{name}");
        var ledger = new SeatLedger(placement.Id)
        {
            Offers = offers.Select((offer, i) => (offer, i)).Aggregate(new SeatOffers(), (all, one) => all.Add(new(
                new()
                {
                    Id = OfferId.Parse($"o{one.i}"),
                    Placement = placement.Id,
                    Student = StudentId.Parse($"s{one.i}"),
                    Status = one.offer.Status,
                    Pattern = placement.Posting.Pattern,
                    ExpiresAt = null,
                    Revision = 1,
                },
                [new(OfferStatus.Held, Published, null), new(one.offer.Status, Published.AddDays(one.offer.Days), null)]))),
        };
        return new(placement.Id.Value, new() { Entity = placement, PublishedAt = publishedAt, Ledger = offers.IsEmpty ? null : ledger });
    }

    private static (OfferStatus Status, int Days) Offer(OfferStatus status, int days) => (status, days);

    private NewState<State<Student>> Student(string name, Pattern? work)
    {
        var student = Entities.Student($"{_prefix}{name}");
        return new(student.Id.Value, State<Student>.Of(student with
        {
            Commitments = work is null ? null : [new Commitment(OfferId.Parse("ward.1"), PlacementId.Parse("ward"), work)],
        }));
    }

    private static Assignment Assigned(string student, string placement) => new(StudentId.Parse(student), PlacementId.Parse(placement), 1, 1);

    /// <summary>The last of the list is one the student is not eligible for.</summary>
    private static FrozenStudent Frozen(string name, params string[] ranked) => new(
        StudentId.Parse(name),
        1,
        [],
        [.. ranked.SkipLast(1).Select((placement, i) => new FrozenApplication(PlacementId.Parse(placement), i + 1, 1, new(1, 1, 1, 1)))],
        [new DroppedApplication(PlacementId.Parse(ranked[^1]), ranked.Length, "level", "Level 3 is held, 4 asked.")],
        []);
}

public sealed class SqliteAlignmentReadingTests(EmbeddedStore store) : AlignmentReadingTests, IClassFixture<EmbeddedStore>
{
    protected override IServiceProvider Services => store.Services;
}

[Collection(PostgreSqlCollection.Name)]
public sealed class PostgreSqlAlignmentReadingTests(PostgreSqlServer server, SiloOnPostgreSql silo)
    : AlignmentReadingTests, IClassFixture<SiloOnPostgreSql>
{
    protected override IServiceProvider Services => silo.Services;

    protected override void SkipUnlessAvailable() => server.SkipUnlessRunning();
}
