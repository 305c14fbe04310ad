using System.Diagnostics.Metrics;
using Federation.Hosting.Telemetry;
using RegionNode.Gateway.Auditing;
using RegionNode.Gateway.Caching;
using RegionNode.Gateway.Routing;
using RegionNode.Gateway.Status;
using RegionNode.Gateway.Verifying.Asking;
using TrustList.Sync.Status;

namespace RegionNode.Gateway.Watching;

/// <summary>On what the gateway's verdicts rest now: the trust list, the status, the regions it asks, the cache and the trail.</summary>
internal sealed class GatewayGauges : IInstruments
{
    private readonly CurrentTrust _trust;
    private readonly TimeProvider _clock;

    public GatewayGauges(ProgramMeter meter, CurrentTrust trust, StatusMirror mirror, StatusStanding status, RegionLanes lanes, ICacheStanding cache, GatewayTrail trail, TimeProvider clock)
    {
        (_trust, _clock) = (trust, clock);
        meter.Gauge("federation.trust.age", "s", "Since a look at the hub last succeeded; nothing before the first.", () => Since(trust.LastSuccess));
        meter.Gauge("federation.anchors", "{certificate}", "Issuers' certificates that a verdict can rest on now; 0 without a trust list or with an expired one.", Anchors);
        meter.Gauges("federation.trust.regions", "{region}", "Regions of the trust list, by whether their issuers count.", Regions);
        meter.Gauge("federation.status.epoch.age", "s", "Since the newest witnessed epoch of the status that is held; nothing before the first.", () => Since(mirror.AsOf));
        meter.Gauge("federation.status.connected", "{state}", "1 while the hub's status feed stands, else 0.", () => status.Connected ? 1 : 0);
        meter.Gauges("federation.breaker.open", "{state}", "1 while a region that was asked before is not asked, because it failed, else 0.",
            () => lanes.Breakers.Select(lane => new Measurement<double>(lane.Broken ? 1 : 0, new KeyValuePair<string, object?>("region", lane.Region))));
        meter.Gauge("federation.cache.available", "{state}", "1 while the cache of the gateway's instances answers, else 0.", () => cache.Fault is null ? 1 : 0);
        meter.Gauge("federation.trail.available", "{state}", "1 while the audit trail can be written, else 0: then no question is answered.", () => trail.Fault is null ? 1 : 0);
    }

    private double? Since(DateTimeOffset? at) => at is { } then ? Math.Max(0, (_clock.GetUtcNow() - then).TotalSeconds) : null;

    private double? Anchors() => _trust.Now.State is { } state && _clock.GetUtcNow() < state.ValidUntil ? state.Authorities.Count : 0;

    private IEnumerable<Measurement<double>> Regions() => _trust.Now.State is not { } state ? [] :
    [
        new(state.Issuers.Count, new KeyValuePair<string, object?>("standing", "trusted")), new(state.Excluded.Count, new KeyValuePair<string, object?>("standing", "excluded")),
    ];
}
