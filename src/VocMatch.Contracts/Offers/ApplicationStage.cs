using System.Collections.Immutable;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.States;

namespace VocMatch.Contracts.Offers;

/// <summary>How far an application has come with the employer.</summary>
public enum ApplicationStage
{
    /// <summary>Begun by the student; the employer sees a pseudonym.</summary>
    New,

    /// <summary>The student has shared who they are: the employer's answer clock runs.</summary>
    Shared,
    InReview,
    Interview,
    Offered,

    /// <summary>The employer said no, with feedback.</summary>
    Unsuccessful,

    /// <summary>The student took it back.</summary>
    Withdrawn,
}

/// <summary>What student or employer does with an application.</summary>
public enum ApplicationAction
{
    Share,
    Review,
    Invite,
    Offer,
    Reject,
    Withdraw,
}

/// <summary>Which action leads from which stage to which.</summary>
public static class ApplicationTransitions
{
    public static TransitionTable<ApplicationStage, ApplicationAction> Table { get; } = new(
        ApplicationStage.New,
        (ApplicationStage.New, ApplicationAction.Share, ApplicationStage.Shared),
        (ApplicationStage.New, ApplicationAction.Offer, ApplicationStage.Offered),
        (ApplicationStage.New, ApplicationAction.Reject, ApplicationStage.Unsuccessful),
        (ApplicationStage.New, ApplicationAction.Withdraw, ApplicationStage.Withdrawn),
        (ApplicationStage.Shared, ApplicationAction.Review, ApplicationStage.InReview),
        (ApplicationStage.Shared, ApplicationAction.Invite, ApplicationStage.Interview),
        (ApplicationStage.Shared, ApplicationAction.Offer, ApplicationStage.Offered),
        (ApplicationStage.Shared, ApplicationAction.Reject, ApplicationStage.Unsuccessful),
        (ApplicationStage.Shared, ApplicationAction.Withdraw, ApplicationStage.Withdrawn),
        (ApplicationStage.InReview, ApplicationAction.Invite, ApplicationStage.Interview),
        (ApplicationStage.InReview, ApplicationAction.Offer, ApplicationStage.Offered),
        (ApplicationStage.InReview, ApplicationAction.Reject, ApplicationStage.Unsuccessful),
        (ApplicationStage.InReview, ApplicationAction.Withdraw, ApplicationStage.Withdrawn),
        (ApplicationStage.Interview, ApplicationAction.Offer, ApplicationStage.Offered),
        (ApplicationStage.Interview, ApplicationAction.Reject, ApplicationStage.Unsuccessful),
        (ApplicationStage.Interview, ApplicationAction.Withdraw, ApplicationStage.Withdrawn),
        (ApplicationStage.Offered, ApplicationAction.Reject, ApplicationStage.Unsuccessful),
        (ApplicationStage.Offered, ApplicationAction.Withdraw, ApplicationStage.Withdrawn));
}

/// <summary>One student's application for one placement.</summary>
/// <param name="SharedAt">When the student shared who they are; null before that.</param>
/// <param name="AnsweredAt">When the employer first acted on it after that; null while it waits.</param>
/// <param name="Feedback">What the employer tells an unsuccessful student.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.Application")]
public sealed record Application(
    PlacementId Placement,
    StudentId Student,
    ApplicationStage Stage,
    ImmutableArray<ApplicationChange> Changes,
    DateTimeOffset? SharedAt = null,
    DateTimeOffset? AnsweredAt = null,
    string? Feedback = null);

/// <summary>A stage that an application has reached, and when.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.ApplicationChange")]
public sealed record ApplicationChange(ApplicationStage Stage, DateTimeOffset At);

/// <summary>Every application of a student, in the order in which they were begun.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.StudentApplications")]
public sealed record StudentApplications(StudentId Student, ImmutableArray<Application> Applications);

/// <summary>An application as the employer sees it.</summary>
/// <param name="Candidate">The student's pseudonym at this placement.</param>
/// <param name="Student">Once the student has shared who they are; null before that.</param>
/// <param name="AnswerBy">Until when the employer has to act on it; null where nothing waits for the employer.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.EmployerApplication")]
public sealed record EmployerApplication(
    PlacementId Placement,
    string Candidate,
    ApplicationStage Stage,
    ImmutableArray<ApplicationChange> Changes,
    StudentId? Student = null,
    DateTimeOffset? SharedAt = null,
    DateTimeOffset? AnsweredAt = null,
    DateTimeOffset? AnswerBy = null,
    string? Feedback = null);

/// <summary>Every application for a placement, in the order in which they were begun.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.EmployerApplications")]
public sealed record EmployerApplications(PlacementId Placement, ImmutableArray<EmployerApplication> Applications);

/// <summary>How an employer's answering weighs on the rank of its placements.</summary>
/// <param name="FactorPerMille">What the score is multiplied with, 500 to 1,000 thousandths.</param>
/// <param name="Overdue">Applications that wait longer than the employer has to answer.</param>
/// <param name="Sentence">The reason, fit to be shown to the employer; null where nothing is lowered.</param>
/// <param name="Answered">Applications shared within the last 180 days that the employer acted upon.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.AnswerStanding")]
public sealed record AnswerStanding(int FactorPerMille, int Answered, int Overdue, string? Sentence = null);

/// <summary>How an employer answers applications in each region where it has placements that were applied for.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.EmployerAnswering")]
public sealed record EmployerAnswering(EmployerId Employer, ImmutableArray<RegionAnswering> Regions);

/// <summary>The placements of one region rank together.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.RegionAnswering")]
public sealed record RegionAnswering(RegionId Region, AnswerStanding Standing);
