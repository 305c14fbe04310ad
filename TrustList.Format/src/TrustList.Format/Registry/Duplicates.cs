namespace TrustList.Format.Registry;

/// <summary>Names that must be unique within a document.</summary>
internal static class Duplicates
{
    /// <summary>The first name that stands there for a second time, or null.</summary>
    internal static string? First(IEnumerable<string> names)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return names.FirstOrDefault(name => !seen.Add(name));
    }
}
