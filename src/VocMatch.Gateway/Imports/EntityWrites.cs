using System.Collections.Immutable;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Importing;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Programs;
using VocMatch.Contracts.Rounds;
using VocMatch.Data.Rows;

namespace VocMatch.Gateway.Imports;

/// <summary>How a row of each kind reaches its grain, and how it stands there.</summary>
internal sealed class EntityWrites(IGrainFactory grains)
{
    private IImportGrain Imports => grains.GetGrain<IImportGrain>(0);

    public async Task<Outcome<RowImported>> Write(ImportedSchool row, WriteOptions options) =>
        Short(await grains.GetGrain<ISchoolGrain>(row.Id.Value).Put(row.Profile, options));

    public async Task<Outcome<RowImported>> Write(ImportedProgram row, WriteOptions options) =>
        Short(await grains.GetGrain<IProgramGrain>(row.Id.Value).Import(row.Content, row.Publish, options));

    public async Task<Outcome<RowImported>> Write(ImportedEmployer row, WriteOptions options) =>
        Short(await grains.GetGrain<IEmployerGrain>(row.Id.Value).Put(row.Profile, options));

    public async Task<Outcome<RowImported>> Write(ImportedPlacement row, WriteOptions options) =>
        Short(await grains.GetGrain<IPlacementGrain>(row.Id.Value).Import(row.Posting, row.Publish, options));

    /// <summary>Profile first: an identity without a student would be nobody's.</summary>
    public async Task<Outcome<RowImported>> Write(ImportedStudent row, WriteOptions options)
    {
        var student = grains.GetGrain<IStudentGrain>(row.Id.Value);
        return await student.ImportWithIdentity(row.Profile, row.Identity, options);
    }

    /// <summary>Of a round where the row names one, else the student's own preferences.</summary>
    public async Task<Outcome<RowImported>> Write(PreferencesRow row, WriteOptions options)
    {
        var student = grains.GetGrain<IStudentGrain>(row.Student.Value);
        if (row.Round is not { } round)
        {
            return Short(await student.PutPreferences(row.Placements, options));
        }

        var checkedList = await grains.GetGrain<IRoundGrain>(round.Value).Check(row.Student, []);
        if (checkedList is { Succeeded: false, Refusal.Kind: not RefusalKind.Conflict })
        {
            return checkedList.Refusal;
        }

        var before = await SavedList(row.Student, round);
        var saved = await student.SaveList(round, row.Placements, row.AgreesToCompletion, options);
        return saved.Succeeded
            ? new RowImported(before is null ? Change.Created : before.Revision == saved.Value.Revision ? Change.Unchanged : Change.Changed)
            : saved.Refusal;
    }

    public async Task<StoredRow<ImportedSchool>?> Stored(SchoolId id) =>
        await grains.GetGrain<ISchoolGrain>(id.Value).Find() is { } school ? new(new(id, school.Profile)) : null;

    public async Task<StoredRow<ImportedProgram>?> Stored(ProgramId id) =>
        await grains.GetGrain<IProgramGrain>(id.Value).Find() is { } program
            ? new(new(id, program.Draft ?? program.Content, Publish: false), program is { Status: ProgramStatus.Published, Draft: null })
            : null;

    public async Task<StoredRow<ImportedEmployer>?> Stored(EmployerId id) =>
        await grains.GetGrain<IEmployerGrain>(id.Value).Find() is { } employer ? new(new(id, employer.Profile)) : null;

    public async Task<StoredRow<ImportedPlacement>?> Stored(PlacementId id) =>
        await grains.GetGrain<IPlacementGrain>(id.Value).Find() is { } placement
            ? new(new(id, placement.Posting, Publish: false), placement.Status == PlacementStatus.Published)
            : null;

    public async Task<StoredRow<ImportedStudent>?> Stored(StudentId id)
    {
        var student = grains.GetGrain<IStudentGrain>(id.Value);
        return await student.Find() is { } found ? new(new(id, found.Profile, await student.FindIdentity())) : null;
    }

    public async Task<StoredRow<PreferencesRow>?> Stored(StudentId id, RoundId? round)
    {
        if (round is { } one)
        {
            return await SavedList(id, one) is { } list ? new(new(id, list.Ranked, round, list.AgreesToCompletion)) : null;
        }

        return await grains.GetGrain<IStudentGrain>(id.Value).Find() is { Preferences: { IsDefaultOrEmpty: false } ranked }
            ? new(new(id, ranked))
            : null;
    }

    /// <summary>Offers and seats at the placement, and the lists that name it.</summary>
    public async Task<RowTouches?> Touches(ImportedPlacement row, TouchedRounds rounds)
    {
        var offers = (await grains.GetGrain<IPlacementGrain>(row.Id.Value).Offers())?.Offers ?? [];
        var ranking = await rounds.Ranking(row.Id);
        return Touches(
            offers.Count(offer => offer.Status.IsLive() && offer.Status != OfferStatus.Accepted),
            offers.Count(offer => offer.Status == OfferStatus.Accepted),
            ranking.Count,
            ranking.Distinct());
    }

    /// <summary>Offers and seats of the student, and the lists the student has saved.</summary>
    public async Task<RowTouches?> Touches(ImportedStudent row, TouchedRounds rounds)
    {
        var student = grains.GetGrain<IStudentGrain>(row.Id.Value);
        var offers = (await student.Offers())?.Offers ?? [];
        var lists = (await student.Lists()).Where(list => list.Ranked.Length > 0).ToList();
        var underWay = new List<RoundList>();
        foreach (var list in lists)
        {
            if ((await rounds.Ranking(list.Ranked[0])).Contains(list.Round))
            {
                underWay.Add(list);
            }
        }

        return Touches(
            offers.Count(offer => offer.Status.IsLive() && !offer.Status.BindsTime()),
            offers.Count(offer => offer.Status.BindsTime()),
            underWay.Sum(list => list.Ranked.Length),
            underWay.Select(list => list.Round));
    }

    private static RowTouches? Touches(int offers, int commitments, int ranks, IEnumerable<RoundId> rounds) =>
        offers + commitments + ranks == 0
            ? null
            : new(offers, commitments, ranks, [.. rounds.OrderBy(round => round.Value, StringComparer.Ordinal)]);

    private async Task<RoundList?> SavedList(StudentId student, RoundId round) =>
        (await grains.GetGrain<IStudentGrain>(student.Value).Lists()).FirstOrDefault(list => list.Round == round);

    public Task<ImmutableArray<Outcome<RowImported>>> WriteMany(ImmutableArray<ImportedProgram> rows) =>
        Imports.Programs([.. rows.Select(row => new ProgramImport(row.Id, row.Content, row.Publish))]);

    public Task<ImmutableArray<Outcome<RowImported>>> WriteMany(ImmutableArray<ImportedEmployer> rows) =>
        Imports.Employers([.. rows.Select(row => new EmployerImport(row.Id, row.Profile))]);

    public Task<ImmutableArray<Outcome<RowImported>>> WriteMany(ImmutableArray<ImportedPlacement> rows) =>
        Imports.Placements([.. rows.Select(row => new PlacementImport(row.Id, row.Posting, row.Publish))]);

    public Task<ImmutableArray<Outcome<RowImported>>> WriteMany(ImmutableArray<ImportedStudent> rows) =>
        Imports.Students([.. rows.Select(row => new StudentImport(row.Id, row.Profile, row.Identity))]);

    private static Outcome<RowImported> Short<TEntity>(Outcome<Written<TEntity>> outcome)
        where TEntity : class => outcome.Succeeded ? new RowImported(outcome.Value.Change) : outcome.Refusal;
}
