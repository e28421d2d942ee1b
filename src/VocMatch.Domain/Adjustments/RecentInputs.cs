namespace VocMatch.Domain.Adjustments;

/// <summary>The inputs of the last few rounds that were asked about, for the questions that follow. Each is taken once, on the silo's threads.</summary>
internal sealed class RecentInputs(TimeProvider time)
{
    private const int Kept = 4;

    private readonly Lock _gate = new();
    private readonly List<(string Key, DateTimeOffset Begun, Task<ClearingInputs> Inputs)> _recent = [];

    /// <param name="key">The same for the same round.</param>
    /// <param name="notBefore">Inputs whose taking began before this instant are taken again.</param>
    public Task<ClearingInputs> Get(string key, DateTimeOffset notBefore, Func<Task<ClearingInputs>> take, CancellationToken cancellation)
    {
        lock (_gate)
        {
            _recent.RemoveAll(recent => recent.Inputs.IsFaulted || (recent.Key == key && recent.Begun < notBefore));
            var found = _recent.FindIndex(recent => recent.Key == key);
            if (found >= 0)
            {
                return _recent[found].Inputs.WaitAsync(cancellation);
            }

            if (_recent.Count == Kept)
            {
                _recent.RemoveAt(0);
            }

            var inputs = Task.Run(take, CancellationToken.None);
            _recent.Add((key, time.GetUtcNow(), inputs));
            return inputs.WaitAsync(cancellation);
        }
    }
}
