using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Programs;

namespace VocMatch.Domain.Programs;

/// <summary>How editing and publishing move a program from revision to revision.</summary>
internal static class ProgramRevisions
{
    /// <summary>Takes over edited content: as the draft before the first publication, as the next revision after it.</summary>
    public static Outcome<Program> Edit(ProgramId id, Program? present, ProgramContent content)
    {
        if (present is null)
        {
            return new Program(id, ProgramStatus.Draft, 0, content, null, 0);
        }

        if (present.Status == ProgramStatus.Closed)
        {
            return Refusal.Conflict($"The program '{id}' is closed; reopen it before editing it.");
        }

        return present.Revision == 0 ? present with { Content = content } : present with { Draft = content };
    }

    /// <summary>Edits, and puts what was edited in force unless it is in force already.</summary>
    public static Outcome<Program> EditAndPublish(ProgramId id, Program? present, ProgramContent content, DateTimeOffset now)
    {
        var edited = Edit(id, present, content);
        if (!edited.Succeeded)
        {
            return edited;
        }

        var alreadyInForce = present is { Status: ProgramStatus.Published } && Records.RecordJson.Same(present.Content, content);
        return alreadyInForce ? present! with { Draft = null } : Apply(edited.Value, ProgramAction.Publish, now);
    }

    public static Outcome<Program> Apply(Program present, ProgramAction action, DateTimeOffset now)
    {
        if (ProgramTransitions.Table.Next(present.Status, action) is not { } status)
        {
            return Refusal.Conflict($"The program '{present.Id}' is {Text(present.Status)}; {Text(action)} is not possible then.");
        }

        return action == ProgramAction.Publish
            ? present with
            {
                Status = status,
                Revision = present.Revision + 1,
                Content = present.Draft ?? present.Content,
                Draft = null,
                InForceSince = now,
            }
            : present with { Status = status };
    }

    private static string Text<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
