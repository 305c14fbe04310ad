namespace Federation.Leading;

/// <summary>How a leader that lost the seat ends: its program begins anew, as a follower with nothing in memory.</summary>
public static class Deposition
{
    /// <summary>The exit code that says so (EX_TEMPFAIL).</summary>
    public const int ExitCode = 75;
}
