using System.Diagnostics.Metrics;
using Federation.Hosting.Telemetry;
using TrustHub.Admission;
using TrustHub.Feed;
using TrustHub.Log;
using TrustHub.Publishing;
using TrustHub.Transparency;

namespace TrustHub.Watching;

/// <summary>What waits to be published, how old what verifiers see is, and what fails.</summary>
public sealed class PublishingGauges
{
    private readonly AdmissionLog _log;
    private readonly Publisher _publisher;
    private readonly TimeProvider _clock;

    /// <summary>The instruments.</summary>
    public PublishingGauges(ProgramMeter meter, AdmissionLog log, Publisher publisher, Sequencer sequencer, Desk desk, FeedWatchers watchers, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(meter);
        (_log, _publisher, _clock) = (log, publisher, clock);
        meter.Gauge("federation.desk.waiting", "{submission}", "Submissions at the desk or waiting for it; 64 at most.", () => desk.Waiting);
        meter.Gauge("federation.publish.backlog", "{row}", "Rows of metadata that are logged and in no published snapshot.", () => Waiting().Count());
        meter.Gauge("federation.publish.backlog.age", "s", "Since when the oldest of these waits; 0 where none does.",
            () => Waiting().Select(row => (double?)Since(row.Row.AdmittedAt)).FirstOrDefault() ?? 0);
        meter.Gauge("federation.timestamp.age", "s", "Since the published timestamp was signed.", () => publisher.Published is { } published ? Since(published.Timestamp.SignedAt) : null);
        meter.Gauges("federation.hub.failing", "{state}", "1 while the newest round of a room failed, else 0.", () =>
        [
            Failing("publishing", publisher.Failure is not null), Failing("log", sequencer.Failure is not null),
        ]);
        meter.Gauge("federation.feed.watchers", "{watcher}", "Watchers of the status feed on both listeners.", () => watchers.Present);
    }

    private IEnumerable<Logged> Waiting()
    {
        var published = _publisher.Published?.LogIndex ?? 0;
        return _log.State.MetadataIndex <= published ? [] : _log.After(published).Where(logged => logged.Row.Kind == Storage.AdmissionKind.Metadata);
    }

    private double Since(DateTimeOffset at) => Math.Max(0, (_clock.GetUtcNow() - at).TotalSeconds);

    private static Measurement<double> Failing(string room, bool fails) => new(fails ? 1 : 0, new KeyValuePair<string, object?>("room", room));
}
