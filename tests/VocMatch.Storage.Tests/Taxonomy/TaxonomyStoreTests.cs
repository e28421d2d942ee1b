using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Taxonomy;
using VocMatch.Contracts.Work;
using VocMatch.Domain.Reading;
using VocMatch.Storage.Tests.PostgreSql;
using VocMatch.Storage.Tests.Sqlite;
using Xunit;

namespace VocMatch.Storage.Tests.Taxonomy;

/// <summary>The taxonomy's rows. Both databases must behave the same.</summary>
public abstract class TaxonomyStoreTests
{
    protected abstract IServiceProvider Services { get; }

    private ITaxonomyStore Store => Services.GetRequiredService<ITaxonomyStore>();

    protected virtual void SkipUnlessAvailable()
    {
    }

    [SkippableFact]
    public async Task Items_are_loaded_as_they_were_saved()
    {
        SkipUnlessAvailable();
        await Store.Save(new([Region("north", "South East")], [Group("care")], [Skill("wound-care", "Wound care")], [Nurse("Nurse")]), default);

        var snapshot = await Store.Load(default);

        Assert.Equal("South East", snapshot.Regions[RegionId.Parse("north")].Name);
        Assert.Equal(new GeoPoint(48.5, -16.25), snapshot.Regions[RegionId.Parse("north")].Centroid);
        Assert.Equal("care", snapshot.SkillGroups[SkillGroupId.Parse("care")].Name);
        Assert.Equal("Wound dressing", Assert.Single(snapshot.Skills[SkillId.Parse("wound-care")].AlternativeNames));
        Assert.Equal(OccupationScheme.Isco, snapshot.Occupations[OccupationId.Parse("nurse")].Scheme);
        Assert.Equal(
            new OccupationSkill(SkillId.Parse("wound-care"), true),
            Assert.Single(snapshot.Occupations[OccupationId.Parse("nurse")].Skills));
        Assert.Equal(await Store.Version(default), snapshot.Version);
    }

    [SkippableFact]
    public async Task The_version_grows_with_a_change_and_only_with_a_change()
    {
        SkipUnlessAvailable();
        var change = new TaxonomyChanges([], [], [Skill("suturing", "Suturing")], []);
        var before = await Store.Version(default);
        await Store.Save(change, default);
        var created = await Store.Version(default);
        await Store.Save(change, default);
        var same = await Store.Version(default);
        await Store.Save(new([], [], [Skill("suturing", "Suturing wounds")], []), default);
        var renamed = await Store.Version(default);

        Assert.Equal((before + 1, before + 1, before + 2), (created, same, renamed));
        Assert.Equal("Suturing wounds", (await Store.Load(default)).Skills[SkillId.Parse("suturing")].Name);
    }

    [SkippableFact]
    public async Task Of_two_items_with_one_id_the_last_counts()
    {
        SkipUnlessAvailable();
        await Store.Save(new([], [], [Skill("twice", "First"), Skill("twice", "Second")], []), default);

        Assert.Equal("Second", (await Store.Load(default)).Skills[SkillId.Parse("twice")].Name);
    }

    [SkippableFact]
    public async Task Concurrent_saves_all_count()
    {
        SkipUnlessAvailable();
        var before = await Store.Version(default);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
            Store.Save(new([], [], [Skill($"concurrent-{i.ToString(CultureInfo.InvariantCulture)}", "Any")], []), default)));

        Assert.Equal(before + 8, await Store.Version(default));
    }

    [SkippableFact]
    public async Task Refreshing_takes_over_what_was_saved_and_keeps_the_snapshot_where_nothing_changed()
    {
        SkipUnlessAvailable();
        var taxonomy = Services.GetRequiredService<ITaxonomy>();
        await Store.Save(new([], [], [Skill("refreshed", "Refreshed")], []), default);

        await taxonomy.Refresh();
        var snapshot = taxonomy.Current;
        await taxonomy.Refresh();

        Assert.Contains(SkillId.Parse("refreshed"), snapshot.Skills.Keys);
        Assert.Same(snapshot, taxonomy.Current);
    }

    internal static Skill Skill(string id, string name) => new() { Id = SkillId.Parse(id), Name = name, AlternativeNames = ["Wound dressing"] };

    private static Region Region(string id, string name) =>
        new() { Id = RegionId.Parse(id), Name = name, Centroid = new GeoPoint(48.5, -16.25), Neighbours = [RegionId.Parse("east")] };

    private static SkillGroup Group(string id) => new() { Id = SkillGroupId.Parse(id), Name = id };

    private static Occupation Nurse(string name) => new()
    {
        Id = OccupationId.Parse("nurse"),
        Name = name,
        Scheme = OccupationScheme.Isco,
        Code = "2221",
        Skills = [new OccupationSkill(SkillId.Parse("wound-care"), true)],
    };
}

public sealed class SqliteTaxonomyStoreTests(EmbeddedStore store) : TaxonomyStoreTests, IClassFixture<EmbeddedStore>
{
    protected override IServiceProvider Services => store.Services;
}

[Collection(PostgreSqlCollection.Name)]
public sealed class PostgreSqlTaxonomyStoreTests(PostgreSqlServer server, SiloOnPostgreSql silo)
    : TaxonomyStoreTests, IClassFixture<SiloOnPostgreSql>
{
    protected override IServiceProvider Services => silo.Services;

    protected override void SkipUnlessAvailable() => server.SkipUnlessRunning();
}
