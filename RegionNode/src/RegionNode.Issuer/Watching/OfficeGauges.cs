using Federation.Hosting.Telemetry;
using RegionNode.Issuer.Storage;
using RegionNode.Issuer.Witnessing;

namespace RegionNode.Issuer.Watching;

/// <summary>What waits for people, how old the newest status head is, and what is held against the log.</summary>
internal sealed class OfficeGauges : IInstruments
{
    public OfficeGauges(ProgramMeter meter, IDurableStore store, WitnessStanding standing, TimeProvider clock)
    {
        double Since(DateTimeOffset at) => Math.Max(0, (clock.GetUtcNow() - at).TotalSeconds);
        meter.Gauge("federation.status.head.age", "s", "Since the newest status head was signed; it grows while nothing changes.", () => store.Read(HeadTable.Newest) is { } newest ? Since(newest.IssuedAt) : null);
        meter.Gauge("federation.status.waiting", "{change}", "Changes of status that no head holds.", () => store.Read(HeadTable.CountWaiting));
        meter.Gauge("federation.review.waiting", "{photo}", "Photos that wait for a reviewer.", () => store.Read(ReviewTable.Queue).Count);
        meter.Gauge("federation.review.overdue", "{photo}", "Of these those beyond their deadline.", () => store.Read(db => ReviewTable.Overdue(db, clock.GetUtcNow())).Count);
        meter.Gauge("federation.review.left", "s", "What is left of the next deadline; below 0 after it, nothing where no photo waits.",
            () => store.Read(ReviewTable.Queue).Next is { } next ? (next.Instant() - clock.GetUtcNow()).TotalSeconds : null);
        meter.Gauge("federation.witness.silent", "s", "Since when the log does not answer, or takes no cosignature of this region; 0 while it does both.", () => standing.Since is { } trouble ? Since(trouble.Since) : 0);
        meter.Gauge("federation.witness.evidence", "{piece}", "Pieces of evidence against the log that are kept.", () => store.Read(WitnessTables.Evidence).Count);
    }
}
