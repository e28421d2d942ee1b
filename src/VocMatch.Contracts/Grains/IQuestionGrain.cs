using VocMatch.Contracts.Jobs;
using VocMatch.Contracts.Outcomes;

namespace VocMatch.Contracts.Grains;

/// <summary>A question that takes long, with the jobs that answered it last; the key is made by <see cref="QuestionKey"/>.</summary>
[Alias("VocMatch.IQuestionGrain")]
public interface IQuestionGrain : IGrainWithStringKey
{
    /// <summary>The job that answers: the one under way, the last one while its answer is fresh, or a new one.</summary>
    Task<Outcome<Job>> Ask();
}
