using Microsoft.AspNetCore.Http;
using VocMatch.Contracts.Json;
using VocMatch.Contracts.Outcomes;
using VocMatch.Gateway.Problems;
using VocMatch.Gateway.Requests;

namespace VocMatch.Gateway.Answers;

/// <summary>How every entity is read and written: the same headers, the same statuses.</summary>
internal static class EntityAnswers
{
    /// <summary>200 with the entity and its tag, 304 where the caller holds it already, 404 where it does not exist.</summary>
    public static IResult Found<TEntity>(HttpContext http, TEntity? entity, Func<TEntity, long> version, string what)
        where TEntity : class
    {
        if (entity is null)
        {
            return Problem.NotFound(what);
        }

        var tag = EntityTag.Of(version(entity));
        http.Response.Headers.ETag = tag;
        return EntityTag.IsHeld(http.Request, tag)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : Json(entity);
    }

    /// <summary>200 with an answer that was written as JSON before and its tag, 304 where the caller holds it already.</summary>
    public static IResult Written(HttpContext http, ReadOnlyMemory<byte> json, string tag)
    {
        http.Response.Headers.ETag = tag;
        return EntityTag.IsHeld(http.Request, tag)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : new WrittenJson(json);
    }

    /// <summary>Takes over a content: 201 where it was new, else 200; always the whole entity and its tag.</summary>
    /// <param name="remark">Adds warnings to the answer.</param>
    public static async Task<IResult> Put<TContent, TEntity>(
        HttpContext http,
        Func<Task<TEntity?>> find,
        Func<TContent, WriteOptions, Task<Outcome<Written<TEntity>>>> put,
        Func<TEntity, long> version,
        Func<TContent, TEntity, Task<TEntity>>? remark = null)
        where TContent : class
        where TEntity : class =>
        await Put(
            http, async () => await find() is { } found ? version(found) : null, put, written => version(written.Entity), remark);

    /// <summary>As the other, for what does not hold its version itself.</summary>
    public static async Task<IResult> Put<TContent, TEntity>(
        HttpContext http,
        Func<Task<long?>> presentVersion,
        Func<TContent, WriteOptions, Task<Outcome<Written<TEntity>>>> put,
        Func<Written<TEntity>, long> version,
        Func<TContent, TEntity, Task<TEntity>>? remark = null)
        where TContent : class
        where TEntity : class
    {
        var content = await JsonContent.Read<TContent>(http.Request);
        if (content.Problem is not null)
        {
            return content.Problem;
        }

        var headers = await WriteHeaders.Read(http.Request, content.Bytes, presentVersion, keyRequired: false);
        if (headers.Problem is not null)
        {
            return headers.Problem;
        }

        var outcome = await put(content.Value!, headers.Options);
        if (!outcome.Succeeded)
        {
            return Problem.Of(outcome.Refusal);
        }

        http.Response.Headers.ETag = EntityTag.Of(version(outcome.Value));
        var answer = remark is null ? outcome.Value.Entity : await remark(content.Value!, outcome.Value.Entity);
        if (outcome.Value.Change == Change.Created)
        {
            http.Response.Headers.Location = http.Request.Path.Value;
            return Json(answer, StatusCodes.Status201Created);
        }

        return Json(answer);
    }

    /// <summary>A change of state, which needs an Idempotency-Key and takes no body.</summary>
    public static async Task<IResult> Apply<TStatus>(
        HttpContext http,
        Func<Task<long?>> presentVersion,
        Func<WriteOptions, Task<Outcome<Transitioned<TStatus>>>> apply)
        where TStatus : struct, Enum
    {
        if (http.Request.ContentLength > 0 || http.Request.Headers.TransferEncoding.Count > 0)
        {
            return Problem.Malformed(new Violation("", null, "This operation takes no body."));
        }

        var headers = await WriteHeaders.Read(http.Request, default, presentVersion, keyRequired: true);
        if (headers.Problem is not null)
        {
            return headers.Problem;
        }

        var outcome = await apply(headers.Options);
        if (!outcome.Succeeded)
        {
            return Problem.Of(outcome.Refusal);
        }

        http.Response.Headers.ETag = EntityTag.Of(outcome.Value.Version);
        return Json(outcome.Value);
    }

