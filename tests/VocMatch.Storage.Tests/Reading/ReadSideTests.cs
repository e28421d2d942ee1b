using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Programs;
using VocMatch.Contracts.Reading;
using VocMatch.Contracts.Schools;
using VocMatch.Contracts.Storing;
using VocMatch.Contracts.Students;
using VocMatch.Domain.Placements;
using VocMatch.Domain.Reading;
using Xunit;
using static VocMatch.Storage.Tests.Reading.Entities;

namespace VocMatch.Storage.Tests.Reading;

/// <summary>The read side, on rows as grains write them. Both databases must answer the same.</summary>
public abstract class ReadSideTests
{
    private static readonly PageRequest All = new(500, null);

    protected abstract IServiceProvider Services { get; }

    private IReadSide ReadSide => Services.GetRequiredService<IReadSide>();

    protected virtual void SkipUnlessAvailable()
    {
    }

    [SkippableFact]
    public async Task Schools_are_filtered_by_region_and_text()
    {
        await Store(StateNames.School, s => s.Id.Value, School("s-b", "ra", "École du Nord"), School("s-a", "ra", "South College"), School("s-c", "rb", "Other"));

        Assert.Equal(["s-a", "s-b"], Ids(await ReadSide.Schools(new(Region: RegionId.Parse("ra")), All, default), s => s.Id.Value));
        Assert.Equal(["s-b"], Ids(await ReadSide.Schools(new(Text: "école"), All, default), s => s.Id.Value));
        Assert.Equal(["s-b"], Ids(await ReadSide.Schools(new(Text: "ＥＣＯＬＥ"), All, default), s => s.Id.Value));
    }

    [SkippableFact]
    public async Task Programs_are_filtered_by_school_its_region_occupation_status_and_text()
    {
        await Store(StateNames.School, s => s.Id.Value, School("ps-1", "pr-1", "One"), School("ps-2", "pr-2", "Two"));
        await Store(
            StateNames.Program,
            p => p.Id.Value,
            Program("pp-1", "ps-1", ProgramStatus.Published, "Nursing", "o-nurse", "o-carer"),
            Program("pp-2", "ps-1", ProgramStatus.Draft, "Bakery", "o-baker"),
            Program("pp-3", "ps-2", ProgramStatus.Published, "Advanced nursing", "o-nurse"));

        async Task<string[]> Find(ListFilter filter) => Ids(await ReadSide.Programs(filter, All, default), p => p.Id.Value);
        Assert.Equal(["pp-1", "pp-2"], await Find(new(School: SchoolId.Parse("ps-1"))));
        Assert.Equal(["pp-3"], await Find(new(Region: RegionId.Parse("pr-2"))));
        Assert.Equal(["pp-1", "pp-3"], await Find(new(Occupation: OccupationId.Parse("o-nurse"))));
        Assert.Equal(["pp-1"], await Find(new(Occupation: OccupationId.Parse("o-carer"))));
        Assert.Equal(["pp-2"], await Find(new(Status: "draft", School: SchoolId.Parse("ps-1"))));
        Assert.Equal(["pp-1", "pp-3"], await Find(new(Text: "NURSING")));
        Assert.Equal(
            ["pp-1"],
            (await ReadSide.PublishedPrograms(RegionId.Parse("pr-1"), default).ToListAsync()).Select(p => p.Id.Value));
    }

    [SkippableFact]
    public async Task Employers_are_filtered_by_the_regions_of_their_sites_and_by_text()
    {
        await Store(
            StateNames.Employer,
            e => e.Id.Value,
            Employer("ee-1", "City Hospital", "er-1", "er-2"),
            Employer("ee-2", "Bakery", "er-2"));

        Assert.Equal(["ee-1", "ee-2"], Ids(await ReadSide.Employers(new(Region: RegionId.Parse("er-2")), All, default), e => e.Id.Value));
        Assert.Equal(["ee-1"], Ids(await ReadSide.Employers(new(Region: RegionId.Parse("er-1")), All, default), e => e.Id.Value));
        Assert.Equal(["ee-1"], Ids(await ReadSide.Employers(new(Text: "hospital"), All, default), e => e.Id.Value));
    }

