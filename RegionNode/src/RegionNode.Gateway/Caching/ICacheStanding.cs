namespace RegionNode.Gateway.Caching;

/// <summary>How the cache stands, for answers that say they are degraded and for health.</summary>
internal interface ICacheStanding
{
    /// <summary>Whether it answers; memory always does.</summary>
    bool Available { get; }

    /// <summary>What is wrong, for an operator; null where nothing is.</summary>
    string? Fault { get; }
}
