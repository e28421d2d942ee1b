using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using VocMatch.Contracts.Events;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Reading;
using VocMatch.Contracts.Tasks;
using VocMatch.Domain.Reading;
using VocMatch.Gateway.Answers;
using VocMatch.Gateway.Audiences;
using VocMatch.Gateway.Bodies;
using VocMatch.Gateway.OpenApi;
using VocMatch.Gateway.Problems;
using VocMatch.Gateway.Requests;

namespace VocMatch.Gateway.Events;

/// <summary>Notifications of people, and events that could not be delivered.</summary>
internal static class NotificationEndpoints
{
    private static readonly string[] Kinds = ["student", "school", "employer", "round"];

    private static readonly QueryParameter State = new("state", "open or done.", "open");

    public static void MapNotifications(this ApiGroups api)
    {
        api.Everybody.MapGroup("/notifications").WithTags("Notifications").MapGet("", List)
            .WithSummary("Notifications of a student, a school, an employer or a round's officers, the latest first")
            .Takes(QueryParameter.Recipient, QueryParameter.Limit, QueryParameter.Cursor)
            .AnswersList<Notification>();
        var tasks = api.Everybody.MapGroup("/tasks").WithTags("Notifications");
        tasks.MapGet("", Tasks)
            .WithSummary("What a school, an employer or a round's officers have to see to, and have seen to, the latest first")
            .Takes(
                QueryParameter.Recipient, State, QueryParameter.Placement, QueryParameter.Student, QueryParameter.Program,
                QueryParameter.Limit, QueryParameter.Cursor)
            .AnswersList<TaskItem>();
        tasks.MapPost("/done", MarkDone)
            .WithSummary("Marks a task as seen to, with who did and a note; one that is done already is answered as it is")
            .TakesContent(Examples.Task)
            .AnswersAct<TaskItem>();
        tasks.MapPost("/reopen", Reopen)
            .WithSummary("Opens a task again that was marked done, as long as what raised it is still so")
            .TakesContent(Examples.Task)
            .AnswersAct<TaskItem>();
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

    private static Task<IResult> List(HttpContext http, IReadSide reading) => OfRecipient(
        http, static _ => new ListFilter(), (recipient, _, page, cancellation) => reading.Notifications(recipient, page, cancellation));

    private static Task<IResult> Tasks(HttpContext http, IReadSide reading) => OfRecipient(
        http,
        static query => new TaskFilter(
            query.OneOf<TaskItemState>(State) is { } state ? Enum.Parse<TaskItemState>(state, ignoreCase: true) : null,
            query.Id<PlacementId>(QueryParameter.Placement),
            query.Id<StudentId>(QueryParameter.Student),
            query.Id<ProgramId>(QueryParameter.Program)),
        reading.Tasks);

    private static Task<IResult> MarkDone(HttpContext http, IGrainFactory grains) =>
        Act(http, grains, static (task, remark, options) => task.MarkDone(remark, options));

    private static Task<IResult> Reopen(HttpContext http, IGrainFactory grains) =>
        Act(http, grains, static (task, remark, options) => task.Reopen(remark, options));

    private static Task<IResult> Act(
        HttpContext http, IGrainFactory grains, Func<ITaskGrain, TaskRemark, WriteOptions, Task<Outcome<TaskItem>>> act) =>
        EntityAnswers.Act<TaskContent, TaskItem>(http, async (content, options) => content.Id.Length is > 0 and <= QueryReader.MaxTextLength
            ? await act(grains.GetGrain<ITaskGrain>(content.Id), new(content.By, content.Note), options)
            : Refusal.Invalid([new("id", Shown.Short(content.Id), $"1 to {QueryReader.MaxTextLength} characters, as the list of tasks has it.")]));

    private static Task<IResult> OfRecipient<TFilter, T>(
        HttpContext http, Func<QueryReader, TFilter> filter, Func<string, TFilter, PageRequest, CancellationToken, Task<Page<T>>> list)
    {
        if (new QueryReader(http.Request.Query).Text(QueryParameter.Recipient) is not { } recipient || !IsRecipient(recipient))
        {
            return Task.FromResult<IResult>(Problem.Malformed(new Violation(
                QueryParameter.Recipient.Name,
                http.Request.Query.TryGetValue(QueryParameter.Recipient.Name, out var given) ? Shown.Short(given.ToString()) : null,
                $"One of {string.Join(", ", Kinds)}, a colon, and an id.")));
        }

        return ListAnswers.List(http, filter, (found, page, cancellation) => list(recipient, found, page, cancellation));
    }

    private static Task<IResult> DeadLetters(HttpContext http, IReadSide reading) =>
        ListAnswers.List(http, static _ => new ListFilter(), (_, page, cancellation) => reading.DeadLetters(page, cancellation));

    private static Task<IResult> Redrive(HttpContext http, IGrainFactory grains) => EntityAnswers.Act<DeadLetterName, Redriven>(
        http, (name, _) => name.EventId.Length is > 0 and <= QueryReader.MaxTextLength
            ? grains.GetGrain<IDeadLetterGrain>(name.EventId).Redrive()
            : Task.FromResult<Outcome<Redriven>>(Refusal.Invalid(
                [new("eventId", Shown.Short(name.EventId), $"1 to {QueryReader.MaxTextLength} characters.")])));

    private static bool IsRecipient(string text) =>
        text.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && Kinds.Contains(text[..colon]) && IdRule.IsValid(text[(colon + 1)..]);
}
