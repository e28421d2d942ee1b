using System.Text.Json;
using VocMatch.Storage.States;

namespace VocMatch.Storage.Reading;

/// <summary>As much of a stored state as the read side may know.</summary>
internal sealed record EntityDocument<T>(T Entity)
{
    /// <param name="json">UTF-8.</param>
    public static T EntityOf(byte[] json) => JsonSerializer.Deserialize<EntityDocument<T>>(json, StateJson.Options)!.Entity;
}
