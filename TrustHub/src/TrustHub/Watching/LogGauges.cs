using System.Diagnostics.Metrics;
using Federation.Hosting.Telemetry;
using TrustHub.Log;
using TrustHub.Transparency;
using TrustList.Format.Log;

namespace TrustHub.Watching;

/// <summary>How the log goes on, and whether its witnesses follow. Where policy names no log, nothing is said.</summary>
public sealed class LogGauges
{
    /// <summary>A witness that cosigned none of so many newest checkpoints does not count.</summary>
    private const int Near = 8;

    private readonly EpochLog _log;
    private readonly ILogStore _store;
    private readonly AdmissionLog _admissions;

    /// <summary>The instruments.</summary>
    public LogGauges(ProgramMeter meter, EpochLog log, ILogStore store, AdmissionLog admissions, IWitnessedEpochs witnessed, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(meter);
        (_log, _store, _admissions) = (log, store, admissions);
        meter.Gauge("federation.log.size", "{leaf}", "Leaves of the newest checkpoint.", () => log.Offered?.Size);
        meter.Gauge("federation.log.witnessed.size", "{leaf}", "Leaves of the newest checkpoint with a quorum.", () => log.Offered is null ? null : log.WitnessedSize);
        meter.Gauge("federation.epoch.age", "s", "Since the newest epoch.", () => (clock.GetUtcNow() - log.Offered?.Epoch.Time)?.TotalSeconds);
        meter.Gauge("federation.epoch.witnessed.age", "s", "Since the newest epoch under a quorum.", () => (clock.GetUtcNow() - witnessed.Newest?.Time)?.TotalSeconds);
        meter.Gauge("federation.witness.named", "{witness}", "Witnesses that policy names.", () => Policy?.Witnesses.Length);
        meter.Gauge("federation.witness.quorum", "{witness}", "Cosignatures that a checkpoint needs.", () => Policy?.Quorum);
        meter.Gauge("federation.witness.cosigners", "{witness}", "Witnesses that cosigned one of the 8 newest checkpoints.", () => Cosigners());
        meter.Gauge("federation.witness.margin", "{witness}", "Cosigners more than the quorum needs; below 0 nothing new is witnessed.", () => Cosigners() - Policy?.Quorum);
        meter.Gauges("federation.witness.behind", "{leaf}", "Checkpoints since a witness's newest cosignature, 8 where it cosigned none of the 8 newest.", Behind);
    }

    private LogPolicy? Policy => _log.Refusal is null && _log.Offered is not null ? _admissions.State.Policy?.Log : null;

    private int? Cosigners() => Policy is null ? null : Behind().Count(witness => witness.Value < Near);

    private IEnumerable<Measurement<double>> Behind()
    {
        if (Policy is not { } policy || _log.Offered is not { Size: var size })
            return [];
        var behind = policy.Witnesses.ToDictionary(witness => witness.Name, _ => Near, StringComparer.Ordinal);
        for (var back = Near - 1; back >= 0; back--)
        {
            foreach (var cosignature in size > back ? _store.Cosignatures(size - back) : [])
            {
                if (behind.ContainsKey(cosignature.Witness))
                    behind[cosignature.Witness] = back;
            }
        }
        return policy.Witnesses.Select(witness => new Measurement<double>(behind[witness.Name], new KeyValuePair<string, object?>("region", witness.Region)));
    }
}
