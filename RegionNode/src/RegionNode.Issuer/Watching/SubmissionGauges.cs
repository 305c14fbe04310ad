using System.Diagnostics.Metrics;
using Federation.Hosting.Telemetry;
using RegionNode.Issuer.Storage;
using RegionNode.Issuer.Submission;

namespace RegionNode.Issuer.Watching;

/// <summary>What waits for the hub, what it refused, and whether the node may go on signing.</summary>
internal sealed class SubmissionGauges : IInstruments
{
    private static readonly SubmissionKind[] Kinds = Enum.GetValues<SubmissionKind>();
    private readonly IDurableStore store;
    private readonly TimeProvider clock;

    public SubmissionGauges(ProgramMeter meter, IDurableStore store, Outbox outbox, HubContact contact, Chains chains, TimeProvider clock)
    {
        (this.store, this.clock) = (store, clock);
        meter.Gauges("federation.outbox.waiting", "{submission}", "Submissions that the hub has not decided.", () => Waiting((count, _) => count));
        meter.Gauges("federation.outbox.age", "s", "Since when the oldest of these waits; 0 where none does.", () => Waiting((_, age) => age));
        meter.Gauge("federation.outbox.refused", "{submission}", "Submissions that stand refused and wait for people.", () => outbox.Refused().Count);
        meter.Gauge("federation.hub.lost", "{state}", "1 while the newest attempt did not reach the hub, else 0.", () => contact.IsLost ? 1 : 0);
        meter.Gauge("federation.hub.contact.age", "s", "Since the hub last answered, to a submission or a witness; nothing before the first answer.", () => contact.Age?.TotalSeconds);
        meter.Gauges("federation.chain.state", "{state}", "Whether a chain may grow: 0 yes, 1 the hub was not asked yet, 2 the database is older than what was signed, 3 the hub holds other bytes.",
            () => ChainLanes.All.Select(lane => new Measurement<double>(Of(chains.Of(lane).State), new KeyValuePair<string, object?>("chain", lane))));
    }

    private static int Of(ChainState state) => state switch
    {
        ChainState.Clear => 0,
        ChainState.Unknown => 1,
        ChainState.Behind => 2,
        _ => 3,
    };

    private IEnumerable<Measurement<double>> Waiting(Func<long, double, double> measure)
    {
        var (waiting, now) = (store.Read(OutboxTable.Waiting), clock.GetUtcNow());
        foreach (var kind in Kinds)
        {
            var (count, oldest) = waiting.GetValueOrDefault(kind);
            yield return new(measure(count, count > 0 ? Math.Max(0, (now - oldest).TotalSeconds) : 0), new KeyValuePair<string, object?>("kind", kind.ToString()));
        }
    }
}
