namespace VocMatch.Cli.Commands;

/// <summary>What a command tells the shell.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>The files were read and do not hold what they claim.</summary>
    public const int NotValid = 1;

    /// <summary>Files or options cannot be used; nothing was written.</summary>
    public const int BadInput = 2;

    /// <summary>Ended by Ctrl-C or a request to terminate: 128 and the number of the signal, as a shell has it.</summary>
    public const int Stopped = 130;
}
