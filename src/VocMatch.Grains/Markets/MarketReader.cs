using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Markets;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Programs;
using VocMatch.Contracts.Reading;
using VocMatch.Contracts.Students;
using VocMatch.Domain.Facts;
using VocMatch.Domain.Reading;

namespace VocMatch.Grains.Markets;

/// <summary>Reads from the store what a market holds.</summary>
internal sealed class MarketReader(IReadSide readSide, ITaxonomy taxonomy)
{
    public async Task<List<Placement>> Placements(RegionId region)
    {
        var placements = new List<Placement>();
        await foreach (var placement in readSide.OpenPlacements(region, CancellationToken.None))
        {
            placements.Add(placement);
        }

        return placements;
    }

    /// <inheritdoc cref="IReadSide.PlacementMark"/>
    public Task<ChangeMark> PlacementMark(RegionId region) => readSide.PlacementMark(region, CancellationToken.None);

    /// <inheritdoc cref="IReadSide.PlacementsSince"/>
    public ValueTask<List<Placement>> PlacementsSince(RegionId region, ChangeMark mark) =>
        readSide.PlacementsSince(region, mark, CancellationToken.None).ToListAsync();

    /// <inheritdoc cref="IReadSide.StudentMark"/>
    public Task<ChangeMark> StudentMark(RegionId region) => readSide.StudentMark(region, CancellationToken.None);

    /// <summary>As <see cref="Students(RegionId, Func{Student, bool})"/>, but only those written since a mark.</summary>
    public Task<List<StudentQuestion>> StudentsSince(RegionId region, ChangeMark mark) =>
        Assemble(readSide.StudentsSince(region, mark, CancellationToken.None));

    public async Task<Dictionary<PlacementId, long>> Versions(RegionId region)
    {
        var versions = new Dictionary<PlacementId, long>();
        await foreach (var (id, version) in readSide.OpenPlacementVersions(region, CancellationToken.None))
        {
            versions[id] = version;
        }

        return versions;
    }

    public async Task<List<Program>> Programs(RegionId region)
    {
        var programs = new List<Program>();
        await foreach (var program in readSide.PublishedPrograms(region, CancellationToken.None))
        {
            programs.Add(program);
        }

        return programs;
    }

    /// <summary>The students of a region, each with what its program teaches now.</summary>
    /// <param name="counted">Null: all of them.</param>
    public Task<List<StudentQuestion>> Students(RegionId region, Func<Student, bool>? counted = null) =>
        Assemble(readSide.StudentsOf(region, CancellationToken.None).Where(stored => counted is null || counted(stored.Student)));

    /// <inheritdoc cref="Students(RegionId, Func{Student, bool})"/>
    public async Task<List<StudentQuestion>> Assemble(IAsyncEnumerable<StoredStudent> stored)
    {
        const int AtOnce = 1_000;
        var snapshot = taxonomy.Current;
        var contents = new Dictionary<ProgramId, Program>();
        var students = new List<StudentQuestion>();
        await foreach (var some in stored.Chunk(AtOnce))
        {
            foreach (var program in await readSide.Find([.. some.Select(one => one.Student.Profile.Program).Distinct().Where(id => !contents.ContainsKey(id))], CancellationToken.None))
            {
                contents.Add(program.Id, program);
            }

            students.AddRange(some
                .Where(one => contents.ContainsKey(one.Student.Profile.Program))
                .Select(one => StudentQuestions.Assemble(one.Student, one.Ages, contents[one.Student.Profile.Program].Content, snapshot)));
        }

        return students;
    }

    /// <inheritdoc cref="IReadSide.Find(IReadOnlyCollection{PlacementId}, CancellationToken)"/>
    public Task<IReadOnlyList<Placement>> Placements(IReadOnlyCollection<PlacementId> placements) => readSide.Find(placements, CancellationToken.None);

    /// <inheritdoc cref="IReadSide.Find(IReadOnlyCollection{StudentId}, CancellationToken)"/>
    public Task<IReadOnlyList<Student>> Students(IReadOnlyCollection<StudentId> students) => readSide.Find(students, CancellationToken.None);
}
