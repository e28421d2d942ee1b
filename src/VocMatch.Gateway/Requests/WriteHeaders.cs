using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using VocMatch.Contracts.Outcomes;
using VocMatch.Gateway.Problems;

namespace VocMatch.Gateway.Requests;

/// <summary>What the headers of a write ask for, or why they cannot be followed.</summary>
internal sealed record WriteHeaders(WriteOptions Options, Problem? Problem)
{
    public const string IdempotencyKey = "Idempotency-Key";

    private const int MaxKeyLength = 64;

    /// <param name="presentVersion">The present version, null where it does not exist; asked only when If-Match names no single version.</param>
    /// <param name="keyRequired">True for changes of state, which must not happen twice.</param>
    public static async Task<WriteHeaders> Read(
        HttpRequest request,
        ReadOnlyMemory<byte> body,
        Func<Task<long?>> presentVersion,
        bool keyRequired)
    {
        var headers = request.Headers;
        var key = headers.TryGetValue(IdempotencyKey, out var keys) ? keys.ToString() : null;
        if (key is null ? keyRequired : !IsKey(key))
        {
            return Refused(IdempotencyKey, key, $"1 to {MaxKeyLength} printable ASCII characters, another value for every operation.");
        }

        if (headers.IfMatch.Count > 0 && headers.IfNoneMatch.Count > 0)
        {
            return Refused(HeaderNames.IfNoneMatch, headers.IfNoneMatch.ToString(), "Send If-Match or If-None-Match, not both.");
        }

        if (headers.IfNoneMatch.Count > 0 && headers.IfNoneMatch.ToString().Trim() != "*")
        {
            return Refused(HeaderNames.IfNoneMatch, headers.IfNoneMatch.ToString(), "A write takes If-None-Match: * only.");
        }

        long? expected = headers.IfNoneMatch.Count > 0 ? 0 : null;
        var conditionRequired = HttpMethods.IsPut(request.Method) && headers.IfMatch.Count == 0;
        if (headers.IfMatch.Count > 0)
        {
            if (EntityTag.Parse(headers.IfMatch) is not { } tags)
            {
                return Refused(HeaderNames.IfMatch, headers.IfMatch.ToString(), "An entity tag as ETag gave it, with its quotation marks.");
            }

            var versions = EntityTag.Versions(tags).ToList();
            var whatever = tags.Any(tag => tag.Tag.Value == "*");
            expected = versions is [var only] && !whatever ? only : await presentVersion();
            if (expected is not { } present || (!whatever && !versions.Contains(present)))
            {
                return new(WriteOptions.Default, new(ProblemTypes.VersionMismatch, "Its present version is none of those named in If-Match."));
            }

            expected = whatever ? null : expected;
        }

        var digest = key is null ? null : Digest(request, body.Span);
        return new(new WriteOptions(expected, key, digest, ConditionRequired: conditionRequired), null);
    }

    /// <summary>As <see cref="Read"/> with a key, for an act on something whose version is not shown: it takes no conditions.</summary>
    public static async Task<WriteHeaders> ReadUnconditional(HttpRequest request, ReadOnlyMemory<byte> body) =>
        request.Headers.IfMatch.Count > 0 || request.Headers.IfNoneMatch.Count > 0
            ? Refused(HeaderNames.IfMatch, null, "This resource has no entity tag, so it takes no conditions.")
            : await Read(request, body, () => Task.FromResult<long?>(null), keyRequired: true);

    private static bool IsKey(string key) => key.Length is > 0 and <= MaxKeyLength && key.All(c => c is >= ' ' and <= '~');

    private static WriteHeaders Refused(string header, string? value, string rule) =>
        new(WriteOptions.Default, Problem.Malformed(new Violation(header, value is null ? null : Shown.Short(value), rule)));

    /// <summary>SHA-256 over method, path and body.</summary>
    private static string Digest(HttpRequest request, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path.Value}\n"));
        hash.AppendData(body);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
