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
        var key = KeyOf(grainId);

        // A state with parts is one value at one version: what is held is not read again.
        if (StateParts<T>.Any && grainState.RecordExists && VersionOf(grainState.ETag) is { } held && Version(stateName, key) == held)
        {
            return;
        }

        var row = Select<T>(stateName, key);
        var state = row?.Payload is { } payload ? JsonSerializer.Deserialize<T>(payload, StateJson.Options) : default;
        grainState.State = StateParts<T>.Read(state ?? activators.GetActivator<T>().Create(), row?.Parts ?? []);
        grainState.RecordExists = row?.Payload is not null;
        grainState.ETag = row?.Version.ToString(CultureInfo.InvariantCulture);
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await database.Ready();

        // Another state may stand there by the time that this one is written.
        var state = grainState.State!;
        var payload = JsonSerializer.SerializeToUtf8Bytes(state, StateJson.Options);
        var parts = StateParts<T>.Any ? StateParts<T>.ChangesOf(state, isNew: grainState.ETag is null) : null;
        var row = new StateRow(stateName, KeyOf(grainId), payload, time.GetUtcNow(), (state as IDueState)?.WakeAt);
        grainState.ETag = await Write(row, parts, grainId, grainState.ETag);
        grainState.RecordExists = true;
        StateParts<T>.Store(state);
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await database.Ready();
        if (grainState.ETag is not null)
        {
            var row = new StateRow(stateName, KeyOf(grainId), Payload: null, time.GetUtcNow());
            grainState.ETag = await Write(row, StateParts<T>.Any ? PartChanges.None : null, grainId, grainState.ETag);
        }
        else if (Select<T>(stateName, KeyOf(grainId)) is { Payload: not null } found)
        {
            throw Conflict(stateName, grainId, null, found.Version);
        }

        grainState.State = activators.GetActivator<T>().Create();
        grainState.RecordExists = false;
    }

    /// <summary>A string key as it is; an integer key as Orleans writes it, in hexadecimal.</summary>
    private static string KeyOf(GrainId grainId) => grainId.Key.ToString()!;

    private static long? VersionOf(string? etag) => etag is null ? null : long.Parse(etag, NumberStyles.None, CultureInfo.InvariantCulture);

    private async Task<string> Write(StateRow row, PartChanges? parts, GrainId grainId, string? etag)
    {
        var expected = VersionOf(etag);
        var write = new GrainStateWrite(row, expected, parts);
        await database.Writer.Enqueue(write);
        if (!await write.Completion)
        {
            throw Conflict(row.Type, grainId, etag, Version(row.Type, row.Key));
        }

        return ((expected ?? 0) + 1).ToString(CultureInfo.InvariantCulture);
    }

    private StoredState? Select<T>(string stateName, string key)
    {
        using var lease = database.Readers.Borrow();
        return StateParts<T>.Any
            ? GrainStateStatements.SelectParted(lease.Session, stateName, key)
            : GrainStateStatements.Select(lease.Session, stateName, key);
    }

    private long? Version(string stateName, string key)
    {
        using var lease = database.Readers.Borrow();
        return GrainStateStatements.Version(lease.Session, stateName, key);
    }

    private static InconsistentStateException Conflict(string stateName, GrainId grainId, string? etag, long? stored) => new(
        $"The state '{stateName}' of {grainId} is not at the version it was read at.",
        stored?.ToString(CultureInfo.InvariantCulture) ?? "none",
        etag ?? "none");
}
