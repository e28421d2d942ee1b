using System.Collections.Immutable;
using Orleans.Concurrency;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Programs;

namespace VocMatch.Contracts.Grains;

/// <summary>One program with its revisions, by its id.</summary>
[Alias("VocMatch.IProgramGrain")]
public interface IProgramGrain : IGrainWithStringKey
{
    [AlwaysInterleave]
    Task<Program?> Find();

    /// <summary>The contents that were in force at some instants, in their order, as far as seats depend on them; empty where there is no such program.</summary>
    [AlwaysInterleave]
    Task<ImmutableArray<ProgramContent>> ContentsAt(ImmutableArray<DateTimeOffset> at);

    /// <summary>Edits the draft revision.</summary>
    Task<Outcome<Written<Program>>> Put(ProgramContent content, WriteOptions options);

    /// <summary>As <see cref="Put"/>, and puts what was given in force where <paramref name="publish"/> is set, in one write.</summary>
    Task<Outcome<Written<Program>>> Import(ProgramContent content, bool publish, WriteOptions options);

    Task<Outcome<Transitioned<ProgramStatus>>> Apply(ProgramAction action, WriteOptions options);
}
