using System.Collections.Immutable;
using TrustHub.Storage;

namespace TrustHub.Tests.Support;

/// <summary>A store around the real one; a test overrides where the fault is.</summary>
public abstract class DelegatingStore : IHubStore
{
    private IHubStore? _inner;

    protected IHubStore Inner
    {
        get => _inner ?? throw new InvalidOperationException("not installed");
        set => _inner = value;
    }

    /// <summary>Runs each write; a fault happens here.</summary>
    protected abstract T Write<T>(Func<T> write);

    public AdmissionRow Append(NewAdmission admission) => Write(() => Inner.Append(admission));

    public virtual AdmissionRow? FindSubmission(string submissionId) => Inner.FindSubmission(submissionId);

    public virtual AdmissionRow? FindBytes(AdmissionKind kind, string name, string sha256) => Inner.FindBytes(kind, name, sha256);

    public ImmutableArray<AdmissionRow> Newest() => Inner.Newest();

    public IEnumerable<AdmissionRow> After(long logIndex) => Inner.After(logIndex);

    public byte[]? Content(string sha256) => Inner.Content(sha256);

    public void Record(SnapshotRow snapshot, TimestampRow timestamp) => Write(() => Done(() => Inner.Record(snapshot, timestamp)));

    public void Record(TimestampRow timestamp) => Write(() => Done(() => Inner.Record(timestamp)));

    public IEnumerable<SnapshotRow> Snapshots() => Inner.Snapshots();

    public SnapshotRow? NewestSnapshot() => Inner.NewestSnapshot();

    public TimestampRow? NewestTimestamp() => Inner.NewestTimestamp();

    public void Record(RefusalRow refusal) => Inner.Record(refusal);

    public ImmutableArray<RefusalRow> Refusals() => Inner.Refusals();

    private static bool Done(Action act)
    {
        act();
        return true;
    }
}