    [SkippableFact]
    public async Task Placements_are_filtered_by_each_filter_and_by_all_of_them_together()
    {
        await Store(
            StateNames.Placement,
            p => p.Id.Value,
            Placement("f-1", "fr-1", "f-nurse", "f-e1", title: "Ward nurse"),
            Placement("f-2", "fr-1", "f-nurse", "f-e2", PlacementStatus.Closed, "Night nurse"),
            Placement("f-3", "fr-1", "f-baker", "f-e1", title: "Baker"),
            Placement("f-4", "fr-2", "f-nurse", "f-e1", PlacementStatus.Draft, "Ward nurse"));

        async Task<string[]> Find(ListFilter filter) => Ids(await ReadSide.Placements(filter, All, default), p => p.Id.Value);
        Assert.Equal(["f-1", "f-2", "f-3"], await Find(new(Region: RegionId.Parse("fr-1"))));
        Assert.Equal(["f-1", "f-2", "f-4"], await Find(new(Occupation: OccupationId.Parse("f-nurse"))));
        Assert.Equal(["f-1", "f-3", "f-4"], await Find(new(Employer: EmployerId.Parse("f-e1"))));
        Assert.Equal(["f-4"], await Find(new(Status: "draft", Occupation: OccupationId.Parse("f-nurse"))));
        Assert.Equal(["f-1", "f-4"], await Find(new(Text: "ward N")));
        Assert.Equal(
            ["f-1"],
            await Find(new(RegionId.Parse("fr-1"), OccupationId.Parse("f-nurse"), null, null, EmployerId.Parse("f-e1"), "published", "nurse")));
        Assert.Empty(await Find(new(Text: "100%_")));
    }

    [SkippableFact]
    public async Task Students_are_filtered_by_region_school_program_and_occupation()
    {
        await Store(
            StateNames.Student,
            s => s.Id.Value,
            Student("t-1", "tr-1", "ts-1", "tp-1", "t-nurse"),
            Student("t-2", "tr-1", "ts-2", "tp-2"),
            Student("t-3", "tr-2", "ts-1", "tp-1"));

        async Task<string[]> Find(ListFilter filter) => Ids(await ReadSide.Students(filter, All, default), s => s.Id.Value);
        Assert.Equal(["t-1", "t-2"], await Find(new(Region: RegionId.Parse("tr-1"))));
        Assert.Equal(["t-1", "t-3"], await Find(new(School: SchoolId.Parse("ts-1"))));
        Assert.Equal(["t-2"], await Find(new(Program: ProgramId.Parse("tp-2"))));
        Assert.Equal(["t-1"], await Find(new(Occupation: OccupationId.Parse("t-nurse"))));
    }

    [SkippableFact]
    public async Task Pages_hold_every_item_once_in_ordinal_order_of_id()
    {
        string[] ids = ["a", "B", "b", "A", "a-1", "a.1", "a:1", "a_1", "10", "9", "Z", "z"];
        await Store(StateNames.Placement, p => p.Id.Value, [.. ids.Select(id => Placement($"{id}", "page-r"))]);
        var filter = new ListFilter(Region: RegionId.Parse("page-r"));

        var found = new List<string>();
        string? cursor = null;
        do
        {
            var page = await ReadSide.Placements(filter, new(5, cursor), default);
            Assert.InRange(page.Items.Length, 1, 5);
            found.AddRange(page.Items.Select(p => p.Id.Value));
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        Assert.Equal(ids.Order(StringComparer.Ordinal), found);
    }

    [SkippableFact]
    public async Task A_last_page_that_is_full_has_no_cursor()
    {
        await Store(StateNames.Placement, p => p.Id.Value, Placement("full-1", "full-r"), Placement("full-2", "full-r"));

        var page = await ReadSide.Placements(new(Region: RegionId.Parse("full-r")), new(2, null), default);

        Assert.Equal(2, page.Items.Length);
        Assert.Null(page.NextCursor);
    }

    [SkippableTheory]
    [InlineData("not a cursor")]
    [InlineData("")]
    [InlineData("MSc7LS0")]
    [InlineData("MmFiYw")]
    public async Task A_cursor_that_was_never_given_out_is_refused(string cursor)
    {
        SkipUnlessAvailable();
        await Assert.ThrowsAsync<FormatException>(() => ReadSide.Schools(new(), new(10, cursor), default));
    }

    [SkippableTheory]
    [InlineData(0)]
    [InlineData(501)]
    public async Task A_limit_out_of_range_is_refused(int limit)
    {
        SkipUnlessAvailable();
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => ReadSide.Schools(new(), new(limit, null), default));
    }

