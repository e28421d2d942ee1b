namespace VocMatch.Contracts.Storing;

/// <param name="Key">The grain's string key.</param>
public readonly record struct NewState<TState>(string Key, TState State);
