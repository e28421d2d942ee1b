using System.Globalization;
using VocMatch.Contracts.Events;
using VocMatch.Contracts.ProvisionGaps;

namespace VocMatch.Contracts.Storing;

/// <summary>Names of the persistent states the read side looks at: the name a grain gives its state is the row's grain_type.</summary>
public static class StateNames
{
    public const string School = "school";

    public const string Program = "program";

    public const string Employer = "employer";

    public const string Placement = "placement";

    public const string Student = "student";

    /// <summary>Who the student is, in a row of its own.</summary>
    public const string StudentIdentity = "student-identity";

    public const string Round = "round";

    public const string RoundRegister = "round-register";

    /// <summary>Where an offer is kept, by its id.</summary>
    public const string Offer = "offer";

    /// <summary>A row a searcher and month, by <see cref="ProvisionGapKey"/>.</summary>
    public const string ProvisionGap = "provision-gap";

    /// <summary>A row a notification, by <see cref="NotificationKey"/>.</summary>
    public const string Notification = "notification";

    /// <summary>A row an event that its receivers refused, by the event's id.</summary>
    public const string DeadLetter = "dead-letter";

    /// <summary>A row a task, by its id.</summary>
    public const string Task = "task";

    /// <summary>Recipient, solidus, milliseconds since 1970 in fourteen digits, solidus, event: a recipient's notifications lie together, in order of time.</summary>
    public static string NotificationKey(Notification notification) => string.Create(
        CultureInfo.InvariantCulture,
        $"{notification.Recipient}/{notification.At.ToUnixTimeMilliseconds():D14}/{notification.Id[..notification.Id.IndexOf('>')]}");
}