    [SkippableFact]
    public async Task Everything_of_an_entity_is_read_back()
    {
        var placement = Placement("whole-1", "whole-r", version: 7);
        await Store(StateNames.Placement, p => p.Id.Value, placement);

        var page = await ReadSide.Placements(new(Region: RegionId.Parse("whole-r")), All, default);

        // Records with collections compare by reference; their JSON compares by content.
        Assert.Equal(Json(placement), Json(Assert.Single(page.Items)));
    }

    [SkippableFact]
    public async Task Streams_give_the_open_placements_of_a_region_and_their_versions()
    {
        await Store(
            StateNames.Placement,
            p => p.Id.Value,
            [
                .. Enumerable.Range(0, 1000).Select(i =>
                    Placement($"st-{i.ToString(CultureInfo.InvariantCulture)}", "st-r", version: i + 1)),
                Placement("st-draft", "st-r", status: PlacementStatus.Draft),
                Placement("st-else", "st-other"),
            ]);
        var region = RegionId.Parse("st-r");

        var open = await ReadSide.OpenPlacements(region, default).ToListAsync();
        var versions = await ReadSide.OpenPlacementVersions(region, default).ToListAsync();

        Assert.Equal(1000, open.Count);
        Assert.Equal(1000, open.Select(p => p.Id).Distinct().Count());
        Assert.Equal(
            open.Select(p => (p.Id, p.Version)).OrderBy(p => p.Version),
            versions.OrderBy(v => v.Version));
        var all = await ReadSide.OpenPlacements(null, default).Select(p => p.Id.Value).ToListAsync();
        Assert.Contains("st-else", all);
        Assert.DoesNotContain("st-draft", all);
    }

    [SkippableFact]
    public async Task Placements_of_some_ids_are_told_with_how_they_stand_and_no_others()
    {
        await Store(
            StateNames.Placement,
            p => p.Id.Value,
            [
                Placement("how-open", "how-r", version: 7),
                Placement("how-draft", "how-r", status: PlacementStatus.Draft),
                Placement("how-closed", "how-else", status: PlacementStatus.Closed),
                Placement("how-other", "how-r"),
            ]);

        var standing = await ReadSide.Standing(
            [.. new[] { "how-open", "how-draft", "how-closed", "how-none" }.Select(id => PlacementId.Parse(id))], default);

        Assert.Equal(
            [
                ("how-closed", PlacementStatus.Closed, "how-else"),
                ("how-draft", PlacementStatus.Draft, "how-r"),
                ("how-open", PlacementStatus.Published, "how-r"),
            ],
            standing.OrderBy(row => row.Id.Value, StringComparer.Ordinal).Select(row => (row.Id.Value, row.Status, row.Region.Value)));
        var open = await ReadSide.OpenPlacements(RegionId.Parse("how-r"), default).SingleAsync(placement => placement.Id.Value == "how-open");
        Assert.Equal(
            (open.Posting.Employer, open.OpenSeats, 7L),
            standing.Where(row => row.Id == open.Id).Select(row => (row.Employer, row.OpenSeats, row.Version)).Single());
        Assert.Empty(await ReadSide.Standing([], default));
    }

    [SkippableFact]
    public async Task How_the_students_of_a_region_stand_is_read_with_the_day_on_which_they_left()
    {
        var left = Student("stand-left", "stand-r", program: "stand-p");
        await Store(
            StateNames.Student,
            s => s.Id.Value,
            left with { Profile = left.Profile with { LeftOn = new(2027, 3, 1) } },
            Student("stand-here", "stand-r", program: "stand-q"),
            Student("stand-else", "stand-s"));

        var standing = await ReadSide.Standing(RegionId.Parse("stand-r"), default).ToListAsync();

        Assert.Equal(
            [("stand-here", "stand-q", null), ("stand-left", "stand-p", new DateOnly(2027, 3, 1))],
            standing.OrderBy(row => row.Id.Value, StringComparer.Ordinal).Select(row => (row.Id.Value, row.Program.Value, row.LeftOn)));
    }

