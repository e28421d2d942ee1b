using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace VocMatch.Gateway.Requests;

/// <summary>A version as an entity tag, and back.</summary>
internal static class EntityTag
{
    public static string Of(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>Entity tags of a header; null where it is not written as one.</summary>
    public static ImmutableArray<EntityTagHeaderValue>? Parse(StringValues header) =>
        EntityTagHeaderValue.TryParseStrictList(header, out var tags) ? [.. tags] : null;

    /// <summary>Versions among the tags. A weak tag, or one this service never gave, matches no version.</summary>
    public static IEnumerable<long> Versions(ImmutableArray<EntityTagHeaderValue> tags)
    {
        foreach (var tag in tags)
        {
            if (!tag.IsWeak
                && long.TryParse(tag.Tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
                && version > 0)
            {
                yield return version;
            }
        }
    }

    /// <summary>True when the caller holds this version already.</summary>
    public static bool IsHeld(HttpRequest request, string tag)
    {
        var header = request.Headers.IfNoneMatch;
        return header.Count > 0
            && Parse(header) is { } held
            && held.Any(one => one.Tag.Value == "*" || one.Tag.Value == tag);
    }
}
