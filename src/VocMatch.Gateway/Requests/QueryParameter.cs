using Microsoft.AspNetCore.Builder;
using VocMatch.Contracts.Reading;

namespace VocMatch.Gateway.Requests;

/// <summary>A query parameter an operation takes. A request with any other is refused, so that a typing error is noticed.</summary>
/// <param name="Example">A value as it stands in the address.</param>
/// <param name="Names">The kind of thing whose id it is; a list refuses an id that nothing has, which an empty page would hide.</param>
internal sealed record QueryParameter(string Name, string Description, string Example, bool Whole = false, NamedThing? Names = null)
{
    public static readonly QueryParameter Limit = new("limit", $"Items a page, 1 to {PageRequest.MaxLimit}; {PageRequest.DefaultLimit} where it is left out.", "50", Whole: true);

    public static readonly QueryParameter Cursor = new("cursor", "nextCursor of the page before; left out for the first page.", "");

    public static readonly QueryParameter Text = new("text", "Part of a name or title, upper and lower case alike.", "care");

    public static readonly QueryParameter Region = new("region", "Id of a region.", "north", Names: NamedThing.Region);

    public static readonly QueryParameter Occupation = new("occupation", "Id of an occupation.", "5321", Names: NamedThing.Occupation);

    public static readonly QueryParameter School = new("school", "Id of a school.", "school-1", Names: NamedThing.School);

    public static readonly QueryParameter Program = new("program", "Id of a program.", "program-1", Names: NamedThing.Program);

    public static readonly QueryParameter Employer = new("employer", "Id of an employer.", "employer-1", Names: NamedThing.Employer);

    public static readonly QueryParameter Placement = new("placement", "Id of a placement.", "placement-1", Names: NamedThing.Placement);

    public static readonly QueryParameter Student = new("student", "Id of a student.", "student-1", Names: NamedThing.Student);

    public static readonly QueryParameter Status = new("status", "draft, published or closed.", "published");

    public static readonly QueryParameter Top = new("top", $"How many, best first, 1 to {RankedAnswer.MaxTop}; {RankedAnswer.DefaultTop} where it is left out.", "20", Whole: true);

    public static readonly QueryParameter Recipient = new(
        "recipient", "The recipient: student, school, employer or round, a colon, and the id.", "student:student-1");

    public static readonly QueryParameter DryRun = new("dryRun", "true: check and compare, and write nothing.", "true");
}

internal enum NamedThing
{
    Region,
    Occupation,
    School,
    Program,
    Employer,
    Placement,
    Student,
}

internal static class QueryParameters
{
    public static RouteHandlerBuilder Takes(this RouteHandlerBuilder operation, params QueryParameter[] parameters) =>
        operation.WithMetadata([.. parameters]);
}
