using Microsoft.Extensions.DependencyInjection;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.ProvisionGaps;
using VocMatch.Contracts.Reading;
using VocMatch.Contracts.Storing;
using VocMatch.Domain.Reading;
using VocMatch.Storage.Tests.PostgreSql;
using VocMatch.Storage.Tests.Reading;
using VocMatch.Storage.Tests.Sqlite;
using Xunit;

namespace VocMatch.Storage.Tests.ProvisionGaps;

/// <summary>Both databases must list and stream the same gaps.</summary>
public abstract class ProvisionGapReadingTests
{
    private readonly RegionId _region = RegionId.Parse($"r{Guid.NewGuid():N}");

    protected abstract IServiceProvider Services { get; }

    private IProvisionGapReading Reading => Services.GetRequiredService<IProvisionGapReading>();

    protected virtual void SkipUnlessAvailable()
    {
    }

    [SkippableFact]
    public async Task Months_follow_each_other_and_filters_and_pages_keep_to_them()
    {
        SkipUnlessAvailable();
        await Services.GetRequiredService<INewStates>().Insert(StateNames.ProvisionGap,
        [
            Gap(2027, 3, ProvisionGapKind.StudentWithoutMatch, "b"), Gap(2026, 12, ProvisionGapKind.StudentWithoutMatch, "a"),
            Gap(2027, 2, ProvisionGapKind.PlacementWithoutCandidate, "c"), Gap(2027, 2, ProvisionGapKind.StudentWithoutMatch, "d"),
        ]);

        var first = await Reading.List(new(_region), new PageRequest(3, null), default);
        var second = await Reading.List(new(_region), new PageRequest(3, first.NextCursor), default);
        var students = await Reading.List(new(_region, "studentWithoutMatch", new DateOnly(2027, 2, 20)), new PageRequest(3, null), default);
        var through = await Reading.Recorded(new(2027, 2, 1), default).Where(gap => gap.Region == _region).ToListAsync();

        Assert.Equal(["a", "c", "d"], first.Items.Select(gap => gap.Subject));
        Assert.Equal(["b"], second.Items.Select(gap => gap.Subject));
        Assert.Equal(["d", "b"], students.Items.Select(gap => gap.Subject));
        Assert.Equal(["a", "c", "d"], through.Select(gap => gap.Subject).Order());
        await Assert.ThrowsAsync<FormatException>(() => Reading.List(new(), new PageRequest(3, "bm9uZQ"), default));
    }

    private NewState<State<ProvisionGap>> Gap(int year, int month, ProvisionGapKind kind, string subject)
    {
        var key = new ProvisionGapKey(new(year, month, 1), kind, $"{_region}{subject}");
        var free = Entities.Student("any").Profile.Free;
        return new(key.ToString(), State<ProvisionGap>.Of(new(kind, subject, key.Month, _region, new([], ["0913"], 4, free), 1, key.Month)));
    }
}

public sealed class SqliteProvisionGapReadingTests(EmbeddedStore store) : ProvisionGapReadingTests, IClassFixture<EmbeddedStore>
{
    protected override IServiceProvider Services => store.Services;
}

[Collection(PostgreSqlCollection.Name)]
public sealed class PostgreSqlProvisionGapReadingTests(PostgreSqlServer server, SiloOnPostgreSql silo)
    : ProvisionGapReadingTests, IClassFixture<SiloOnPostgreSql>
{
    protected override IServiceProvider Services => silo.Services;

    protected override void SkipUnlessAvailable() => server.SkipUnlessRunning();
}
