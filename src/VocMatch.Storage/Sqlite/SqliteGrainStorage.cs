using System.Globalization;
using System.Text.Json;
using Orleans.Serialization.Serializers;
using Orleans.Storage;
using VocMatch.Domain.Records;
using VocMatch.Storage.States;

namespace VocMatch.Storage.Sqlite;

/// <summary>Grain states in the embedded database, with the row's version as the ETag.</summary>
/// <remarks>
/// A read runs on the caller's thread: it is one look into a warm B-tree, shorter than a change of threads.
/// Clearing leaves a row without payload, so that a stale ETag from before can never match again.
/// </remarks>
internal sealed class SqliteGrainStorage(SqliteDatabase database, IActivatorProvider activators, TimeProvider time) : IGrainStorage
{
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await database.Ready();
        var row = Select(stateName, KeyOf(grainId));
        var state = row?.Payload is { } payload ? JsonSerializer.Deserialize<T>(payload, StateJson.Options) : default;
        grainState.State = state ?? activators.GetActivator<T>().Create();
        grainState.RecordExists = row?.Payload is not null;
        grainState.ETag = row?.Version.ToString(CultureInfo.InvariantCulture);
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await database.Ready();
        var payload = JsonSerializer.SerializeToUtf8Bytes(grainState.State, StateJson.Options);
        grainState.ETag = await Write(stateName, grainId, payload, (grainState.State as IDueState)?.WakeAt, grainState.ETag);
        grainState.RecordExists = true;
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await database.Ready();
        if (grainState.ETag is not null)
        {
            grainState.ETag = await Write(stateName, grainId, payload: null, wakeAt: null, grainState.ETag);
        }
        else if (Select(stateName, KeyOf(grainId)) is { Payload: not null } found)
        {
            throw Conflict(stateName, grainId, null, found.Version);
        }

        grainState.State = activators.GetActivator<T>().Create();
        grainState.RecordExists = false;
    }

    /// <summary>A string key as it is; an integer key as Orleans writes it, in hexadecimal.</summary>
    private static string KeyOf(GrainId grainId) => grainId.Key.ToString()!;

    private static long? VersionOf(string? etag) => etag is null ? null : long.Parse(etag, NumberStyles.None, CultureInfo.InvariantCulture);

    private async Task<string> Write(string stateName, GrainId grainId, byte[]? payload, long? wakeAt, string? etag)
    {
        var key = KeyOf(grainId);
        var expected = VersionOf(etag);
        var write = new GrainStateWrite(new(stateName, key, payload, time.GetUtcNow(), wakeAt), expected);
        await database.Writer.Enqueue(write);
        if (!await write.Completion)
        {
            throw Conflict(stateName, grainId, etag, Select(stateName, key)?.Version);
        }

        return ((expected ?? 0) + 1).ToString(CultureInfo.InvariantCulture);
    }

    private StoredState? Select(string stateName, string key)
    {
        using var lease = database.Readers.Borrow();
        return GrainStateStatements.Select(lease.Session, stateName, key);
    }

    private static InconsistentStateException Conflict(string stateName, GrainId grainId, string? etag, long? stored) => new(
        $"The state '{stateName}' of {grainId} is not at the version it was read at.",
        stored?.ToString(CultureInfo.InvariantCulture) ?? "none",
        etag ?? "none");
}
