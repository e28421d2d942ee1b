namespace VocMatch.Domain.Jobs;

/// <summary>How far a step has come; may be reported from any thread.</summary>
internal delegate void StepProgress(string step, long done, long total);
