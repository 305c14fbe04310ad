namespace Trustctl;

/// <summary>What the exit codes mean; permanent (README.md, command line contract).</summary>
public static class ExitCode
{
    /// <summary>Accepted, or done.</summary>
    public const int Accepted = 0;

    /// <summary>Refused.</summary>
    public const int Refused = 1;

    /// <summary>Undecided: no trust state, a status too old to say, or the hub could not be reached.</summary>
    public const int Undecided = 2;

    /// <summary>Wrong usage (EX_USAGE of sysexits.h).</summary>
    public const int Usage = 64;

    /// <summary>A fault of the tool itself (EX_SOFTWARE).</summary>
    public const int Software = 70;

    /// <summary>Ended by Ctrl-C.</summary>
    public const int Interrupted = 130;
}
