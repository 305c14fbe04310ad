namespace RegionNode.Gateway.Guarding;

/// <summary>Which addresses a route may lead to.</summary>
internal enum Reach
{
    /// <summary>A region's record named it: only addresses of the public internet, unless <c>Gateway:AllowPrivateEndpoints</c>.</summary>
    Public,

    /// <summary>This gateway's operator named it.</summary>
    AsConfigured,
}
