namespace RegionNode.Gateway.Caching.Shared;

/// <summary>How far an instance's clock may go back without Redis, which goes by its own, having forgotten what counts again.</summary>
internal static class GoesBack
{
    /// <summary>So long after its end a thing is kept there.</summary>
    public static readonly TimeSpan Most = TimeSpan.FromMinutes(10);
}
