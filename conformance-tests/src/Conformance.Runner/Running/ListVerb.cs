using Conformance.Cases;

namespace Conformance.Running;

/// <summary><c>certify list [PREFIX …]</c>: the cases, a line each.</summary>
internal static class ListVerb
{
    /// <summary>Writes them.</summary>
    public static int Run(string[] prefixes)
    {
        foreach (var found in Catalogue.All.Where(found => prefixes.Length == 0 || prefixes.Any(prefix => found.Id.StartsWith(prefix, StringComparison.Ordinal))))
            Console.Out.WriteLine($"{found.Id}\t{found.Level}\t{found.Severity}\t{string.Join(',', found.Features)}\t{string.Join("; ", found.Requirements)}\t{found.Title}\t{found.Twin}");
        return 0;
    }
}
