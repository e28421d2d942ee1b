namespace VocMatch.Cli.Files;

/// <summary>What is wrong with a file and where: line and column (the field's number) count from 1; 0 when it is the file itself.</summary>
public sealed record InputError(string File, long Line, int Column, string Field, string Reason)
{
    public override string ToString() => (Line, Column) switch
    {
        (0, _) => $"{File}: {Reason}",
        (_, 0) => $"{File}: line {Line}: {Reason}",
        _ => $"{File}: line {Line}, column {Column} ({Field}): {Reason}",
    };
}
