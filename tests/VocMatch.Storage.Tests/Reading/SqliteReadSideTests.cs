using VocMatch.Storage.Tests.Sqlite;
using Xunit;

namespace VocMatch.Storage.Tests.Reading;

public sealed class SqliteReadSideTests(EmbeddedStore store) : ReadSideTests, IClassFixture<EmbeddedStore>
{
    protected override IServiceProvider Services => store.Services;

    [Theory]
    [InlineData("SELECT id, document FROM placement WHERE id > 'a' AND region = 'r' ORDER BY id LIMIT 2", "placement_region")]
    [InlineData("SELECT id, document FROM placement WHERE id > 'a' AND occupation = 'o' ORDER BY id LIMIT 2", "placement_occupation")]
    [InlineData("SELECT id, document FROM placement WHERE id > 'a' AND employer = 'e' ORDER BY id LIMIT 2", "placement_employer")]
    [InlineData("SELECT id, document FROM program WHERE id > 'a' AND school = 's' ORDER BY id LIMIT 2", "program_school")]
    [InlineData("SELECT id, document FROM student WHERE id > 'a' AND region = 'r' ORDER BY id LIMIT 2", "student_region")]
    [InlineData("SELECT id, document FROM student WHERE id > 'a' AND program = 'p' ORDER BY id LIMIT 2", "student_program")]
    [InlineData("SELECT id, document FROM student WHERE id > 'a' AND school = 's' ORDER BY id LIMIT 2", "student_school")]
    [InlineData("SELECT id, entity_version FROM placement WHERE region = 'r' AND status = 'published'", "COVERING INDEX placement_region")]
    [InlineData("SELECT count(*), sum(open_seats) FROM placement WHERE status = 'published'", "COVERING INDEX placement_region")]
    [InlineData("SELECT apply_by, open_seats FROM placement_deadline WHERE apply_by < '2027' AND status = 'published'", "placement_apply_by")]
    [InlineData("SELECT count(*) FROM student", "COVERING INDEX student_region")]
    [InlineData("SELECT max(change_number) FROM placement WHERE region = 'r' AND change_number IS NOT NULL", "COVERING INDEX placement_change")]
    [InlineData("SELECT max(change_number) FROM student WHERE region = 'r' AND change_number IS NOT NULL", "COVERING INDEX student_change")]
    [InlineData("SELECT id FROM round WHERE id > 'a' AND phase = 'draft' ORDER BY id LIMIT 2", "round_phase")]
    public void A_filter_finds_its_index_and_needs_no_sorting(string sql, string index)
    {
        using var lease = store.Database.Readers.Borrow();
        using var reader = lease.Session.Statement($"EXPLAIN QUERY PLAN {sql}").ExecuteReader();
        var plan = "";
        while (reader.Read())
        {
            plan += reader.GetString(3) + "\n";
        }

        Assert.Contains(index, plan, StringComparison.Ordinal);
        Assert.DoesNotContain("TEMP B-TREE", plan, StringComparison.Ordinal);
    }
}
