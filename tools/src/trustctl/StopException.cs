namespace Trustctl;

/// <summary>A command ends before its work is done, for a reason that is no wrong usage.</summary>
/// <param name="code">One of <see cref="ExitCode"/>.</param>
/// <param name="message">The reason, one line.</param>
public sealed class StopException(int code, string message) : Exception(message)
{
    /// <summary>How the program ends.</summary>
    public int Code => code;
}
