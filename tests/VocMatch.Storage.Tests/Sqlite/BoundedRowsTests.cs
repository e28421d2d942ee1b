using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Rounds;
using VocMatch.Contracts.Storing;
using VocMatch.Domain.Placements;
using VocMatch.Domain.Reading;
using VocMatch.Domain.Students;
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

    /// <summary>Rows that the writer has inserted, changed or deleted, those that triggers did included.</summary>
    private Task<long> Changes() => store.Database.Writer.Write(session => (long)session.Statement("SELECT total_changes()").ExecuteScalar()!);

    private async Task<long> Scalar(string sql) => await store.Database.Writer.Write(session => (long)session.Statement(sql).ExecuteScalar()!);
}
