namespace VocMatch.Gateway.Bodies;

/// <param name="Shared">True: the employer sees who applies. It cannot be taken back but with the application.</param>
public sealed record ApplicationContent(bool Shared);
