using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Fsck;

/// <summary>One walk of the check.</summary>
/// <param name="Tables">Those whose content it answers for.</param>
/// <param name="Violations">What it finds in one snapshot of a region's database, each a line; found as it is asked for.</param>
internal sealed record Walk(IReadOnlyList<string> Tables, Func<StoreSession, string, IEnumerable<string>> Violations);
