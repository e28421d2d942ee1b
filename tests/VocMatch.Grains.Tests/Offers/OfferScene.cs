using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Work;
using VocMatch.Grains.Tests.Platforms;

namespace VocMatch.Grains.Tests.Offers;

/// <summary>Placements with seats to offer, and students who fit them.</summary>
internal sealed class OfferScene(Scene scene)
{
    public Scene Scene => scene;

    public Platform Platform => scene.Platform;

    public DateTimeOffset Deadline => Platform.Time.GetUtcNow().AddDays(7);

    public static async Task<OfferScene> Set(Platform platform) => new(await Scene.Set(platform));

    /// <summary>A published placement.</summary>
    /// <param name="month">Work of another month collides with nothing; the same month collides.</param>
    public async Task<IPlacementGrain> Placement(int seats, int month = 0, WaitingListPolicy? waitingList = null)
    {
        var placement = await scene.Published(scene.Posting() with { Seats = seats, Pattern = Month(month), WaitingList = waitingList });
        await Eventually.Holds(
            async () => await scene.Market.Upsert((await placement.Find())!) > 0, "the market holds the placement");
        return placement;
    }

    public static WorkPattern Month(int month) => Sample.Pattern(Sample.FirstDay.AddDays(28 * month), 25);

    public Task<IStudentGrain> Student() => scene.Student();

    public async Task<IReadOnlyList<IStudentGrain>> Students(int number)
    {
        var students = new List<IStudentGrain>();
        for (var i = 0; i < number; i++)
        {
            students.Add(await Student());
        }

        return students;
    }

    public OfferTerms Terms(IStudentGrain student, bool holdsSeat = true) =>
        new(OfferId.Parse(Platform.NewId("offer")), IdOf(student), Deadline, holdsSeat);

    /// <summary>Makes an offer and waits until the student holds it.</summary>
    public async Task<OfferId> Offer(IPlacementGrain placement, IStudentGrain student, bool holdsSeat = true)
    {
        var terms = Terms(student, holdsSeat);
        Scene.Succeed(await placement.MakeOffer(terms, WriteOptions.Default));
        await Notified(student, terms.Id);
        return terms.Id;
    }

    public static Task Notified(IStudentGrain student, OfferId offer) =>
        Eventually.Holds(async () => await Find(student, offer) is not null, "the student has heard of the offer");

    public static Task Becomes(IStudentGrain student, OfferId offer, StudentOfferStatus status) => Eventually.Holds(
        async () => (await Find(student, offer))?.Status == status, $"the student's offer is {status}");

    public static Task Becomes(IPlacementGrain placement, OfferId offer, OfferStatus status) => Eventually.Holds(
        async () => (await placement.History(offer))?.Offer.Status == status, $"the placement's offer is {status}");

    public static async Task<StudentOffer?> Find(IStudentGrain student, OfferId offer) =>
        (await student.Offers())!.Offers.FirstOrDefault(o => o.Copy.Id == offer);

    public static StudentId IdOf(IStudentGrain student) => StudentId.Parse(student.GetPrimaryKeyString());
}
