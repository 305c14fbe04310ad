namespace RegionNode.Gateway.Caching;

/// <summary>What a kept assertion is about. A status list belongs to one region, so the region needs no naming.</summary>
/// <param name="StatusUri">The list that the licence names.</param>
/// <param name="Index">The licence's index in it.</param>
internal readonly record struct AssertionKey(string StatusUri, long Index)
{
    /// <summary>Stands for every entry of the list: no index is negative.</summary>
    public static AssertionKey WholeList(string statusUri) => new(statusUri, -1);
}
