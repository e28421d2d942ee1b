using System.Collections.Immutable;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Importing;
using VocMatch.Contracts.Markets;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Storing;
using VocMatch.Contracts.Students;
using VocMatch.Domain.Facts;
using VocMatch.Domain.Reading;
using VocMatch.Domain.Students;
using VocMatch.Grains.Runtime;

namespace VocMatch.Grains.Importing;

/// <summary>Rows of students: profile and identity are rows of their own, the profile's first, since an identity without a student is nobody's.</summary>
internal sealed class StudentRowWriter(NewRows newRows, ITaxonomy taxonomy, TimeProvider time, IGrainFactory grains)
{
    /// <param name="notify">Notifies the markets of the students that are new.</param>
    public async Task<ImmutableArray<Outcome<RowImported>>> Write(
        ImmutableArray<StudentImport> rows, Func<IEnumerable<StudentQuestion>, Task> notify)
    {
        var (snapshot, now) = (taxonomy.Current, time.GetUtcNow());
        var schools = await References.Find(rows.Select(row => row.Profile.School), id => grains.GetGrain<ISchoolGrain>(id.Value).Find());
        var programs = await References.Find(rows.Select(row => row.Profile.Program), id => grains.GetGrain<IProgramGrain>(id.Value).Find());
        var barred = (await References.Find(
            rows.SelectMany(row => row.Profile.Barred).Select(entry => entry.Employer),
            id => grains.GetGrain<IEmployerGrain>(id.Value).Find())).Keys.ToHashSet();
        var identitiesStored = true;
        var outcomes = await newRows.Write<StudentImport, StudentState, Student>(
            rows,
            StateNames.Student,
            row => row.Id.Value,
            row => row.Identity is { } identity && StudentIdentityRules.Check(identity, now) is { Length: > 0 } broken
                ? StudentIdentityRules.OfRow(broken)
                : StudentEdits.Edit(
                    row.Id,
                    new(),
                    row.Profile,
                    schools.ContainsKey(row.Profile.School),
                    programs.GetValueOrDefault(row.Profile.Program),
                    barred,
                    snapshot),
            Existing,
            async stored =>
            {
                identitiesStored = await InsertIdentities(stored.Select(entry => entry.Row));
                await notify(stored.Select(entry => StudentQuestions.Assemble(
                    entry.Entity,
                    identitiesStored ? Ages(entry.Row) : null,
                    programs[entry.Entity.Profile.Program].Content,
                    snapshot)));
            });
        return identitiesStored ? outcomes : [.. outcomes.Select((outcome, i) => WithoutIdentity(rows[i], outcome))];
    }

    private static AgeThresholds? Ages(StudentImport row) =>
        row.Identity is { } identity ? AgeThresholds.FromBirthDate(identity.BirthDate) : null;

    /// <summary>Importing the row again finds the profile and stores the identity.</summary>
    private static Outcome<RowImported> WithoutIdentity(StudentImport row, Outcome<RowImported> outcome) =>
        row.Identity is not null && outcome.Value?.Change == Change.Created
            ? Refusal.Unavailable("The store did not confirm the identity; the row may be imported again.")
            : outcome;

    private async Task<bool> InsertIdentities(IEnumerable<StudentImport> rows)
    {
        var states = rows
            .Where(row => row.Identity is not null)
            .Select(row => new NewState<StudentIdentityState>(row.Id.Value, new StudentIdentityState { Entity = row.Identity, Version = 1 }))
            .ToList();
        return await newRows.Insert(StateNames.StudentIdentity, states) is not null;
    }

    private Task<Outcome<RowImported>> Existing(StudentImport row) =>
        grains.GetGrain<IStudentGrain>(row.Id.Value).ImportWithIdentity(row.Profile, row.Identity, WriteOptions.Default);
}
