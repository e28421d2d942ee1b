namespace VocMatch.Gateway.Audiences;

/// <summary>Who may call an operation once sign-in exists.</summary>
internal enum Audience
{
    Everybody,
    College,
    Employer,
    Student,
    Regulator,
    Admin,
}
