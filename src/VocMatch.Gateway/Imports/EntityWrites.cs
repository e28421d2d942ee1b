using System.Collections.Immutable;
using VocMatch.Contracts.Employers;
using VocMatch.Contracts.Importing;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Programs;
using VocMatch.Contracts.Rounds;
using VocMatch.Contracts.Schools;
using VocMatch.Contracts.Students;
using VocMatch.Data.Rows;

namespace VocMatch.Gateway.Imports;

/// <summary>How a row of each kind reaches its grain.</summary>
internal sealed class EntityWrites(IGrainFactory grains)
{
    private IImportGrain Imports => grains.GetGrain<IImportGrain>(0);

    public async Task<Outcome<RowImported>> Write(SchoolRow row, WriteOptions options) =>
        Short(await grains.GetGrain<ISchoolGrain>(row.Id.Value).Put(row.Profile, options));

    public async Task<Outcome<RowImported>> Write(ProgramRow row, WriteOptions options) =>
        Short(await grains.GetGrain<IProgramGrain>(row.Id.Value).Import(row.Content, row.Publish, options));

    public async Task<Outcome<RowImported>> Write(EmployerRow row, WriteOptions options) =>
        Short(await grains.GetGrain<IEmployerGrain>(row.Id.Value).Put(row.Profile, options));

    public async Task<Outcome<RowImported>> Write(PlacementRow row, WriteOptions options) =>
        Short(await grains.GetGrain<IPlacementGrain>(row.Id.Value).Import(row.Posting, row.Publish, options));

    /// <summary>Profile first: an identity without a student would be nobody's.</summary>
    public async Task<Outcome<RowImported>> Write(StudentRow row, WriteOptions options)
    {
        var student = grains.GetGrain<IStudentGrain>(row.Id.Value);
        var profile = Short(await student.Import(row.Profile, options));
        if (!profile.Succeeded || row.Identity is null)
        {
            return profile;
        }

        var identity = await student.PutIdentity(row.Identity, options);
        if (!identity.Succeeded)
        {
            return identity.Refusal;
        }

        return profile.Value.Change == Change.Unchanged && identity.Value.Change != Change.Unchanged ? new RowImported(Change.Changed) : profile;
    }

    /// <summary>Of a round where the row names one, else the student's own preferences.</summary>
    public async Task<Outcome<RowImported>> Write(PreferencesRow row, WriteOptions options)
    {
        var student = grains.GetGrain<IStudentGrain>(row.Student.Value);
        if (row.Round is not { } round)
        {
            return Short(await student.PutPreferences(row.Placements, options));
        }

        var judged = await grains.GetGrain<IRoundGrain>(round.Value).Judge(row.Student, []);
        if (!judged.Succeeded)
        {
            return judged.Refusal;
        }

        var saved = await student.SaveList(round, row.Placements, row.AgreesToCompletion, options);
        return saved.Succeeded ? new RowImported(saved.Value.Revision == 1 ? Change.Created : Change.Changed) : saved.Refusal;
    }

    public Task<ImmutableArray<Outcome<RowImported>>> WriteMany(ImmutableArray<ProgramRow> rows) =>
        Imports.Programs([.. rows.Select(row => new ProgramImport(row.Id, row.Content, row.Publish))]);

    public Task<ImmutableArray<Outcome<RowImported>>> WriteMany(ImmutableArray<EmployerRow> rows) =>
        Imports.Employers([.. rows.Select(row => new EmployerImport(row.Id, row.Profile))]);

    public Task<ImmutableArray<Outcome<RowImported>>> WriteMany(ImmutableArray<PlacementRow> rows) =>
        Imports.Placements([.. rows.Select(row => new PlacementImport(row.Id, row.Posting, row.Publish))]);

    public Task<ImmutableArray<Outcome<RowImported>>> WriteMany(ImmutableArray<StudentRow> rows) =>
        Imports.Students([.. rows.Select(row => new StudentImport(row.Id, row.Profile, row.Identity))]);

    private static Outcome<RowImported> Short<TEntity>(Outcome<Written<TEntity>> outcome)
        where TEntity : class => outcome.Succeeded ? new RowImported(outcome.Value.Change) : outcome.Refusal;
}
