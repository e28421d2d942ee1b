using System.Globalization;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Programs;
using VocMatch.Contracts.Storing;
using VocMatch.Storage.Sqlite;
using VocMatch.Storage.Tests.Reading;
using Xunit;

namespace VocMatch.Storage.Tests.Sqlite;

/// <summary>The columns beside a payload say what the payload says, whatever was written.</summary>
public sealed class SearchColumnsTests(EmbeddedStore store) : IClassFixture<EmbeddedStore>
{
    private const string Disagreeing =
        """
        SELECT count(*) FROM grain_state WHERE
            region IS NOT CASE grain_type WHEN 'placement' THEN payload ->> '$.entity.region'
                WHEN 'student' THEN payload ->> '$.entity.profile.region' WHEN 'school' THEN payload ->> '$.entity.profile.region' END
            OR school IS NOT CASE grain_type WHEN 'student' THEN payload ->> '$.entity.profile.school' WHEN 'program' THEN payload ->> '$.entity.content.school' END
            OR program IS NOT CASE grain_type WHEN 'student' THEN payload ->> '$.entity.profile.program' END
            OR employer IS NOT CASE grain_type WHEN 'placement' THEN payload ->> '$.entity.posting.employer' END
            OR occupation IS NOT CASE grain_type WHEN 'placement' THEN payload ->> '$.entity.posting.occupation' END
            OR apply_by IS NOT CASE grain_type WHEN 'placement' THEN payload ->> '$.entity.posting.applyBy' END
            OR status IS NOT CASE grain_type WHEN 'placement' THEN payload ->> '$.entity.status'
                WHEN 'program' THEN payload ->> '$.entity.status' WHEN 'round' THEN payload ->> '$.entity.phase' END
            OR entity_version IS NOT CASE WHEN grain_type IN ('placement', 'student') THEN payload ->> '$.entity.version' END
            OR open_seats IS NOT CASE grain_type WHEN 'placement' THEN payload ->> '$.entity.openSeats' END
        """;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task After_any_writes_each_column_is_the_payloads_own_value(int seed)
    {
        var random = new Random(seed);
        var storage = store.GrainStorage;
        var rows = new Dictionary<GrainId, IRow>();
        for (var write = 0; write < 400; write++)
        {
            var key = $"c{seed}-{random.Next(20).ToString(CultureInfo.InvariantCulture)}";
            var kind = random.Next(4);
            var id = GrainId.Create($"kind{kind.ToString(CultureInfo.InvariantCulture)}", key);
            if (!rows.TryGetValue(id, out var row))
            {
                rows[id] = row = kind switch
                {
                    0 => new Row<State<Placement>>(StateNames.Placement, () => State<Placement>.Of(Placement(key, random))),
                    1 => new Row<State<Contracts.Students.Student>>(StateNames.Student, () => State<Contracts.Students.Student>.Of(
                        Entities.Student(key, Any("r", random), Any("s", random), Any("p", random)) with { Version = random.Next(9) })),
                    2 => new Row<State<Program>>(StateNames.Program, () => State<Program>.Of(
                        Entities.Program(key, Any("s", random), (ProgramStatus)random.Next(2), "Title"))),
                    _ => new Row<State<Contracts.Schools.School>>(StateNames.School, () => State<Contracts.Schools.School>.Of(
                        Entities.School(key, Any("r", random), "Name"))),
                };
            }

            await row.Write(storage, id, clears: random.Next(10) == 0);
        }

        using var lease = store.Database.Readers.Borrow();
        Assert.Equal(0L, lease.Session.Statement(Disagreeing).ExecuteScalar());
        Assert.True((long)lease.Session.Statement("SELECT count(*) FROM grain_state WHERE payload IS NOT NULL").ExecuteScalar()! > 20);
        Assert.Equal("ok", await store.Database.Writer.Write(session => (string)session.Statement("PRAGMA integrity_check").ExecuteScalar()!));
    }

    [Fact]
    public async Task Every_write_of_a_placement_takes_a_number_above_all_before_it_also_after_a_restart()
    {
        using var directory = new TemporaryDirectory();
        var numbers = new List<long>();
        for (var start = 0; start < 3; start++)
        {
            await using var database = new SqliteDatabase(directory.Path);
            await database.Ready();
            for (var write = 0; write < 3; write++)
            {
                numbers.Add(await database.Writer.Write(session =>
                {
                    var row = new StateRow(StateNames.Placement, "p", """{"entity":{"region":"r","version":1}}"""u8.ToArray(), DateTimeOffset.UnixEpoch);
                    var written = numbers.Count == 0 ? GrainStateStatements.Insert(session, row) : GrainStateStatements.Update(session, row, numbers.Count);
                    Assert.True(written);
                    return (long)session.Statement("SELECT change_number FROM grain_state").ExecuteScalar()!;
                }));
            }
        }

        Assert.Equal(numbers.Distinct().Order(), numbers);
    }

    private static Placement Placement(string key, Random random)
    {
        var placement = Entities.Placement(
            key, Any("r", random), Any("o", random), Any("e", random), (PlacementStatus)random.Next(3), openSeats: random.Next(4), version: random.Next(9));
        return placement with
        {
            Posting = placement.Posting with
            {
                ApplyBy = random.Next(2) == 0 ? null : DateTimeOffset.UnixEpoch.AddDays(random.Next(9)),
                Title = "Zo\u00eb \"quoted\" \\ \ud83c\udf93",
            },
        };
    }

    private static string Any(string prefix, Random random) => $"{prefix}{random.Next(3).ToString(CultureInfo.InvariantCulture)}";

    private interface IRow
    {
        Task Write(Orleans.Storage.IGrainStorage storage, GrainId id, bool clears);
    }

    private sealed class Row<T>(string name, Func<T> next) : IRow
    {
        private readonly GrainState<T> _state = new();

        public Task Write(Orleans.Storage.IGrainStorage storage, GrainId id, bool clears)
        {
            if (clears)
            {
                return storage.ClearStateAsync(name, id, _state);
            }

            _state.State = next();
            return storage.WriteStateAsync(name, id, _state);
        }
    }
}
