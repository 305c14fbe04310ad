using TrustList.Format.Registry;

namespace RegionNode.Issuer.Applications;

/// <summary>
/// The offices this node issues for: a narrower guard of its own. Verifiers go by the signed registry.json, whatever the
/// node believes.
/// </summary>
internal static class OwnTerritory
{
    internal static Territory Of(NodeOptions options) => new()
    {
        Prefixes = options.OfficePrefixes.Length > 0 ? [.. options.OfficePrefixes] : [RegionCode.Significant(options.Code)],
        Except = [.. options.OfficeExcept],
    };
}
