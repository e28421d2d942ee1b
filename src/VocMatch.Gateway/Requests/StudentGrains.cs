using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;

namespace VocMatch.Gateway.Requests;

/// <summary>
/// Refers to students as <see cref="IGrainFactory"/> does, which finds out by reflection, each time, which grain stands behind the interface: as much
/// as a tenth of an answer that is only given again.
/// </summary>
internal sealed class StudentGrains(IGrainFactory grains)
{
    private GrainReference? _any;

    public IStudentGrain Of(StudentId student)
    {
        if (_any is not { } any)
        {
            var found = grains.GetGrain<IStudentGrain>(student.Value);
            _any = found as GrainReference;
            return found;
        }

        return (IStudentGrain)grains.GetGrain(GrainId.Create(any.GrainId.Type, student.Value), any.InterfaceType);
    }
}
