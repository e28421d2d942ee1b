using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using VocMatch.Contracts.Events;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Reading;
using VocMatch.Contracts.Tasks;
using VocMatch.Gateway.Answers;
using VocMatch.Gateway.Audiences;
using VocMatch.Gateway.OpenApi;
using VocMatch.Gateway.Problems;
using VocMatch.Gateway.Requests;

namespace VocMatch.Gateway.Events;

/// <summary>What people were told, and what could not be delivered.</summary>
internal static class NotificationEndpoints
{
    private static readonly string[] Kinds = ["student", "school", "employer", "round"];

    public static void MapNotifications(this ApiGroups api)
    {
        api.Everybody.MapGroup("/notifications").WithTags("Notifications").MapGet("", List)
            .WithSummary("What a student, a school, an employer or a round's officers were told, the latest first")
            .Takes(QueryParameter.Recipient, QueryParameter.Limit, QueryParameter.Cursor)
            .AnswersList<Notification>();
        api.Everybody.MapGroup("/tasks").WithTags("Notifications").MapGet("", Tasks)
            .WithSummary("What a school, an employer or a round's officers have to see to, and have seen to, the latest first")
            .Takes(QueryParameter.Recipient, QueryParameter.Limit, QueryParameter.Cursor)
            .AnswersList<TaskItem>();
        var letters = api.Admin.MapGroup("/dead-letters").WithTags("Notifications");
        letters.MapGet("", DeadLetters)
            .WithSummary("Events that a receiver refused five times or was not reached for during a day, and work that failed though nothing was lost")
            .Takes(QueryParameter.Limit, QueryParameter.Cursor)
            .AnswersList<DeadLetter>();
        letters.MapPost("/redrive", Redrive)
            .WithSummary("Sends an event that was set aside once more, after those of its source that wait; or begins work that failed anew")
            .TakesContent(Examples.DeadLetter)
            .AnswersAct<Redriven>();
    }

    private static Task<IResult> List(HttpContext http, IReadSide reading) => OfRecipient(http, reading.Notifications);

    private static Task<IResult> Tasks(HttpContext http, IReadSide reading) => OfRecipient(http, reading.Tasks);

    private static Task<IResult> OfRecipient<T>(HttpContext http, Func<string, PageRequest, CancellationToken, Task<Page<T>>> list)
    {
        if (new QueryReader(http.Request.Query).Text(QueryParameter.Recipient) is not { } recipient || !IsRecipient(recipient))
        {
            return Task.FromResult<IResult>(Problem.Malformed(new Violation(
                QueryParameter.Recipient.Name,
                http.Request.Query.TryGetValue(QueryParameter.Recipient.Name, out var given) ? Shown.Short(given.ToString()) : null,
                $"One of {string.Join(", ", Kinds)}, a colon, and an id.")));
        }

        return ListAnswers.List(http, static _ => new ListFilter(), (_, page, cancellation) => list(recipient, page, cancellation));
    }

    private static Task<IResult> DeadLetters(HttpContext http, IReadSide reading) =>
        ListAnswers.List(http, static _ => new ListFilter(), (_, page, cancellation) => reading.DeadLetters(page, cancellation));

    private static Task<IResult> Redrive(HttpContext http, IGrainFactory grains) => EntityAnswers.Act<DeadLetterName, Redriven>(
        http, (name, _) => name.EventId.Length is > 0 and <= QueryReader.LongestText
            ? grains.GetGrain<IDeadLetterGrain>(name.EventId).Redrive()
            : Task.FromResult<Outcome<Redriven>>(Refusal.Invalid(
                [new("eventId", Shown.Short(name.EventId), $"1 to {QueryReader.LongestText} characters.")])));

    private static bool IsRecipient(string text) =>
        text.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && Kinds.Contains(text[..colon]) && IdRule.IsValid(text[(colon + 1)..]);
}

/// <summary>The event that is to be sent again.</summary>
/// <param name="EventId">As the list of dead letters has it; at most 200 characters.</param>
public sealed record DeadLetterName(string EventId);
