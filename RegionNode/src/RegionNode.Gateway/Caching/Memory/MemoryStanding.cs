namespace RegionNode.Gateway.Caching.Memory;

/// <summary>A cache of this process alone: always there.</summary>
internal sealed class MemoryStanding : ICacheStanding
{
    /// <inheritdoc/>
    public bool Available => true;

    /// <inheritdoc/>
    public string? Fault => null;
}
