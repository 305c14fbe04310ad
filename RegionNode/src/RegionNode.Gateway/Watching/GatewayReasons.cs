using Federation.Hosting.Health;

namespace RegionNode.Gateway.Watching;

/// <summary>Why the gateway is not ready, or warns (docs/health.md).</summary>
internal static class GatewayReasons
{
    public static readonly HealthReason NoTrustList = HealthReason.NotReady("trust", "NoTrustList", "deploy/runbooks/alerts-gateway.md#noanchors");
    public static readonly HealthReason TrustListExpired = HealthReason.NotReady("trust", "TrustListExpired", "deploy/runbooks/alerts-gateway.md#noanchors");
    public static readonly HealthReason HubNotFollowed = HealthReason.Warns("trust", "HubNotFollowed", "deploy/runbooks/alerts-gateway.md#trustliststale");
    public static readonly HealthReason TrailUnwritable = HealthReason.NotReady("trail", "TrailUnwritable", "deploy/runbooks/alerts-gateway.md#trailunwritable");
    public static readonly HealthReason CacheAway = HealthReason.Warns("cache", "CacheAway", "deploy/runbooks/gateways.md#6-redis-is-away");
    public static readonly HealthReason RegionsSilent = HealthReason.Warns("asking", "RegionsSilent", "deploy/runbooks/alerts-gateway.md#breakeropen");
    public static readonly HealthReason RegionEquivocates = HealthReason.Warns("status", "RegionEquivocates", "deploy/runbooks/alerts-hub.md#regionequivocates");
    public static readonly HealthReason NoStatus = HealthReason.Warns("status", "NoStatus", "deploy/runbooks/alerts-gateway.md#statusstale");
    public static readonly HealthReason StatusUnproven = HealthReason.Warns("status", "StatusUnproven", "deploy/runbooks/alerts-hub.md#epochunwitnessed");
    public static readonly HealthReason StatusBehind = HealthReason.Warns("status", "StatusBehind", "deploy/runbooks/alerts-gateway.md#statusstale");
    public static readonly HealthReason StatusNotFollowed = HealthReason.Warns("status", "StatusNotFollowed", "deploy/runbooks/alerts-gateway.md#statusfeeddown");
}
