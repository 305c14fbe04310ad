namespace RegionNode.Gateway.Guarding;

/// <summary>
/// The header in which this gateway tells its own issuer which region's key a caller showed (SPEC.md §15.1). Whatever a caller
/// writes there is taken out of every request that is passed on.
/// </summary>
internal static class CallerHeader
{
    /// <summary>The header's name.</summary>
    public const string Name = "x-federation-caller";

    /// <summary>Puts the proven region into the request, or nothing where none is proven.</summary>
    public static void Set(IHeaderDictionary headers, string? region)
    {
        headers.Remove(Name);
        if (region is not null) headers[Name] = region;
    }
}
