using System.Text;
using VocMatch.Alignment.Reports;
using VocMatch.Contracts.Events;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Rounds;
using VocMatch.Contracts.Storing;
using VocMatch.Domain.Placements;
using VocMatch.Domain.Reading;
using VocMatch.Domain.Records;
using VocMatch.Domain.Rounds;
using VocMatch.Domain.Rounds.Phases;
using VocMatch.Domain.Students;
using VocMatch.Storage.Sqlite;
using VocMatch.Storage.Tests.Reading;
using Xunit;

namespace VocMatch.Storage.Tests.Sqlite;

/// <summary>What a write costs in rows and bytes, however much there is.</summary>
public sealed class BoundedRowsTests(EmbeddedStore store) : IClassFixture<EmbeddedStore>
{
    private static readonly DateTimeOffset Now = new(2027, 1, 1, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    [Trait("Lane", "Full")]
    public async Task Each_of_ten_thousand_offers_made_taken_and_released_at_one_placement_writes_one_part_and_a_row_that_does_not_grow()
    {
        const int Offers = 10_000;
        var placement = Entities.Placement("many");
        var id = GrainId.Create("placement", "many");
        var state = new GrainState<PlacementState> { State = new() { Entity = placement, Ledger = new(placement.Id) { Seats = Offers } } };
        var payloads = new List<long>();
        for (var i = 0; i < Offers; i++)
        {
            var terms = new OfferTerms(OfferId.Parse($"o{i}"), StudentId.Parse($"s{i}"), Now.AddDays(9));
            await Decide(i, ledger => ledger.MakeOffer(terms, placement.Posting.Pattern, Now).State);
            await Decide(i, ledger => ledger.Take(terms.Id, 1, Now, Now).State);
            await Decide(i, ledger => ledger.Release(terms.Id, "Ill.", Now).State);
        }

        await store.GrainStorage.WriteStateAsync(StateNames.Placement, id, state);
        var read = new GrainState<PlacementState> { State = new() };
        await store.GrainStorage.ReadStateAsync(StateNames.Placement, id, read);
        Assert.Equal(Offers, read.State!.Ledger!.Offers.CountOf(OfferStatus.Released));
        Assert.Equal(Offers, read.State.Ledger.Free);
        Assert.InRange(payloads.Max() - payloads.Min(), 0, 100);

        // What it costs that every part can be read by itself, also once its placement's posting is another: some 140 bytes of 480.
        Assert.InRange(
            await Scalar("""
                SELECT 100 * sum(length(json_extract(payload, '$.offer.pattern'))) / sum(length(payload)) FROM grain_part
                WHERE grain_type = 'placement' AND grain_key = 'many'
                """),
            1,
            40);

        async Task Decide(int offer, Func<SeatLedger, SeatLedger> decide)
        {
            var next = state.State! with { Ledger = decide(state.State!.Ledger!) };
            Assert.NotSame(state.State.Ledger, next.Ledger);
            state.State = next;
            if (offer % 500 is not (1 or 2))
            {
                return;
            }

            // The first write takes along what was decided since the last, those of the next offer one decision each.
            var rows = await Changes();
            await store.GrainStorage.WriteStateAsync(StateNames.Placement, id, state);
            if (offer % 500 == 2)
            {
                Assert.Equal(2, await Changes() - rows);
                payloads.Add(await Scalar("SELECT length(payload) FROM grain_state WHERE grain_type = 'placement' AND grain_key = 'many'"));
                Assert.InRange(await Scalar("SELECT max(length(payload)) FROM grain_part WHERE grain_type = 'placement' AND grain_key = 'many'"), 1, 2_000);
            }
        }
    }

    [Fact]
    [Trait("Lane", "Full")]
    public async Task Of_a_hundred_thousand_lists_of_a_round_one_is_saved_by_writing_what_changed_of_it()
    {
        const int Students = 100_000;
        var round = RoundId.Parse("large");
        var states = store.Service<INewStates>();
        foreach (var chunk in Enumerable.Range(0, Students).Chunk(5_000))
        {
            await states.Insert(StateNames.Student, [.. chunk.Select(number => new NewState<StudentState>($"l{number}", Listed(number, "x", "y")))]);
        }

        var id = GrainId.Create("student", "l777");
        var state = new GrainState<StudentState> { State = new() };
        await store.GrainStorage.ReadStateAsync(StateNames.Student, id, state);
        state.State = state.State! with { Drafts = new() { Lists = state.State.Drafts!.Lists.Replace(List("x", "z")) } };
        var rows = await Changes();

        await store.GrainStorage.WriteStateAsync(StateNames.Student, id, state);

        // The row and its list, and of the placements ranked one that is gone and one that is new.
        Assert.Equal(4, await Changes() - rows);
        Assert.Equal(Students, await Scalar("SELECT count(*) FROM student_list WHERE round = 'large'"));
        Assert.InRange(await Scalar("SELECT max(length(list)) FROM student_list"), 1, 300);
        Assert.Equal(1, await Scalar("SELECT count(*) FROM ranked_placement WHERE placement = 'z'"));

        RoundList List(params string[] ranked) => new(round, [.. ranked.Select(placement => PlacementId.Parse(placement))], AgreesToCompletion: false, Now, 1);

        StudentState Listed(int number, params string[] ranked) => new()
        {
            Entity = Entities.Student($"l{number}"),
            Drafts = new() { Lists = new PreferenceDrafts().Lists.Add(List(ranked)) },
        };
    }

    [Fact]
    [Trait("Lane", "Full")]
    public async Task Offers_that_a_round_could_not_make_are_written_once_each_and_once_more_when_they_are_settled()
    {
        const int Batches = 50;
        const int Batch = 2_000;
        var round = new RoundState(RoundId.Parse("refused"), new() { Title = "Spring", Scope = new([RegionId.Parse("north")], []) }, "00")
        {
            Phase = RoundPhase.Published,
            OffersToMake = Batches * Batch,
        };
        var id = GrainId.Create("round", "refused");
        var row = new GrainState<RoundRow> { State = new() { State = round } };
        await store.GrainStorage.WriteStateAsync(StateNames.Round, id, row);
        for (var batch = 0; batch < Batches; batch++)
        {
            var refused = Enumerable.Range(batch * Batch, Batch)
                .Select(i => new RefusedOffer(StudentId.Parse($"s{i}"), PlacementId.Parse($"p{i}"), "It is closed."));
            var rows = await Changes();
            row.State = row.State! with { State = RoundSolving.RecordOffersMade(row.State.State!, (batch + 1) * Batch, [.. refused]) };
            await store.GrainStorage.WriteStateAsync(StateNames.Round, id, row);
            Assert.Equal(Batch + 1, await Changes() - rows);
        }

        Assert.InRange(await Scalar("SELECT length(payload) FROM grain_state WHERE grain_type = 'round' AND grain_key = 'refused'"), 1, 1_000);
        var read = new GrainState<RoundRow> { State = new() };
        await store.GrainStorage.ReadStateAsync(StateNames.Round, id, read);
        Assert.Equal(row.State!.State!.Refused.Select(one => one.Student), read.State!.State!.Refused.Select(one => one.Student));

        var before = await Changes();
        read.State = read.State with { State = RoundRefusals.Settle(read.State.State, issue: 2).Round };
        await store.GrainStorage.WriteStateAsync(StateNames.Round, id, read);
        Assert.Equal((Batches * Batch) + 1, await Changes() - before);
        before = await Changes();
        await store.GrainStorage.WriteStateAsync(StateNames.Round, id, read);
        Assert.Equal(1, await Changes() - before);
    }

    [Fact]
    public async Task Each_event_of_a_source_whose_receiver_is_away_is_one_row_more_until_it_is_received()
    {
        const int Events = 5_000;
        var placement = Entities.Placement("away");
        var id = GrainId.Create("placement", "away");
        var state = new GrainState<PlacementState> { State = new() { Entity = placement, Outbox = new("placement:away") } };
        await store.GrainStorage.WriteStateAsync(StateNames.Placement, id, state);
        for (var written = 0; written < Events; written += 250)
        {
            await Record(249);
            var one = await Changes();
            await Record(1);
            Assert.Equal(2, await Changes() - one);
        }

        Assert.InRange(await Scalar("SELECT length(payload) FROM grain_state WHERE grain_type = 'placement' AND grain_key = 'away'"), 1, 12_000);
        Assert.Equal(Events - Outbox.MaxInRow, await Scalar("SELECT count(*) FROM grain_part WHERE grain_type = 'placement' AND grain_key = 'away' AND kind = 'event'"));

        // Another activation goes on with all of them; what is received goes, and no row of the others is written.
        state = new() { State = new() };
        await store.GrainStorage.ReadStateAsync(StateNames.Placement, id, state);
        Assert.Equal(Enumerable.Range(1, Events).Select(number => (long)number), state.State!.Outbox!.Pending.Select(pending => pending.Sequence));
        var rows = await Changes();
        state.State = state.State with { Outbox = state.State.Outbox.Received("a", 100).Trim(["a"]) };
        await store.GrainStorage.WriteStateAsync(StateNames.Placement, id, state);
        Assert.Equal(1 + 100, await Changes() - rows);
        state.State = state.State with { Outbox = state.State.Outbox!.Received("a", Events).Trim(["a"]) };
        await store.GrainStorage.WriteStateAsync(StateNames.Placement, id, state);
        Assert.Equal(0, await Scalar("SELECT count(*) FROM grain_part WHERE grain_type = 'placement' AND grain_key = 'away' AND kind = 'event'"));

        async Task Record(int events)
        {
            state.State = state.State! with { Outbox = state.State.Outbox!.Record(Enumerable.Repeat(new DomainEvent(EventKind.OfferMade), events), Now) };
            await store.GrainStorage.WriteStateAsync(StateNames.Placement, id, state);
        }
    }

    [Fact]
    public async Task A_document_of_any_length_is_kept_in_rows_that_are_none_too_long()
    {
        var document = new byte[3_000_000];
        new Random(1).NextBytes(document);
        var id = GrainId.Create("report", "long");

        await store.GrainStorage.WriteStateAsync("report-document", id, new GrainState<StoredDocument> { State = new StoredDocument().With(document) });

        var read = new GrainState<StoredDocument> { State = new() };
        await store.GrainStorage.ReadStateAsync("report-document", id, read);
        Assert.Equal(document, read.State!.Find());
        Assert.Equal(12, await Scalar("SELECT count(*) FROM grain_part WHERE grain_type = 'report-document' AND grain_key = 'long'"));
        Assert.InRange(await Scalar("SELECT max(length(payload)) FROM grain_part WHERE grain_type = 'report-document'"), 1, (StoredDocument.MaxPieceLength * 4 / 3) + 8);
        Assert.InRange(await Scalar("SELECT length(payload) FROM grain_state WHERE grain_type = 'report-document' AND grain_key = 'long'"), 1, 100);
    }

    [Fact]
    public async Task A_document_that_was_kept_whole_is_read_as_it_is()
    {
        var content = Convert.ToBase64String(ReportArchive.Compress("figures"u8));
        await store.Database.Writer.Write(session => GrainStateStatements.Insert(
            session, new("report-document", "whole", Encoding.UTF8.GetBytes($$"""{"schema":1,"content":"{{content}}"}"""), Now)));

        var read = new GrainState<StoredDocument> { State = new() };
        await store.GrainStorage.ReadStateAsync("report-document", GrainId.Create("report", "whole"), read);

        Assert.Equal("figures"u8.ToArray(), read.State!.Find());
        Assert.False(read.State.IsEmpty);
        Assert.True(new StoredDocument().IsEmpty);
        Assert.Null(new StoredDocument().Find());
    }

    [Fact]
    public void A_document_that_is_too_long_is_refused_by_name_and_length()
    {
        StoredDocument.Check("It", new byte[StoredDocument.MaxLength]);

        var refused = Assert.Throws<InvalidDataException>(() => StoredDocument.Check("The document 'xlsx'", new byte[StoredDocument.MaxLength + 1]));

        Assert.Equal("The document 'xlsx' has 67,108,865 bytes; at most 67,108,864 can be kept. Ask for fewer regions or a shorter period.", refused.Message);
    }

    /// <summary>Rows that the writer has inserted, changed or deleted, those that triggers did included.</summary>
    private Task<long> Changes() => store.Database.Writer.Write(session => (long)session.Statement("SELECT total_changes()").ExecuteScalar()!);

    private async Task<long> Scalar(string sql) => await store.Database.Writer.Write(session => (long)session.Statement(sql).ExecuteScalar()!);
}
