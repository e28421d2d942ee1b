using System.Collections.Immutable;

namespace VocMatch.Domain.Programs;

/// <summary>Names of what a program asks of a placement, beside the constraints of matching, and their words.</summary>
internal static class ProgramWords
{
    public const string Occupation = "programOccupation";
    public const string Hours = "programHours";
    public const string Kind = "programKind";
    public const string Period = "programPeriod";
    public const string Employers = "programEmployers";
    public const string Remote = "programRemote";

    public static ImmutableArray<(string Name, string Words)> Constraints { get; } =
    [
        (Occupation, "occupation that the program aims at"),
        (Hours, "hours that the program asks for"),
        (Kind, "kind of placement that counts for the program"),
        (Period, "period of the program's placements"),
        (Employers, "number of employers that the program allows"),
        (Remote, "remote share that the program allows"),
    ];
}
