using TrustList.Format.Verification;

namespace Conformance;

/// <summary>
/// Which defect is switched on: the environment variable CONFORMANCE_DEFECT names it; none where it is not set. Beside it is
/// noted where a defect could make a difference (<see cref="Reach"/>).
/// </summary>
internal static class Defect
{
    private static readonly string? On = Known(Environment.GetEnvironmentVariable("CONFORMANCE_DEFECT"));

    /// <summary>Whether it is switched on.</summary>
    public static bool Is(string id) => string.Equals(id, On, StringComparison.Ordinal);

    /// <summary>The same, at a place where being there makes a difference under this condition.</summary>
    public static bool Meets(string id, bool when = true)
    {
        if (when)
            Reach.Note(id);
        return Is(id);
    }

    /// <summary>Whether a check finds anything: for conditions.</summary>
    internal static bool Finds(Action<Findings> check)
    {
        var findings = new Findings(VerificationProfile.Strict);
        check(findings);
        return findings.Failures().Length > 0 || findings.Warnings().Length > 0;
    }

    /// <summary>Asked where the original condition is what the defect is not. Always true.</summary>
    public static bool Saw(string id)
    {
        Reach.Note(id);
        return true;
    }

    /// <summary>The original value, which is compared with the one that the defect puts in its place.</summary>
    public static T Weighed<T>(string id, T value, T other)
    {
        if (!EqualityComparer<T>.Default.Equals(value, other))
            Reach.Note(id);
        return value;
    }

    // A misspelt name would look like a defect that no case kills.
    private static string? Known(string? id) => string.IsNullOrEmpty(id) ? null
        : DefectIds.All.Contains(id, StringComparer.Ordinal) ? id
        : throw new InvalidOperationException($"There is no defect {id}.");
}
