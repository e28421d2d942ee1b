using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using VocMatch.Contracts.Outcomes;

namespace VocMatch.Gateway.Problems;

/// <summary>Answers what endpoints threw: requests the server refused, lost infrastructure, and defects. No text of an exception leaves.</summary>
internal sealed partial class ProblemHandler(ILogger<ProblemHandler> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext http, Exception exception, CancellationToken cancellation)
    {
        if (http.RequestAborted.IsCancellationRequested)
        {
            http.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }

        var problem = exception switch
        {
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } =>
                new Problem(ProblemTypes.TooLarge, "The body is larger than this operation takes."),
            BadHttpRequestException refused => new Problem(ProblemTypes.OfStatus(refused.StatusCode), "The request is not one this operation can read."),
            StoreUnavailableException => new Problem(ProblemTypes.Unavailable, "The store does not answer."),
            TimeoutException or OrleansException or OperationCanceledException =>
                new Problem(ProblemTypes.Unavailable, "A part of the cluster does not answer."),
            _ => new Problem(ProblemTypes.Failure, "An unexpected error, which was logged."),
        };
        var status = exception is BadHttpRequestException bad ? bad.StatusCode : (int?)null;
        if (status is null)
        {
            LogFailed(logger, http.Request.Method, http.GetEndpoint()?.DisplayName, exception);
        }

        await (status is { } known ? problem.Write(http, known) : problem.ExecuteAsync(http));
        return true;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Endpoint} failed.")]
    private static partial void LogFailed(ILogger logger, string method, string? endpoint, Exception exception);
}