    [SkippableFact]
    public async Task The_applications_of_a_student_are_read_from_all_placements_and_those_of_nobody_else()
    {
        SkipUnlessAvailable();
        var (student, other) = (StudentId.Parse("apply-s"), StudentId.Parse("apply-t"));
        var now = new DateTimeOffset(2027, 1, 1, 8, 0, 0, TimeSpan.Zero);
        await Services.GetRequiredService<INewStates>().Insert(
            StateNames.Placement,
            [Applied("apply-1", student, other), Applied("apply-2", other), Applied("apply-3", other, student), Applied("apply-4")],
            default);

        var found = await ReadSide.ApplicationsOf(student, default);

        Assert.Equal(["apply-1", "apply-3"], found.Select(application => application.Placement.Value).Order(StringComparer.Ordinal));
        Assert.All(found, application => Assert.Equal((student, ApplicationStage.New, now), (application.Student, application.Stage, application.Changes.Single().At)));
        Assert.Empty(await ReadSide.ApplicationsOf(StudentId.Parse("apply-none"), default));

        NewState<PlacementState> Applied(string id, params StudentId[] students) => new(
            id,
            students.Aggregate(
                new PlacementState { Entity = Placement(id) },
                (state, one) => state with { Applications = state.Applications.With(ApplicationSteps.Begin(PlacementId.Parse(id), one, now)) }));
    }

    [SkippableFact]
    public async Task Entities_are_found_by_their_ids_whatever_their_status_and_those_that_are_not_there_are_left_out()
    {
        SkipUnlessAvailable();
        await Store(
            StateNames.Placement,
            p => p.Id.Value,
            Placement("find-open", "find-r", employer: "find-e1", title: "Baker"),
            Placement("find-closed", "find-s", employer: "find-e1", status: PlacementStatus.Closed, title: "Cook"),
            Placement("find-other", "find-s", employer: "find-e2"));
        await Store(StateNames.Student, s => s.Id.Value, Student("find-1", "find-r"), Student("find-2", "find-r"));
        await Store(StateNames.Program, p => p.Id.Value, Program("find-p", "find-school", ProgramStatus.Draft, "Nursing"));
        await Store(StateNames.Employer, e => e.Id.Value, Employer("find-e1", "Mill", "find-r"), Employer("find-e2", "Oven", "find-r"));

        PlacementId[] placements = [PlacementId.Parse("find-open"), PlacementId.Parse("find-closed"), PlacementId.Parse("find-none")];
        Assert.Equal(["find-closed", "find-open"], Sorted(await ReadSide.Find(placements, default), p => p.Id.Value));
        Assert.Equal(["find-2"], Sorted(await ReadSide.Find([StudentId.Parse("find-2"), StudentId.Parse("find-none")], default), s => s.Id.Value));
        Assert.Equal(["find-p"], Sorted(await ReadSide.Find([ProgramId.Parse("find-p")], default), p => p.Id.Value));
        Assert.Empty(await ReadSide.Find(Array.Empty<ProgramId>(), default));
        Assert.Equal(["find-closed", "find-open"], Sorted(await ReadSide.PlacementsOf([EmployerId.Parse("find-e1"), EmployerId.Parse("find-none")], default), p => p.Id.Value));
        Assert.Equal(
            [("find-closed", "Cook"), ("find-open", "Baker")],
            (await ReadSide.Titles(placements, default)).Select(one => (one.Key.Value, one.Value)).Order());
        Assert.Equal(
            [("find-e1", "Mill")],
            (await ReadSide.Names([EmployerId.Parse("find-e1"), EmployerId.Parse("find-none")], default)).Select(one => (one.Key.Value, one.Value)));

        static string[] Sorted<T>(IEnumerable<T> found, Func<T, string> id) => [.. found.Select(id).Order(StringComparer.Ordinal)];
    }

