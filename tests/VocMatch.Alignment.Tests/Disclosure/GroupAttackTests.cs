using VocMatch.Alignment.Disclosure;

namespace VocMatch.Alignment.Tests.Disclosure;

/// <summary>
/// An attacker who holds the rows of every group of regions that can be asked for, knows each shown sum exactly and solves it together with
/// all other tables: it must succeed where any sum is given, and find nothing in those that are.
/// </summary>
public sealed class GroupAttackTests
{
    private const int Seeds = 16;

    private static readonly DisclosureRules Rules = DisclosureRules.Default;

    /// <summary>Of four regions the groups of two and three; all of them is the nation.</summary>
    private static readonly int[][] Groups = [.. Enumerable.Range(1, 14).Select(Members).Where(group => group.Length > 1)];

    [Fact]
    public void Sums_over_any_group_told_what_its_parts_hide()
    {
        var told = 0;
        for (var seed = 0; seed < Seeds; seed++)
        {
            told += Told(Release(seed), (family, cells) => cells.Sum(cell => family.Counts[cell])) > 0 ? 1 : 0;
        }

        Assert.True(told > Seeds / 4, $"the fault must be found where it is put in: {told} of {Seeds}");
    }

    [Fact]
    public void No_reader_of_the_sums_of_every_group_bounds_a_small_count()
    {
        var (overHidden, needed) = (0, 0);
        for (var seed = 0; seed < Seeds; seed++)
        {
            var family = Release(seed);
            var shown = Sums(family).ToList();
            overHidden += shown.Count(sum => sum.Cells.Any(family.IsHidden));
            needed += new SmallCounts().Needs(family.Counts, Rules).Count;
            Assert.All(shown, sum => Assert.True(sum.Value is 0 or >= 10 || sum.Cells.All(cell => !family.IsHidden(cell)), $"seed {seed}: a small sum"));
            Assert.Equal(0, Told(family, (_, cells) => shown.Find(sum => sum.Cells.SequenceEqual(cells)) is { Cells: not null } found ? found.Value : null));
        }

        Assert.True(overHidden > 20, $"only {overHidden} sums over hidden parts were shown");
        Assert.True(needed > 50, $"only {needed} counts needed protection");
    }

    /// <summary>The same for the families of a report as the report gives them, from a market.</summary>
    [Fact]
    [Trait("Lane", "Full")]
    public void No_reader_of_the_groups_of_a_report_bounds_a_small_count()
    {
        for (var seed = 0; seed < 8; seed++)
        {
            var release = AttackedMarket.Create(seed).Publish().Release;
            foreach (var family in (ReleasedFamily[])[release.Students, release.Teachers, release.Searches, release.Supply, release.Mismatches])
            {
                Assert.Equal(0, Told(family, (_, cells) => Sums(family).FirstOrDefault(sum => sum.Cells.SequenceEqual(cells)) is { Cells: not null } found ? found.Value : null));
            }
        }
    }

    [Fact]
    public void A_group_with_a_region_that_is_withheld_has_no_sum()
    {
        var family = TableRelease.Protect(Counts(3), new SmallCounts(), Rules, withheld: region => region == 1);

        Assert.Null(new GroupSums(family, ["r0", "r1"]).Exact(0));
        Assert.Null(new GroupSums(family, ["r0", "r9"]).Exact(0));
    }

    [Fact]
    public void A_release_that_hides_everything_gives_no_sum()
    {
        var counts = new TableFamily("persons", ["a", "b", "c"], ["one"], []);
        counts.Add(0, 0, [], 3);
        counts.Add(1, 0, [], 12);
        var family = TableRelease.Protect(counts, new SmallCounts(), Rules, alwaysEmpty: place => place.Region != 0);

        Assert.Equal(counts.CellCount, family.HiddenCells);
        Assert.Null(new GroupSums(family, ["a", "b"]).Exact(0));
    }

    /// <returns>How many small counts an attacker bounds more narrowly than the rules allow.</returns>
    private static int Told(ReleasedFamily family, Func<ReleasedFamily, int[], int?> sumOf)
    {
        var sums = (from cells in GroupCells(family) let value = sumOf(family, cells) where value is not null select (cells, value.Value)).ToList();
        var attacker = new TableAttacker([Publication.Of(family) with { Sums = sums }], _ => false);
        return new SmallCounts().Needs(family.Counts, Rules)
            .Count(need => attacker.Bounds(0, need.Cell) is var (low, high) && high - low < need.Width - 1e-6 && !family.WithheldRegions.Any());
    }

    private static IEnumerable<(int[] Cells, int Value)> Sums(ReleasedFamily family) =>
        from @group in GroupsOf(family)
        let sums = new GroupSums(family, [.. @group.Select(region => family.Counts.Regions[region])])
        from cells in Cells(family, @group)
        let place = family.Counts.Place(cells[0])
        let value = sums.Exact(place.State, place.Classification, place.Category)
        where value is not null
        select (cells, value.Value);

    private static IEnumerable<int[]> GroupCells(ReleasedFamily family) => GroupsOf(family).SelectMany(group => Cells(family, group));

    private static IEnumerable<int[]> GroupsOf(ReleasedFamily family) =>
        Groups.Where(group => group.All(region => region < family.Counts.AllRegions) && group.Length < family.Counts.AllRegions);

    /// <summary>The cells of a group's regions, for every state and category.</summary>
    private static IEnumerable<int[]> Cells(ReleasedFamily family, int[] regions) =>
        from cell in Enumerable.Range(0, family.Counts.CellCount)
        let place = family.Counts.Place(cell)
        where place.Region == regions[0]
        select regions.Select(region => place.Classification < 0
            ? family.Counts.Cell(region, place.State)
            : family.Counts.Cell(region, place.State, place.Classification, place.Category)).ToArray();

    private static ReleasedFamily Release(int seed) => TableRelease.Protect(Counts(seed), new SmallCounts(), Rules);

    private static TableFamily Counts(int seed)
    {
        var random = new Random(seed);
        var family = new TableFamily("students", ["r0", "r1", "r2", "r3"], ["placed", "not placed"], [new("field", ["07", "09", "10"]), new("sex", ["f", "m"])]);
        for (var i = 0; i < 50 + random.Next(250); i++)
        {
            family.Add(random.Next(4), random.Next(5) == 0 ? 1 : 0, [random.Next(6) switch { < 3 => 0, < 5 => 1, _ => 2 }, random.Next(2)], 1);
        }

        return family;
    }

    private static int[] Members(int bits) => [.. Enumerable.Range(0, 4).Where(region => (bits & (1 << region)) != 0)];
}
