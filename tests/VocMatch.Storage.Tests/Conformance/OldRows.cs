using System.Text.Json;
using Orleans.Storage;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Rounds;
using VocMatch.Contracts.Storing;
using VocMatch.Domain.Placements;
using VocMatch.Domain.Rounds;
using VocMatch.Domain.Rounds.Lists;
using VocMatch.Domain.Students;
using VocMatch.Storage.States;
using VocMatch.Storage.Tests.Reading;
using Xunit;

namespace VocMatch.Storage.Tests.Conformance;

/// <summary>Rows as they were written while offers, applications and lists still stood in them, and what is to be read of them.</summary>
internal static class OldRows
{
    private const string Pattern =
        """{"blocks":[{"firstDay":"2027-02-01","lastDay":"2027-06-30","days":["monday"],"minutesPerDay":480}],"interruptions":[]}""";

    public static string Placement { get; } =
        $$"""
        {"schema":1,"entity":{{JsonSerializer.Serialize(Entities.Placement("p1"), StateJson.Options)}},
        "receipts":[],"ledger":{"placement":"p1","seats":2,"policy":"automatic","promotionHours":72,"offers":[{{Offer("o1", "s1", "accepted")}},{{Offer("o2", "s2", "held")}} ],
        "reservations":[],"acceptances":1,"waitingNumbers":0},
        "applications":[{"placement":"p1","student":"s1","stage":"new","changes":[{"stage":"new","at":"2027-01-01T00:00:00Z"}]}]}
        """;

    public static string Student { get; } =
        $$"""
        {"schema":1,"receipts":[],"commitments":{"student":"s1","offers":[{"copy":{{Copy("o1", "s1", "accepted")}},"status":"committed","attempt":1}] },
        "drafts":{"lists":[{"round":"ro1","ranked":["p1","p2"],"agreesToCompletion":true,"savedAt":"2027-01-01T00:00:00Z","revision":3}]} }
        """;

    /// <summary>A round that is repaired, of which nothing lay in rows of its own; one of its events was set aside.</summary>
    public static string Round { get; } =
        $$"""
        {"schema":1,"receipts":[],"version":7,"state":{"id":"ro1","settings":{{JsonSerializer.Serialize(Settings, StateJson.Options)}},"seed":"00","phase":"published","claim":"held",
        "fixed":[{"student":"s1","placement":"p1","reason":"By hand"},{"student":"s2","placement":"p2","reason":"By hand"}],
        "forbidden":[{"student":"s3","placement":"p1","reason":"Kin"}],
        "rankings":[{"employer":"e1","students":["s4","s5"]},{"employer":"e2","students":["s4"],"placement":"p2"}],
        "refused":[{"student":"s6","placement":"p3","reason":"It is closed.","unmet":[]}],
        "repairs":[{"issue":2,"at":"2027-01-03T00:00:00Z","left":1,"movedUp":1,"newlyPlaced":0,"certified":{{Pass}} }],
        "moving":[{"student":"s7","to":"p4"}],
        "swaps":[{"student":"s8","with":"s9"},{"student":"s9","with":"s1"}],
        "offersMade":3,"offersToMake":9,"changes":[{"phase":"draft","at":"2027-01-01T00:00:00Z"}]},
        "outbox":{"source":"round/ro1","recorded":2,"pending":[{{Event(2)}}],"deadLetters":[{"event":{{Event(1)}},"attempts":5,"buriedAt":"2027-01-02T00:00:00Z","lastError":"busy","receiver":"tasks"}],"receivers":{} } }
        """;

    public static string RoundRegister => """{"schema":1,"register":{"claims":[{"round":"ro1","scope":{"regions":["r1"],"fields":[]}}],"over":["ro-a","ro-b"]}}""";

    public static string Editions => """{"schema":1,"all":[{"id":"year","from":"2026-01-01","through":"2026-12-31","number":1,"published":"2027-01-05","firstMonth":1}]}""";

    public static string Reports => """{"schema":1,"reports":[{"id":"year","title":"2026"},{"id":"year-r1","title":"2026, North"}]}""";

    /// <summary>What <see cref="Round"/> and its like lie in once they are upgraded: a kind, and the keys of its rows in order.</summary>
    public static IReadOnlyList<string> Parts =>
    [
        "report-editions|edition|year",
        "report-register|report|year,year-r1",
        "round-register|over|ro-a,ro-b",
        "round|fixed|s1,s2",
        "round|forbidden|s3",
        "round|move|s7",
        "round|ranking|e1,e2",
        "round|refused|s6",
        "round|repair|2",
        "round|swap|s8,s9",
    ];

    private static RoundSettings Settings => new() { Title = "Spring", Scope = new([RegionId.Parse("r1")], []) };

