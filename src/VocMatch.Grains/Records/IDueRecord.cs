namespace VocMatch.Grains.Records;

/// <summary>A row that names the time at which its grain is woken.</summary>
internal interface IDueRecord
{
    /// <summary>A write has failed: the activation ends, and its successor reads the row.</summary>
    bool HasFailed { get; }

    /// <summary>Nothing is left to do at once: a row that names a time which has come, or for which nothing is left, is written with another one or none.</summary>
    Task WakeNoMore(DateTimeOffset now);
}