    /// <summary>An act with a body, which needs an Idempotency-Key.</summary>
    /// <param name="location">Where the thing it made is found: the answer is 201 then.</param>
    public static async Task<IResult> Act<TContent, TAnswer>(
        HttpContext http, Func<TContent, WriteOptions, Task<Outcome<TAnswer>>> act, Func<TAnswer, string>? location = null)
        where TContent : class
        where TAnswer : class
    {
        var content = await JsonContent.Read<TContent>(http.Request);
        if (content.Problem is not null)
        {
            return content.Problem;
        }

        var headers = await WriteHeaders.ReadUnconditional(http.Request, content.Bytes);
        if (headers.Problem is not null)
        {
            return headers.Problem;
        }

        var outcome = await act(content.Value!, headers.Options);
        if (!outcome.Succeeded || location is null)
        {
            return Answer(outcome);
        }

        http.Response.Headers.Location = location(outcome.Value);
        return Json(outcome.Value, StatusCodes.Status201Created);
    }

    /// <summary>An act whose body may be left out, which needs an Idempotency-Key.</summary>
    public static Task<IResult> ActOptional<TContent, TAnswer>(HttpContext http, Func<TContent, WriteOptions, Task<Outcome<TAnswer>>> act)
        where TContent : class, new()
        where TAnswer : class =>
        http.Request.ContentLength > 0 || http.Request.Headers.TransferEncoding.Count > 0
            ? Act(http, act)
            : Act<TAnswer>(http, options => act(new(), options));

    /// <summary>An act with a body that replaces something whose version is shown: it takes conditions, and a key where one is required.</summary>
    /// <param name="version">Of the answer; 0 where there is nothing to replace.</param>
    public static async Task<IResult> Replace<TContent, TAnswer>(
        HttpContext http,
        Func<Task<long?>> presentVersion,
        Func<TContent, WriteOptions, Task<Outcome<TAnswer>>> replace,
        Func<TAnswer, long> version,
        bool keyRequired)
        where TContent : class
        where TAnswer : class
    {
        var content = await JsonContent.Read<TContent>(http.Request);
        if (content.Problem is not null)
        {
            return content.Problem;
        }

        var headers = await WriteHeaders.Read(http.Request, content.Bytes, presentVersion, keyRequired);
        if (headers.Problem is not null)
        {
            return headers.Problem;
        }

        var outcome = await replace(content.Value!, headers.Options);
        return outcome.Succeeded ? Tagged(http, outcome.Value, version(outcome.Value)) : Problem.Of(outcome.Refusal);
    }

    /// <summary>200 with a body, and its tag where there is something that it may replace.</summary>
    public static IResult Tagged<T>(HttpContext http, T value, long version)
        where T : class
    {
        if (version > 0)
        {
            http.Response.Headers.ETag = EntityTag.Of(version);
        }

        return Json(value);
    }

    /// <summary>An act without a body, which needs an Idempotency-Key.</summary>
    public static async Task<IResult> Act<TAnswer>(HttpContext http, Func<WriteOptions, Task<Outcome<TAnswer>>> act)
        where TAnswer : class
    {
        if (http.Request.ContentLength > 0 || http.Request.Headers.TransferEncoding.Count > 0)
        {
            return Problem.Malformed(new Violation("", null, "This operation takes no body."));
        }

        var headers = await WriteHeaders.ReadUnconditional(http.Request, default);
        return headers.Problem is null ? Answer(await act(headers.Options)) : headers.Problem;
    }

    /// <summary>200 with what was asked for, 404 where it does not exist.</summary>
    public static IResult Found<T>(T? found, string what)
        where T : class => found is null ? Problem.NotFound(what) : Json(found);

    /// <summary>A question's answer, or why there is none.</summary>
    public static IResult Answer<T>(Outcome<T> outcome)
        where T : class => outcome.Succeeded ? Json(outcome.Value) : Problem.Of(outcome.Refusal);

    public static IResult Json<T>(T value, int status = StatusCodes.Status200OK) =>
        TypedResults.Json(value, WireJson.Answers, ContentType.Json, status);
}
