using System.Collections.Immutable;
using VocMatch.Contracts.Importing;
using VocMatch.Contracts.Outcomes;

namespace VocMatch.Contracts.Grains;

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
