namespace VocMatch.Host.Demo;

/// <summary>A part of a loading that takes a while.</summary>
/// <param name="Count">How many times it advances.</param>
/// <param name="Run">Does it; calls its argument after each advance, from any thread.</param>
internal sealed record LoadingStep(string Name, int Count, Func<Action, Task> Run);
