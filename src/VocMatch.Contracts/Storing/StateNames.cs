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
}
