using System.Collections.Concurrent;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Programs;

namespace VocMatch.Grains.Programs;

/// <summary>The programs that are active on this silo, each as it was committed last: thousands of students read one, and on the same silo without a call.</summary>
internal sealed class LocalPrograms
{
    private readonly ConcurrentDictionary<ProgramId, Program> _programs = [];

    public void Set(Program program) => _programs[program.Id] = program;

    /// <summary>Takes out what is no longer active here, but not what another activation has put in its place.</summary>
    public void Remove(Program program) => _programs.TryRemove(KeyValuePair.Create(program.Id, program));

    /// <summary>Null where the program is active on another silo, or nowhere, or does not exist.</summary>
    public Program? Find(ProgramId program) => _programs.GetValueOrDefault(program);
}
