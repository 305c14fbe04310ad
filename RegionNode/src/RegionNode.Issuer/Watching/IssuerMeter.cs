using System.Diagnostics;
using System.Diagnostics.Metrics;
using Federation.Hosting.Telemetry;
using RegionNode.Issuer.Witnessing;

namespace RegionNode.Issuer.Watching;

/// <summary>What the issuer counts as it happens. Nothing of drivers, devices or licences.</summary>
internal sealed class IssuerMeter : IInstruments
{
    private readonly Histogram<double> issuances;
    private readonly Counter<long> cosigned;
    private readonly Counter<long> refusals;
    private readonly Counter<long> faults;

    public IssuerMeter(ProgramMeter meter)
    {
        issuances = meter.Durations("federation.issuance.duration", "From a device that proved its key to the recorded licence, or to a refusal.");
        cosigned = meter.Counter("federation.witness.cosigned", "{round}", "Rounds of witnessing in which the log's newest checkpoint was cosigned, or was before.");
        refusals = meter.Counter("federation.witness.refusals", "{round}", "Rounds of witnessing in which the log's newest checkpoint was not cosigned, by the reason.");
        faults = meter.Counter("federation.storage.faults", "{write}", "Writes that failed because the database is out of order.");
    }

    internal void Issued(bool issued, long came) =>
        issuances.Record(Stopwatch.GetElapsedTime(came).TotalSeconds, new KeyValuePair<string, object?>("outcome", issued ? "issued" : "refused"));

    internal void Cosigned() => cosigned.Add(1);

    internal void NotCosigned(WitnessRefusal why) => refusals.Add(1, new KeyValuePair<string, object?>("reason", why.ToString()));

    /// <summary>A write failed; the code has no value of anybody's in it.</summary>
    internal void StorageFault(string code) => faults.Add(1, new KeyValuePair<string, object?>("fault", code));
}