    [SkippableFact]
    public async Task What_was_written_in_any_region_since_a_mark_is_demand_that_is_read_again()
    {
        SkipUnlessAvailable();
        await Store(StateNames.Placement, p => p.Id.Value, Placement("demand-before", "demand-r"));
        var mark = new ChangeMark();
        await Eventually.Holds(
            async () =>
            {
                mark = await ReadSide.DemandMark(default);
                return !await ReadSide.DemandedSince(mark, default).AnyAsync(placement => placement.Id.Value == "demand-before");
            },
            "no other work keeps the mark back");

        await Store(
            StateNames.Placement,
            p => p.Id.Value,
            Placement("demand-open", "demand-r"),
            Placement("demand-closed", "demand-s", status: PlacementStatus.Closed),
            Placement("demand-far", "a-demand-t"));

        Assert.Equal(
            ["demand-closed", "demand-far", "demand-open"],
            (await ReadSide.DemandedSince(mark, default).ToListAsync()).Select(p => p.Id.Value).Where(id => id.StartsWith("demand-", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [SkippableFact]
    public async Task What_was_written_in_a_region_since_a_mark_is_found_and_nothing_else()
    {
        SkipUnlessAvailable();
        var region = RegionId.Parse("since-r");
        await Store(StateNames.Placement, p => p.Id.Value, Placement("since-before", "since-r"));
        await Store(StateNames.Student, s => s.Id.Value, Student("since-before", "since-r"));
        var (placements, students) = (await QuietMark(), await ReadSide.StudentMark(region, default));

        await Store(
            StateNames.Placement,
            p => p.Id.Value,
            Placement("since-open", "since-r"),
            Placement("since-closed", "since-r", status: PlacementStatus.Closed),
            Placement("since-elsewhere", "since-other"));
        await Store(StateNames.Student, s => s.Id.Value, Student("since-new", "since-r"), Student("since-elsewhere", "since-other"));

        Assert.Equal(
            ["since-closed", "since-open"],
            (await ReadSide.PlacementsSince(region, placements, default).ToListAsync()).Select(p => p.Id.Value).Order(StringComparer.Ordinal));
        Assert.Equal(["since-new"], (await ReadSide.StudentsSince(region, students, default).ToListAsync()).Select(s => s.Student.Id.Value));

        // Other work on the server keeps a mark back.
        async Task<ChangeMark> QuietMark()
        {
            var mark = new ChangeMark();
            await Eventually.Holds(
                async () => !await ReadSide.PlacementsSince(region, mark = await ReadSide.PlacementMark(region, default), default).AnyAsync(),
                "what was written before a mark is no news");
            return mark;
        }
    }

    [SkippableFact]
    public async Task A_stream_may_be_left_before_its_end()
    {
        await Store(
            StateNames.Placement,
            p => p.Id.Value,
            [.. Enumerable.Range(0, 20_000).Select(i => Placement($"left-{i.ToString(CultureInfo.InvariantCulture)}", "left-r"))]);

        Assert.NotNull(await ReadSide.OpenPlacements(RegionId.Parse("left-r"), default).FirstAsync());
    }

    [SkippableFact]
    public async Task Ages_come_from_the_birth_date_of_the_identity_row()
    {
        await Store(StateNames.Student, s => s.Id.Value, Student("g-leap", "g-r"), Student("g-day", "g-r"), Student("g-none", "g-r"));
        await Services.GetRequiredService<INewStates>().Insert<State<StudentIdentity>>(
            StateNames.StudentIdentity,
            [
                new("g-leap", State<StudentIdentity>.Of(Identity(new DateOnly(2012, 2, 29)))),
                new("g-day", State<StudentIdentity>.Of(Identity(new DateOnly(2011, 9, 30)))),
            ],
            default);

        var ages = await ReadSide.StudentsOf(RegionId.Parse("g-r"), default).ToDictionaryAsync(s => s.Student.Id.Value, s => s.Ages);

        Assert.Equal(new(new DateOnly(2028, 2, 29), new DateOnly(2030, 3, 1)), ages["g-leap"]);
        Assert.Equal(new(new DateOnly(2027, 9, 30), new DateOnly(2029, 9, 30)), ages["g-day"]);
        Assert.Null(ages["g-none"]);
    }

    [SkippableFact]
    public async Task Counts_tell_what_is_stored()
    {
        SkipUnlessAvailable();
        var before = await ReadSide.Counts(default);
        await Store(StateNames.Placement, p => p.Id.Value, Placement("c-1", openSeats: 3), Placement("c-2", openSeats: 4, status: PlacementStatus.Closed));
        await Store(StateNames.Student, s => s.Id.Value, Student("c-s"));

        var after = await ReadSide.Counts(default);

        Assert.Equal(before.Placements + 2, after.Placements);
        Assert.Equal(before.OpenPlacements + 1, after.OpenPlacements);
        Assert.Equal(before.OpenSeats + 3, after.OpenSeats);
        Assert.Equal(before.Students + 1, after.Students);
    }

    [SkippableFact]
    public async Task A_placement_past_its_deadline_is_not_counted_as_open()
    {
        SkipUnlessAvailable();
        var now = DateTimeOffset.UtcNow;
        Placement Until(string id, DateTimeOffset? applyBy)
        {
            var placement = Placement(id, openSeats: 3);
            return placement with { Posting = placement.Posting with { ApplyBy = applyBy } };
        }

        var before = await ReadSide.Counts(default);

        // Ahead by its text, past by its instant; and the other way round.
        await Store(
            StateNames.Placement,
            p => p.Id.Value,
            Until("d-past", now.AddHours(-1).ToOffset(TimeSpan.FromHours(14))),
            Until("d-open", now.AddHours(1).ToOffset(TimeSpan.FromHours(-12))),
            Until("d-always", null),
            Until("d-long-past", now.AddYears(-3)));

        var after = await ReadSide.Counts(default);
        Assert.Equal((before.Placements + 4, before.OpenPlacements + 2, before.OpenSeats + 6), (after.Placements, after.OpenPlacements, after.OpenSeats));
    }

    [SkippableFact]
    public async Task Inserting_states_tells_the_new_ones_and_leaves_the_others()
    {
        SkipUnlessAvailable();
        var states = Services.GetRequiredService<INewStates>();
        NewState<State<School>> New(string id, string name) => new(id, State<School>.Of(School(id, "n-r", name)));
        await states.Insert(StateNames.School, [New("n-1", "First")], default);

        var inserted = await states.Insert(StateNames.School, [New("n-1", "Second"), New("n-2", "New"), New("n-2", "Twice")], default);

        Assert.Equal([false, true, false], inserted);
        var page = await ReadSide.Schools(new(Region: RegionId.Parse("n-r")), All, default);
        Assert.Equal(["First", "New"], page.Items.Select(s => s.Profile.Name));
    }

    [SkippableFact]
    public async Task A_tag_is_in_use_on_the_side_that_has_it_whether_one_is_asked_for_or_all()
    {
        var placement = Placement("tag-p", region: "tag-r");
        var student = Student("tag-s", "tag-r");
        await Store(StateNames.Placement, p => p.Id.Value, placement with { Posting = placement.Posting with { Reserves = [new("t-reserved", 1), new("t-both", 1)] } });
        await Store(StateNames.Student, s => s.Id.Value, student with { Profile = student.Profile with { Tags = ["t-both", "t-had"] } });

        var all = await ReadSide.Tags(default);

        foreach (var tag in (string[])["t-reserved", "t-both", "t-had", "t-none", "T-HAD"])
        {
            var (had, reserved) = (tag is "t-both" or "t-had", tag is "t-both" or "t-reserved");
            Assert.Equal(had, all.OfStudents.Contains(tag));
            Assert.Equal(reserved, all.OfReserves.Contains(tag));
        }
    }

    private static string[] Ids<T>(Page<T> page, Func<T, string> id) => [.. page.Items.Select(id)];

    private static string Json<T>(T value) => System.Text.Json.JsonSerializer.Serialize(value, Contracts.Json.WireJson.Options);

    private async Task Store<T>(string stateName, Func<T, string> id, params T[] entities)
    {
        SkipUnlessAvailable();
        var inserted = await Services.GetRequiredService<INewStates>()
            .Insert(stateName, [.. entities.Select(e => new NewState<State<T>>(id(e), State<T>.Of(e)))], default);
        Assert.All(inserted, Assert.True);
    }
}
