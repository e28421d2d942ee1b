using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Tasks;

namespace VocMatch.Contracts.Grains;

/// <summary>One task. Key: its id.</summary>
[Alias("VocMatch.ITaskGrain")]
public interface ITaskGrain : IGrainWithStringKey
{
    /// <summary>Puts it into the queue. Repeating it, and raising one that was closed, changes nothing.</summary>
    Task Raise(TaskItem item);

    /// <summary>Takes it off the queue; one that was never raised stays closed from then on.</summary>
    /// <param name="item">As it would have been raised.</param>
    /// <param name="ended">Why what raised it is so no more, as a sentence.</param>
    Task Close(TaskItem item, DateTimeOffset at, string? ended);

    /// <summary>Somebody has seen to it. One that is done already is answered as it is.</summary>
    Task<Outcome<TaskItem>> MarkDone(TaskRemark remark, WriteOptions options);

    /// <summary>It is to be seen to after all; refused once what raised it is so no more. One that is open is answered as it is.</summary>
    Task<Outcome<TaskItem>> Reopen(TaskRemark remark, WriteOptions options);
}
