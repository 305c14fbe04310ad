using Federation.Hosting.Health;

namespace TrustHub.Watching;

/// <summary>Why the hub is not ready, or warns (docs/health.md).</summary>
internal static class HubReasons
{
    public static readonly HealthReason NotBegun = HealthReason.NotReady("publishing", "NotBegun", "deploy/runbooks/alerts-hub.md#hubfailing");
    public static readonly HealthReason KeyMissing = HealthReason.NotReady("publishing", "KeyMissing", "deploy/runbooks/rotation.md#two-root-operators-leave-two-follow");
    public static readonly HealthReason TargetsWait = HealthReason.NotReady("publishing", "TargetsWait", "deploy/runbooks/rotation.md#two-root-operators-leave-two-follow");
    public static readonly HealthReason PublishingFails = HealthReason.NotReady("publishing", "PublishingFails", "deploy/runbooks/alerts-hub.md#hubfailing");
    public static readonly HealthReason NothingPublished = HealthReason.NotReady("publishing", "NothingPublished", "deploy/runbooks/alerts-hub.md#hubfailing");
    public static readonly HealthReason Expired = HealthReason.NotReady("publishing", "Expired", "deploy/runbooks/alerts-common.md#lifeover");
    public static readonly HealthReason LogNotOurs = HealthReason.NotReady("log", "LogNotOurs", "deploy/runbooks/log.md#1-begin");
    public static readonly HealthReason LogStands = HealthReason.NotReady("log", "LogStands", "deploy/runbooks/log.md#4-the-log-stands-still");
    public static readonly HealthReason LogBehind = HealthReason.NotReady("log", "LogBehind", "deploy/runbooks/backup.md#4-the-hubs-log-is-behind");
    public static readonly HealthReason WitnessesUnheard = HealthReason.NotReady("log", "WitnessesUnheard", "deploy/runbooks/backup.md#3-the-hub-lost-its-machine");
    public static readonly HealthReason WitnessAhead = HealthReason.Warns("log", "WitnessAhead", "deploy/runbooks/log.md#5-two-views");
    public static readonly HealthReason QuorumLate = HealthReason.Warns("log", "QuorumLate", "deploy/runbooks/alerts-hub.md#witnessquorumlost");
    public static readonly HealthReason NoLeader = HealthReason.NotReady("leading", "NoLeader", "deploy/runbooks/alerts-hub.md#hubleaderless");
    public static readonly HealthReason LeaderNotFollowed = HealthReason.NotReady("leading", "LeaderNotFollowed", "deploy/runbooks/alerts-hub.md#hubleaderless");
}
