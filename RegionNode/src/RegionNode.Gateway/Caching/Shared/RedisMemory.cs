namespace RegionNode.Gateway.Caching.Shared;

/// <summary>What a Redis says of its memory (<c>INFO memory</c>).</summary>
internal static class RedisMemory
{
    /// <summary>Whether it would forget before the time: bounded, and full it evicts in the place of refusing.</summary>
    public static bool Evicts(string info) => Line(info, "maxmemory:") is not (null or "0") && Line(info, "maxmemory_policy:") is not (null or "noeviction");

    private static string? Line(string info, string name) => info.Split('\n').FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?[name.Length..].Trim();
}
