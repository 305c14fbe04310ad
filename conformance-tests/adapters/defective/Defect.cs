namespace Conformance;

/// <summary>Which defect is switched on: the environment variable CONFORMANCE_DEFECT names it; none where it is not set.</summary>
internal static class Defect
{
    private static readonly string? On = Known(Environment.GetEnvironmentVariable("CONFORMANCE_DEFECT"));

    public static bool Is(string id) => string.Equals(id, On, StringComparison.Ordinal);

    // A misspelt name would look like a defect that no case kills.
    private static string? Known(string? id) => string.IsNullOrEmpty(id) ? null
        : DefectIds.All.Contains(id, StringComparer.Ordinal) ? id
        : throw new InvalidOperationException($"There is no defect {id}.");
}
