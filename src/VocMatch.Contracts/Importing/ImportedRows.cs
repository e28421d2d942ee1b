using VocMatch.Contracts.Employers;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Programs;
using VocMatch.Contracts.Students;

namespace VocMatch.Contracts.Importing;

/// <summary>What became of a row.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.RowImported")]
public sealed record RowImported(Change Change);

/// <summary>A row of an import of employers, checked already.</summary>
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
