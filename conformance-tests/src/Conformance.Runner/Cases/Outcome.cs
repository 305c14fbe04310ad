namespace Conformance.Cases;

/// <summary>How a case ended (ADAPTER.md §4).</summary>
public enum Outcome
{
    /// <summary>Every answer as demanded, with evidence on every accept.</summary>
    Pass,

    /// <summary>Right, but for a reason that the case does not name; or a SHOULD is not kept.</summary>
    NonStrict,

    /// <summary>Another verdict, or evidence that is missing or wrong.</summary>
    Fail,

    /// <summary>A feature is missing.</summary>
    Unsupported,

    /// <summary>The twin did not pass, so that a rejection proves nothing.</summary>
    Inconclusive,

    /// <summary>No answer in time.</summary>
    Hang,

    /// <summary>The process ended, or its answer is no answer.</summary>
    Crash,
}

/// <summary>The words of the outcomes in results.json and reports.</summary>
public static class OutcomeWords
{
    /// <summary>The word: PASS, NON-STRICT, FAIL, …</summary>
    public static string Word(this Outcome outcome) => outcome == Outcome.NonStrict ? "NON-STRICT" : outcome.ToString().ToUpperInvariant();
}
