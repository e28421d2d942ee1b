using System.Collections.Immutable;
using Orleans.Concurrency;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Importing;
using VocMatch.Contracts.Markets;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Students;

namespace VocMatch.Contracts.Grains;

/// <summary>One student with profile, lists and commitments, by their id: the only one who binds them to a placement.</summary>
[Alias("VocMatch.IStudentGrain")]
public partial interface IStudentGrain : IEventSource
{
    [AlwaysInterleave]
    Task<Student?> Find();

    Task<Outcome<Written<Student>>> Put(StudentProfile profile, WriteOptions options);

    /// <summary>As <see cref="Put"/>, for bulk imports: does not wait for the market.</summary>
    Task<Outcome<Written<Student>>> Import(StudentProfile profile, WriteOptions options);

    /// <summary>
    /// As <see cref="Import"/>, with who the student is where that is given: both are written or, where a rule of either is broken, neither.
    /// A dry run answers as the run would, for a student who is new too.
    /// </summary>
    Task<Outcome<RowImported>> ImportWithIdentity(StudentProfile profile, StudentIdentity? identity, WriteOptions options);

    [AlwaysInterleave]
    Task<StudentIdentity?> FindIdentity();

    [AlwaysInterleave]
    Task<Versioned<StudentIdentity>?> FindVersionedIdentity();

    Task<Outcome<Written<StudentIdentity>>> PutIdentity(StudentIdentity identity, WriteOptions options);

    /// <summary>Ranked placements, best first; at most 30, no placement twice.</summary>
    Task<Outcome<Written<Student>>> PutPreferences(ImmutableArray<PlacementId> ranked, WriteOptions options);

    /// <summary>The best placements over all reachable regions.</summary>
    /// <param name="top">1 to 100.</param>
    [AlwaysInterleave]
    Task<Outcome<MatchList>> Matches(int top);

    /// <summary>The same as it is sent to the student. While neither the student nor a market within reach changes, an answer given before is given again.</summary>
    /// <inheritdoc cref="Matches"/>
    [AlwaysInterleave]
    Task<Outcome<MatchAnswer>> MatchAnswer(int top);

    /// <summary>Why this placement, or why not: every constraint and every part.</summary>
    [AlwaysInterleave]
    Task<Outcome<MatchDetail>> Match(PlacementId placement);
}
