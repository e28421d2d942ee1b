namespace VocMatch.Grains.Records;

/// <summary>A row that names the time at which its grain is woken.</summary>
internal interface IDueRecord
{
    /// <summary>A write has failed: the activation ends, and its successor reads the row.</summary>
    bool HasFailed { get; }

    /// <summary>Whether the row names a time which has come, or for which nothing is left, or lacks what was noted since it was written.</summary>
    bool IsBehind(DateTimeOffset now);

    /// <summary>Writes a row that is behind.</summary>
    Task CatchUp(DateTimeOffset now);
}
