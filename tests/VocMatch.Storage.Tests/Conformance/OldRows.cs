using System.Text.Json;
using Orleans.Storage;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Storing;
using VocMatch.Domain.Placements;
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

    private static string Copy(string id, string student, string status) =>
        $$"""{"id":"{{id}}","placement":"p1","student":"{{student}}","status":"{{status}}","pattern":{{Pattern}},"expiresAt":"2027-01-20T00:00:00Z","revision":2}""";

    private static string Offer(string id, string student, string status) =>
        $$"""{"offer":{{Copy(id, student, status)}},"changes":[{"status":"held","at":"2027-01-01T00:00:00Z"},{"status":"{{status}}","at":"2027-01-02T00:00:00Z"}],"attempt":1,"verdict":"taken","acknowledgedRevision":2}""";
}
