using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Json;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Rounds;
using VocMatch.Gateway.Answers;
using VocMatch.Gateway.Audiences;
using VocMatch.Gateway.OpenApi;
using VocMatch.Gateway.Problems;
using VocMatch.Gateway.Requests;

namespace VocMatch.Gateway.Rounds;

/// <summary>Long work, watched: as it stands now, or as server-sent events until it is over.</summary>
internal static class OperationEndpoints
{
    private const string EventStream = "text/event-stream";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    /// <summary>Before a round is asked anew whose silo was lost.</summary>
    private static readonly TimeSpan AfterLoss = TimeSpan.FromMilliseconds(500);

    public static void MapOperations(this ApiGroups api) =>
        api.Everybody.MapGroup("/operations").WithTags("Operations").MapGet("/{id}", Watch)
            .WithSummary("How long work stands; with Accept: text/event-stream an event a change, the last one named `done`")
            .Answers<RoundOperation>(ProblemTypes.Malformed, ProblemTypes.NotFound, ProblemTypes.Unavailable)
            .AnswersAlsoAs(EventStream);

    private static async Task<IResult> Watch(string id, HttpContext http, IGrainFactory grains)
    {
        if (Parse(id) is not var (action, round) || !RoundId.TryParse(round, null, out var roundId))
        {
            return Problem.NotFound($"The operation '{Requests.Shown.Short(id)}'");
        }

        var grain = RoundEndpoints.Grain(grains, roundId);
        var operation = await grain.Operation(action);
        if (!operation.Succeeded)
        {
            return Problem.Of(operation.Refusal);
        }

        return http.Request.GetTypedHeaders().Accept.Any(type => type.MediaType == EventStream)
            ? TypedResults.Stream(body => Stream(grain, operation.Value, body, http.RequestAborted), EventStream)
            : EntityAnswers.Json(operation.Value);
    }

    private static async Task Stream(IRoundGrain grain, RoundOperation first, Stream body, CancellationToken cancellation)
    {
        var present = first;
        await Send("progress", present);
        while (present.Status is OperationStatus.Running)
        {
            if (await Next(grain, present, cancellation) is not { } next)
            {
                await Task.Delay(AfterLoss, cancellation);
            }
            else if (next != present)
            {
                present = next;
                await Send("progress", present);
            }
        }

        await Send("done", present);

        async Task Send(string name, RoundOperation operation)
        {
            var data = JsonSerializer.Serialize(operation, WireJson.Answers);
            await body.WriteAsync(System.Text.Encoding.UTF8.GetBytes($"event: {name}\ndata: {data}\n\n"), cancellation);
            await body.FlushAsync(cancellation);
        }
    }

    /// <returns>Null where the round could not be asked: another silo has it in a moment.</returns>
    private static async Task<RoundOperation?> Next(IRoundGrain grain, RoundOperation seen, CancellationToken cancellation)
    {
        try
        {
            return (await grain.OperationAfter(seen, Timeout).WaitAsync(cancellation)).Value;
        }
        catch (Exception lost) when (lost is TimeoutException or OrleansException or StoreUnavailableException)
        {
            return null;
        }
    }

    /// <summary><c>solve:spring-2027</c> to its parts; null where it is no operation's id.</summary>
    private static (RoundAction Action, string Round)? Parse(string id)
    {
        var colon = id.IndexOf(':', StringComparison.Ordinal);
        foreach (var action in (RoundAction[])[RoundAction.Lock, RoundAction.Solve, RoundAction.Publish, RoundAction.Close, RoundAction.Cancel])
        {
            if (colon > 0 && id.AsSpan(0, colon).SequenceEqual(JsonNamingPolicy.CamelCase.ConvertName(action.ToString())))
            {
                return (action, id[(colon + 1)..]);
            }
        }

        return null;
    }
}
