using System.Text.Json;
using VocMatch.Contracts.Events;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Programs;
using VocMatch.Contracts.Tasks;
using VocMatch.Domain.Programs;
using VocMatch.Grains.Tests.Offers;
using VocMatch.Grains.Tests.Platforms;
using Xunit;

namespace VocMatch.Grains.Tests.Programs;

/// <summary>A program revised after a student of it has taken a seat: what the seat is not any more is somebody's task.</summary>
[Collection(SharedPlatform.Name)]
public sealed class RevisionReviewTests(Platform platform)
{
    private static readonly PlacementRequirement Asked = new() { MinimumHours = 0 };

    /// <summary>By member that matters: a revision that makes the seat wrong, and the constraint that says so.</summary>
    private static readonly Dictionary<string, (Func<ProgramContent, ProgramContent> Revise, string Constraint)> Revisions = new()
    {
        ["field"] = (content => content with { Field = "0715" }, "programField"),
        ["level"] = (content => content with { Level = 3 }, "educationLevel"),
        ["teaches"] = (content => content with { Teaches = [] }, "skillsRequired"),
        ["targetOccupations"] = (content => content with { TargetOccupations = [Sample.Occupation(5)] }, "programOccupation"),
        ["placement.minimumHours"] = (content => content with { Placement = Asked with { MinimumHours = 5_000 } }, "programHours"),
        ["placement.kinds"] = (content => content with { Placement = Asked with { Kinds = [PlacementKind.Apprenticeship] } }, "programKind"),
        ["placement.period"] = (content => content with { Placement = Asked with { Period = new(Sample.FirstDay.AddDays(1), Sample.FirstDay.AddDays(300)) } }, "programPeriod"),
        ["placement.maximumEmployers"] = (content => content with { Placement = Asked with { MaximumEmployers = 1 } }, "programEmployers"),
        ["placement.maximumRemotePercent"] = (content => content with { Placement = Asked with { MaximumRemotePercent = 10 } }, "programRemote"),
    };

    public static TheoryData<string> Members => [.. Revisions.Keys];

    [Fact]
    public void Every_member_of_a_program_says_what_its_change_means_to_seats_that_were_taken()
    {
        var names = typeof(ProgramContent).GetProperties().Where(member => member.Name != nameof(ProgramContent.Placement)).Select(member => Camel(member.Name))
            .Concat(typeof(PlacementRequirement).GetProperties().Select(member => $"placement.{Camel(member.Name)}"));

        Assert.Equal(names.Order(StringComparer.Ordinal), ProgramMembers.All.Select(member => member.Name).Order(StringComparer.Ordinal));
        Assert.Equal(
            Revisions.Keys.Order(StringComparer.Ordinal),
            ProgramMembers.All.Where(member => member.Change != ProgramMemberChange.None).Select(member => member.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Members))]
    public async Task A_revision_that_makes_a_taken_seat_wrong_is_a_task_and_a_notice_until_it_is_revised_back(string member)
    {
        var scene = await OfferScene.Set(platform);
        var (student, offer) = await Committed(scene);
        var content = Sample.Program(scene.Scene.School);
        var (revise, constraint) = Revisions[member];

        Scene.Succeed(await scene.Scene.ProgramGrain.Import(revise(content), publish: true, WriteOptions.Default));

        await Eventually.Holds(async () => (await Tasks(scene, offer)).Count > 0, "there is a task");
        var task = Assert.Single(await Tasks(scene, offer));
        Assert.Contains(constraint, task.Unmet.Select(unmet => unmet.Name));
        Assert.Equal((scene.Scene.Program, OfferScene.IdOf(student)), (task.Program, task.Student));
        var told = (await platform.ReadSide.Notifications($"student:{OfferScene.IdOf(student)}", new(100, null), CancellationToken.None)).Items;
        Assert.Contains(told, notice => notice.Event.Kind == EventKind.TaskRaised && notice.Text.Contains("Nothing is cancelled", StringComparison.Ordinal));
        Assert.NotEmpty((await student.Find())!.Commitments!.Value);

        Scene.Succeed(await scene.Scene.ProgramGrain.Import(content, publish: true, WriteOptions.Default));

        await Eventually.Holds(async () => (await Tasks(scene, offer)).All(done => done.DoneAt is not null), "the task has closed itself");
        Assert.Equal("Everything that is asked is met again.", Assert.Single(await Tasks(scene, offer)).Ended);
    }

    [Fact]
    public async Task A_revision_that_matters_to_no_seat_reviews_nothing_and_what_was_wrong_before_is_not_laid_to_it()
    {
        var scene = await OfferScene.Set(platform);
        var short_ = Sample.Program(scene.Scene.School) with { Placement = Asked with { MinimumHours = 4_000 } };
        Scene.Succeed(await scene.Scene.ProgramGrain.Import(short_, publish: true, WriteOptions.Default));
        var (_, offer) = await Committed(scene);

        Scene.Succeed(await scene.Scene.ProgramGrain.Import(short_ with { Title = "Care and more", Intake = 7 }, publish: true, WriteOptions.Default));
        Scene.Succeed(await scene.Scene.ProgramGrain.Import(short_ with { Placement = Asked with { MinimumHours = 5_000, MaximumRemotePercent = 10 } }, publish: true, WriteOptions.Default));

        await Eventually.Holds(async () => (await Tasks(scene, offer)).Count > 0, "there is a task");
        Assert.Equal(["programRemote"], Assert.Single(await Tasks(scene, offer)).Unmet.Select(unmet => unmet.Name));
    }

    [Fact]
    public async Task A_draft_revision_is_not_in_force_and_raises_nothing_until_it_is_published()
    {
        var scene = await OfferScene.Set(platform);
        var (_, offer) = await Committed(scene);
        Scene.Succeed(await scene.Scene.ProgramGrain.Put(Sample.Program(scene.Scene.School) with { Field = "0715" }, WriteOptions.Default));
        Assert.Empty(await Tasks(scene, offer));

        Scene.Succeed(await scene.Scene.ProgramGrain.Apply(ProgramAction.Publish, WriteOptions.Default));

        await Eventually.Holds(async () => (await Tasks(scene, offer)).Count > 0, "there is a task");
    }

    /// <summary>A student with two seats at two employers, the first of which asks for everything that the program gives.</summary>
    private static async Task<(IStudentGrain Student, OfferId Offer)> Committed(OfferScene scene)
    {
        var student = await scene.Student();
        var posting = scene.Scene.Posting() with
        {
            Pattern = OfferScene.Month(0),
            Fields = ["0913"],
            MinimumLevel = 4,
            Skills = [new(Sample.Skill(0), true, 3, Required: true)],
            Conditions = new() { RemotePercent = 20 },
        };
        var first = await Accepted(scene, student, await scene.Scene.Published(posting));
        var other = await Scene.Set(scene.Platform);
        await Accepted(scene, student, await other.Published(other.Posting() with { Pattern = OfferScene.Month(1), Skills = [] }));
        return (student, first);
    }

    private static async Task<OfferId> Accepted(OfferScene scene, IStudentGrain student, IPlacementGrain placement)
    {
        var offer = await scene.Offer(placement, student);
        Scene.Succeed(await student.Accept(offer, WriteOptions.Default));
        return offer;
    }

    private async Task<IReadOnlyList<TaskItem>> Tasks(OfferScene scene, OfferId offer) =>
        [.. (await platform.ReadSide.Tasks($"school:{scene.Scene.School}", new(), new(100, null), CancellationToken.None)).Items.Where(task => task.Offer == offer)];

    private static string Camel(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);
}
