namespace RegionNode.Gateway.Routing;

/// <summary>Why a region has no route. A closed list.</summary>
internal enum NoRoute
{
    /// <summary>This gateway has not verified any trust list yet.</summary>
    NoTrustState,

    /// <summary>The trust list at hand has expired; a suspension could hide behind it.</summary>
    ListExpired,

    /// <summary>The registry does not name the region, or not yet.</summary>
    UnknownRegion,

    /// <summary>The national operators suspended the region.</summary>
    Suspended,

    /// <summary>An emergency notice is in force against the region.</summary>
    UnderNotice,

    /// <summary>The region has left.</summary>
    Withdrawn,

    /// <summary>The region's own documents are missing or were refused.</summary>
    RegionExcluded,

    /// <summary>The region's own documents have expired.</summary>
    RegionExpired,

    /// <summary>The region's <c>node.json</c> is missing, was refused, or names no https endpoint with a pin.</summary>
    NoNode,

    /// <summary>The region's <c>node.json</c> has expired.</summary>
    NodeExpired,

    /// <summary>The route has become possible since the last look at the hub and is not made yet.</summary>
    NotYetRouted,
}
