namespace RegionNode.Issuer.Status;

/// <summary>Since when routine changes wait, and whether their time has come (setting). Real time, also in a rehearsal.</summary>
internal sealed class RoutineGathering(NodeOptions options)
{
    private readonly TimeProvider real = TimeProvider.System;
    private long? since;

    internal bool IsDue => since is { } began && real.GetElapsedTime(began) >= TimeSpan.FromSeconds(options.RoutineSeconds);

    internal void Begin() => since ??= real.GetTimestamp();

    /// <summary>Those that waited are out.</summary>
    internal void End() => since = null;
}
