namespace Federation.Hosting.Health;

/// <summary>Why any program is not ready.</summary>
public static class HostReasons
{
    /// <summary>It was told to stop, and serves what is under way.</summary>
    public static readonly HealthReason Stopping = HealthReason.NotReady("host", "Stopping", "deploy/runbooks/alerts-common.md#notready");

    /// <summary>A check could not be made: it threw, or took too long. Its log line says more.</summary>
    internal static readonly HealthReason CheckFailed = HealthReason.NotReady("*", "CheckFailed", "deploy/runbooks/alerts-common.md#notready");
}
