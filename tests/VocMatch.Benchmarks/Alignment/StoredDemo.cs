using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using VocMatch.Contracts.Employers;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Programs;
using VocMatch.Contracts.Schools;
using VocMatch.Contracts.Storing;
using VocMatch.Data.Rows;
using VocMatch.Domain.Reading;
using VocMatch.Domain.Students;
using VocMatch.Scenarios.Demo;
using VocMatch.Storage;

namespace VocMatch.Benchmarks.Alignment;

/// <summary>Demo rows in a database, stored as the grains store them, without a cluster.</summary>
internal sealed class StoredDemo : IAsyncDisposable
{
    private const int Chunk = 5_000;

    private readonly string _directory = System.IO.Directory.CreateTempSubdirectory("vocmatch-stored-").FullName;
    private readonly ServiceProvider _services;

    private StoredDemo()
    {
        var services = new ServiceCollection().AddLogging();
        services.AddVocMatchReadSide(StorageOptions.InDirectory(_directory));
        _services = services.BuildServiceProvider();
    }

    public IServiceProvider Services => _services;

    /// <summary>What a host takes as its data directory.</summary>
    public string Directory => _directory;

    /// <summary>Demo data with at least so many students and placements.</summary>
    public static DemoData DataOf(int students, int placements, DateOnly today) => new(
        DemoData.DefaultSeed, Math.Clamp(Math.Max((students + 29_999) / 30_000, (placements + 19_999) / 20_000), 1, 100), today);

    public static Task<StoredDemo> Create(int students, int placements, DateOnly today) =>
        Create(DataOf(students, placements, today), students, placements, static _ => null);

    /// <param name="drafts">A student's saved lists.</param>
    public static async Task<StoredDemo> Create(DemoData demo, int students, int placements, Func<ImportedStudent, PreferenceDrafts?> drafts)
    {
        var stored = new StoredDemo();
        await stored.Services.GetRequiredService<ITaxonomyStore>().Save(demo.Taxonomy, CancellationToken.None);
        await stored.Services.GetRequiredService<ITaxonomy>().Refresh();
        var regions = demo.Taxonomy.Regions.ToDictionary(region => region.Id);
        var employers = demo.Employers.ToDictionary(row => row.Id, row => row.Profile);
        await stored.Insert(StateNames.School, demo.Schools.Select(row => (row.Id.Value, new School(row.Id, row.Profile, 1))));
        await stored.Insert(
            StateNames.Program,
            demo.Programs.Where(row => row.Publish).Select(row => (row.Id.Value, new Contracts.Programs.Program(row.Id, ProgramStatus.Published, 1, row.Content, null, 1))));
        await stored.Insert(StateNames.Employer, demo.Employers.Select(row => (row.Id.Value, new Employer(row.Id, row.Profile, 1))));
        await stored.Insert(StateNames.Placement, demo.Placements.Take(placements).Select(row => (row.Id.Value, Published(row))));
        await stored.Insert(StateNames.Student, demo.Students.Take(students).Select(row => new NewState<StudentState>(
            row.Id.Value, new() { Entity = new(row.Id, row.Profile, [], 1), Drafts = drafts(row) })));
        await stored.Insert(StateNames.StudentIdentity, demo.Students.Take(students).Select(row => (row.Id.Value, row.Identity!)));
        return stored;

        Placement Published(ImportedPlacement row)
        {
            var site = employers[row.Posting.Employer].Sites.Single(one => one.Id == row.Posting.Site);
            return new(
                row.Id, PlacementStatus.Published, row.Posting, site.Region, site.Location ?? regions[site.Region].Centroid, row.Posting.Seats, 1);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        System.IO.Directory.Delete(_directory, recursive: true);
    }

    private Task Insert<T>(string name, IEnumerable<(string Key, T Entity)> rows) =>
        Insert(name, rows.Select(row => new NewState<State<T>>(row.Key, new(1, row.Entity, []))));

    private async Task Insert<T>(string name, IEnumerable<NewState<T>> rows)
    {
        var states = Services.GetRequiredService<INewStates>();
        foreach (var chunk in rows.Chunk(Chunk))
        {
            await states.Insert(name, chunk);
        }
    }

    private sealed record State<T>(int Schema, T Entity, ImmutableArray<string> Receipts);
}