    private static string Pass => """{"inputDigest":"a","matchesDigest":"b","certificateDigest":"c","students":9,"placed":8,"seats":8}""";

    /// <summary>Reads the round, and writes it again: what was in it is there, before and after, and it goes on.</summary>
    public static async Task AssertRoundKept(IGrainStorage storage)
    {
        var id = GrainId.Create("round", "ro1");
        for (var reading = 0; reading < 2; reading++)
        {
            var row = await Read();

            var state = row.State!.State!;
            Assert.Equal(["s1", "s2"], state.Fixed.Select(pair => pair.Student.Value));
            Assert.Equal("Kin", Assert.Single(state.Forbidden).Reason);
            Assert.Equal(["e1 2", "e2 1"], state.Rankings.Select(ranking => $"{ranking.Employer} {ranking.Students.Length}"));
            Assert.Equal("It is closed.", Assert.Single(state.Refused).Reason);
            Assert.Equal((1, 2), (state.Repairs.Length, state.Issue));
            Assert.Equal("p4", Assert.Single(state.Moving).To.Value);
            Assert.Equal([0, 1], state.Swaps.Select(wish => wish.Number));
            Assert.True(state.Wishes(StudentId.Parse("s9"), StudentId.Parse("s1")));
            Assert.Equal((3, 9), (state.OffersMade, state.OffersToMake));
            Assert.Null(state.OffersByPlacement);
            Assert.Equal("round/ro1:2", Assert.Single(row.State.Outbox!.Pending).Id);

            await storage.WriteStateAsync(StateNames.Round, id, row);
        }

        // One list is taken out, one wish back, and the moves are made.
        var last = await Read();
        var before = last.State!.State!;
        last.State = last.State with
        {
            State = before with { Moving = [], Swaps = before.Swaps.RemoveAt(0), Rankings = RoundRankings.Put(before.Rankings, new(EmployerId.Parse("e1"), []), true).Value!.Rankings },
        };
        await storage.WriteStateAsync(StateNames.Round, id, last);
        var after = (await Read()).State!.State!;
        Assert.Empty(after.Moving);
        Assert.Equal(1, Assert.Single(after.Swaps).Number);
        Assert.Equal("e2", Assert.Single(after.Rankings).Employer.Value);

        async Task<GrainState<RoundRow>> Read()
        {
            var row = new GrainState<RoundRow> { State = new() };
            await storage.ReadStateAsync(StateNames.Round, id, row);
            return row;
        }
    }

    /// <summary>Reads both, and writes both again: what was in them is there, before and after.</summary>
    public static async Task AssertKept(IGrainStorage storage)
    {
        var placement = new GrainState<PlacementState> { State = new() };
        var student = new GrainState<StudentState> { State = new() };
        for (var reading = 0; reading < 2; reading++)
        {
            (placement, student) = (new() { State = new() }, new() { State = new() });
            await storage.ReadStateAsync(StateNames.Placement, GrainId.Create("placement", "p1"), placement);
            await storage.ReadStateAsync(StateNames.Student, GrainId.Create("student", "s1"), student);

            var ledger = placement.State!.Ledger!;
            Assert.Equal(["o1", "o2"], ledger.Offers.Select(offer => offer.Offer.Id.Value));
            Assert.Equal((1, 1, 0), (ledger.Count().Accepted, ledger.Count().Held, ledger.Free));
            Assert.Equal(StudentId.Parse("s1"), Assert.Single(placement.State.Applications).Student);
            Assert.Equal(StudentOfferStatus.Committed, Assert.Single(student.State!.Commitments!.Offers).Status);
            var list = Assert.Single(student.State.Drafts!.Lists);
            Assert.Equal(("ro1", 3, 2), (list.Round.Value, list.Revision, list.Ranked.Length));

            await storage.WriteStateAsync(StateNames.Placement, GrainId.Create("placement", "p1"), placement);
            await storage.WriteStateAsync(StateNames.Student, GrainId.Create("student", "s1"), student);
        }
    }

    private static string Event(int sequence) =>
        $$"""{"id":"round/ro1:{{sequence}}","source":"round/ro1","sequence":{{sequence}},"at":"2027-01-02T00:00:00Z","event":{"kind":"roundPublished","round":"ro1"} }""";

    private static string Copy(string id, string student, string status) =>
        $$"""{"id":"{{id}}","placement":"p1","student":"{{student}}","status":"{{status}}","pattern":{{Pattern}},"expiresAt":"2027-01-20T00:00:00Z","revision":2}""";

    private static string Offer(string id, string student, string status) =>
        $$"""{"offer":{{Copy(id, student, status)}},"changes":[{"status":"held","at":"2027-01-01T00:00:00Z"},{"status":"{{status}}","at":"2027-01-02T00:00:00Z"}],"attempt":1,"verdict":"taken","acknowledgedRevision":2}""";
}
