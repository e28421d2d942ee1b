using System.Collections.Immutable;
using VocMatch.Contracts.Employers;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Programs;
using VocMatch.Contracts.Students;

namespace VocMatch.Contracts.Importing;

/// <summary>
/// Takes many rows at once: those that are new are checked and stored together, without waking a grain for each; those that
/// exist already go to their own grains. The rules, and what becomes of a row, are the same either way.
/// </summary>
/// <remarks>Any key will do: the grain keeps nothing and runs wherever it is asked.</remarks>
[Alias("VocMatch.IImportGrain")]
public interface IImportGrain : IGrainWithIntegerKey
{
    /// <returns>For each row in the order given what became of it; rows of one id take effect in their order.</returns>
    Task<ImmutableArray<Outcome<RowImported>>> Employers(ImmutableArray<EmployerImport> rows);

    /// <inheritdoc cref="Employers"/>
    Task<ImmutableArray<Outcome<RowImported>>> Programs(ImmutableArray<ProgramImport> rows);

    /// <inheritdoc cref="Employers"/>
    Task<ImmutableArray<Outcome<RowImported>>> Placements(ImmutableArray<PlacementImport> rows);

    /// <inheritdoc cref="Employers"/>
    Task<ImmutableArray<Outcome<RowImported>>> Students(ImmutableArray<StudentImport> rows);
}

/// <summary>What became of a row.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.RowImported")]
public sealed record RowImported(Change Change);

[GenerateSerializer, Immutable, Alias("VocMatch.EmployerImport")]
public sealed record EmployerImport(EmployerId Id, EmployerProfile Profile);

/// <param name="Publish">Puts the content in force at once.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.ProgramImport")]
public sealed record ProgramImport(ProgramId Id, ProgramContent Content, bool Publish);

/// <param name="Publish">Opens it to applications at once.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.PlacementImport")]
public sealed record PlacementImport(PlacementId Id, PlacementPosting Posting, bool Publish);

/// <param name="Identity">Who the student is, where it is given.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.StudentImport")]
public sealed record StudentImport(StudentId Id, StudentProfile Profile, StudentIdentity? Identity);
