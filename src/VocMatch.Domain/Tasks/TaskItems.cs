using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using VocMatch.Contracts.Events;
using VocMatch.Contracts.Tasks;
using VocMatch.Domain.Eligibility;

namespace VocMatch.Domain.Tasks;

/// <summary>Whose task an event raises or closes, and in which words.</summary>
public static class TaskItems
{
    public static IEnumerable<TaskItem> For(DomainEvent what)
    {
        if (what is not { Kind: EventKind.TaskRaised or EventKind.TaskDone, Task: { } note })
        {
            yield break;
        }

        if (what.School is { } school)
        {
            yield return Item($"school:{school}", what, note) with { Student = what.Student, Program = note.Program };
        }

        if (what.Employer is { } employer)
        {
            yield return Item($"employer:{employer}", what, note) with { Reason = ForEmployer(note), Unmet = WithoutValues(note) };
        }

        if (what.Round is { } round && note.Kind is not TaskKind.CommitmentUnlawful)
        {
            yield return Item($"round:{round}", what, note) with { Student = what.Student, Program = note.Program };
        }
    }

    /// <summary>What an employer may know: which constraints, not what the student has.</summary>
    public static string ForEmployer(TaskNote note) => note.Unmet.IsEmpty ? note.Reason : note.Kind switch
    {
        TaskKind.CommitmentUnlawful =>
            $"Something about the student or their program was changed. No longer met: {ConstraintWords.Names(note.Unmet)}. The offer stands until the school and you have settled it.",
        _ => $"The student could not be offered the seat. Not met: {ConstraintWords.Names(note.Unmet)}.",
    };

    public static System.Collections.Immutable.ImmutableArray<Contracts.Eligibility.ConstraintResult> WithoutValues(TaskNote note) =>
        [.. note.Unmet.Select(unmet => unmet with { Actual = "" })];

    private static TaskItem Item(string recipient, DomainEvent what, TaskNote note) => new(
        Id(recipient, note),
        recipient,
        note.Kind,
        note.Subject,
        note.Reason,
        note.RaisedAt,
        note.Due,
        note.Unmet,
        null,
        what.Placement,
        what.Offer,
        what.Round);

    /// <summary>Recipient, solidus, milliseconds since 1970 in fourteen digits, solidus, digest: a recipient's tasks lie together, in order of time.</summary>
    private static string Id(string recipient, TaskNote note)
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{note.Kind}\n{note.Subject}")).AsSpan(0, 10));
        return string.Create(CultureInfo.InvariantCulture, $"{recipient}/{note.RaisedAt.ToUnixTimeMilliseconds():D14}/{digest}");
    }
}
