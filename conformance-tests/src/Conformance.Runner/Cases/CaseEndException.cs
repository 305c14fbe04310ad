namespace Conformance.Cases;

/// <summary>A case that ended before its last step, and how.</summary>
public sealed class CaseEndException(Outcome outcome, string message) : Exception(message)
{
    /// <summary>How it ended.</summary>
    public Outcome Outcome { get; } = outcome;
}
